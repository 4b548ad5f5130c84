import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { rules, tableOf } from "./rules.ts";
import { statementsOf } from "./statements.ts";

/** Earlier ones were written before there were rules, and have run wherever Cartbell runs. */
const FIRST = "20261129190000";

/** What speaks against running the migrations of a folder while the app runs: one sentence each. */
export function lintMigrations(folder: string, first = FIRST): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name >= first)
    .map((entry) => entry.name)
    .sort()
    .flatMap((name) =>
      lintMigration(readFileSync(join(folder, name, "migration.sql"), "utf8")).map((it) => `${name}: ${it}`),
    );
}

/**
 * What speaks against one migration. A rule is set aside for the whole file by a comment that gives the reason:
 * `-- allow removal: no release since May has read it`. One that old processes don't survive says
 * `-- stop-first: …`, and the runbook's way of migrating them is taken.
 */
export function lintMigration(script: string): string[] {
  const statements = statementsOf(script);
  const made = new Set(statements.filter((it) => /^CREATE (UNLOGGED )?TABLE\b/i.test(it)).map(tableOf));
  const allowed = new Set([...script.matchAll(/^-- allow ([\w-]+): \S.*\S/gm)].map((match) => match[1]));
  if (/^-- stop-first: \S.*\S/m.test(script)) allowed.add("removal");
  const findings = rules
    .filter(({ name }) => !allowed.has(name))
    .flatMap(({ name, says, isBroken }) =>
      statements.filter((it) => isBroken(it, made)).map((it) => `${name}: ${says} (${it.slice(0, 80)})`),
    );
  return [...findings, ...aboutTheWhole(statements, made, allowed)];
}

function aboutTheWhole(
  statements: string[],
  made: ReadonlySet<string>,
  allowed: ReadonlySet<string | undefined>,
): string[] {
  const findings: string[] = [];
  const altered = new Set(statements.filter((it) => /^(ALTER TABLE|CREATE .*TRIGGER|LOCK)\b/i.test(it)).map(tableOf));
  const used = [...altered].filter((table) => table !== "" && !made.has(table));
  if (used.length > 1 && !allowed.has("two-tables"))
    findings.push(
      `two-tables: it locks ${used.join(" and ")}, and waits for the app in a circle; make a migration for each`,
    );
  if (statements.length > 1 && statements.some((it) => /\bCONCURRENTLY\b/i.test(it)))
    findings.push("alone: a CONCURRENTLY cannot run in a transaction; it is alone in its migration");
  return findings;
}
