import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../../bin/root.ts";
import { HOT_TABLES } from "../../../prisma/lint/hot-tables.ts";
import { tableOf } from "../../../prisma/lint/rules.ts";
import { statementsOf } from "../../../prisma/lint/statements.ts";

const FOLDER = join(ROOT, "prisma/migrations");
const CHANGES = /^(ALTER TABLE|CREATE (UNIQUE )?INDEX|CREATE .*TRIGGER|UPDATE|DELETE|LOCK|TRUNCATE)\b/i;

export interface Migration {
  name: string;
  script: string;
  /** The hot tables that it changes and does not make itself. */
  hot: string[];
}

/** All migrations, in their order. */
export function readHistory(): Migration[] {
  return readdirSync(FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .map((name) => {
      const script = readFileSync(join(FOLDER, name, "migration.sql"), "utf8");
      return { name, script, hot: hotTablesOf(script) };
    });
}

export function hotTablesOf(script: string): string[] {
  const statements = statementsOf(script);
  const made = new Set(statements.filter((it) => /^CREATE (UNLOGGED )?TABLE\b/i.test(it)).map(tableOf));
  const changed = new Set(statements.filter((it) => CHANGES.test(it)).map(tableOf));
  return HOT_TABLES.filter((table) => changed.has(table) && !made.has(table));
}
