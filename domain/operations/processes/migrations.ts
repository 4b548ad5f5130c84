import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

const FOLDER = fileURLToPath(new URL("../../../prisma/migrations", import.meta.url));

const applied = statement(
  "applied-migrations",
  "SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL",
);

/** The tables are older than the code. */
export class SchemaBehind extends Error {
  readonly code = "SCHEMA_BEHIND";
}

/** The migrations that came with this code; none when the folder was not shipped. */
const ours = existsSync(FOLDER)
  ? readdirSync(FOLDER, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
  : [];

/** Throws SchemaBehind when the database lacks a migration that came with this code. A newer database is welcome. */
export async function requireMigrated(sql: Sql): Promise<void> {
  const rows = await sql.run<{ name: string }>(applied);
  const there = new Set(rows.map((row) => row.name));
  const missing = ours.filter((name) => !there.has(name));
  if (missing.length > 0) throw new SchemaBehind(`The database lacks migrations: ${missing.join(", ")}.`);
}
