import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { HOT_TABLES } from "./hot-tables.ts";
import { rules, tableOf } from "./rules.ts";
import { statementsOf } from "./statements.ts";

/** Earlier ones were written before there were rules, and have run wherever Cartbell runs. */
const FIRST = "20261129190000";
/** From here on no reason sets these rules aside for a hot table: there is a way to do without. */
const STRICT_FROM = "20261130150000";
const ALWAYS_ON_HOT = ["index", "rewrite", "set-not-null", "constraint", "unique", "whole-table", "backfill"];

/** What speaks against running the migrations of a folder while the app runs: one sentence each. */
export function lintMigrations(folder: string, first = FIRST): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name >= first)
    .map((entry) => entry.name)
    .sort()
    .flatMap((name) => {
      const script = readFileSync(join(folder, name, "migration.sql"), "utf8");
      return lintMigration(script, name >= STRICT_FROM).map((it) => `${name}: ${it}`);
    });
}

/**
 * What speaks against one migration. A rule is set aside for the whole file by a comment that gives the reason:
 * `-- allow removal: no release since May has read it`. Rules about locks that last are not set aside for a hot table
 * (hot-tables.ts). One that old processes don't survive says
 * `-- stop-first: …`, and the runbook's way of migrating them is taken.
 */
export function lintMigration(script: string, isStrict = true): string[] {
  const statements = statementsOf(script);
  const made = new Set(statements.filter((it) => /^CREATE (UNLOGGED )?TABLE\b/i.test(it)).map(tableOf));
  const allowed = new Set([...script.matchAll(/^-- allow ([\w-]+): \S.*\S/gm)].map((match) => match[1]));
  if (/^-- stop-first: \S.*\S/m.test(script)) allowed.add("removal");
  const isAllowed = (rule: string, statement: string) =>
    allowed.has(rule) && !(isStrict && ALWAYS_ON_HOT.includes(rule) && isHot(tableOf(statement)));
  const findings = rules.flatMap(({ name, says, isBroken }) =>
    statements
      .filter((it) => isBroken(it, made) && !isAllowed(name, it))
      .map((it) => `${name}: ${says} (${it.slice(0, 80)})`),
  );
  return [...findings, ...aboutTheWhole(statements, made, allowed)];
}

function aboutTheWhole(
  statements: string[],
  made: ReadonlySet<string>,
  allowed: ReadonlySet<string | undefined>,
): string[] {
  const findings: string[] = [];
  const locking = statements.filter((it) => /^(ALTER TABLE|CREATE .*TRIGGER|LOCK)\b/i.test(it));
  const altered = new Set(locking.flatMap((it) => [tableOf(it), ...referencedBy(it)]));
  const used = [...altered].filter((table) => table !== "" && !made.has(table));
  if (used.length > 1 && !allowed.has("two-tables"))
    findings.push(
      `two-tables: it locks ${used.join(" and ")}, and waits for the app in a circle; make a migration for each`,
    );
  // Without a table that is locked, copying takes as long as it likes.
  if (used.length > 0 && statements.some((it) => COPIES.test(it)) && !allowed.has("long-lock"))
    findings.push(
      `long-lock: it holds its lock on ${used.join(" and ")} while it copies rows; copy them in a migration of their own`,
    );
  if (statements.length > 1 && statements.some((it) => /\bCONCURRENTLY\b/i.test(it)))
    findings.push("alone: a CONCURRENTLY cannot run in a transaction; it is alone in its migration");
  return findings;
}

const COPIES =
  /^(INSERT INTO .*\bSELECT .*\bFROM\b|CREATE (UNLOGGED )?TABLE .* AS \(?(SELECT|WITH)\b|WITH .*\bINSERT INTO\b)/i;

const isHot = (table: string) => HOT_TABLES.some((hot) => hot === table);

/** A foreign key also locks the table that it points to. */
function referencedBy(statement: string): string[] {
  return [...statement.matchAll(/\bREFERENCES "?(?:public"?\."?)?(\w+)/gi)].map(([, table = ""]) =>
    table.toLowerCase(),
  );
}
