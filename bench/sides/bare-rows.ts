import { join } from "node:path";
import type { Db } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { realNow } from "../stage/campaign.ts";

const columns = statement(
  "bare-columns",
  `SELECT string_agg(quote_ident(column_name), ', ' ORDER BY ordinal_position) AS list FROM information_schema.columns
   WHERE table_schema = 'public' AND table_name = $1 AND is_generated = 'NEVER'`,
);

const dataFolder = statement("bare-data-folder", "SELECT current_setting('data_directory') AS folder");

/**
 * Seconds that one INSERT a table takes, in one transaction, to write all rows of these tables once more: into empty tables
 * with the same columns and indexes.
 */
export async function timeBareInsert(db: Db, tables: string[]): Promise<number> {
  await makeBareTables(db, tables);
  const lists = await Promise.all(tables.map((table) => columnsOfTable(db, table)));
  const from = realNow();
  await db.transaction(async (tx) => {
    for (const [index, table] of tables.entries()) {
      const text = `INSERT INTO bare_${table} (${lists[index]}) SELECT ${lists[index]} FROM ${table}`;
      await tx.run(statement(`bare-insert-${table}`, text));
    }
  });
  return (realNow() - from) / 1_000;
}

/** The same by a COPY for each table, from files in the server's own folder, all at once. */
export async function timeBareCopy(db: Db, tables: string[]): Promise<number> {
  await makeBareTables(db, tables);
  const folder = (await db.run<{ folder: string }>(dataFolder))[0]?.folder ?? "";
  const files = tables.map((table) => join(folder, `bare-${table}.copy`));
  const copy = (index: number, way: "TO" | "FROM") => {
    const table = tables[index];
    const [name, text] =
      way === "TO"
        ? [table, `(SELECT ${lists[index]} FROM ${table})`]
        : [`bare_${table}`, `bare_${table} (${lists[index]})`];
    return db.run(statement(`copy-${way}-${name}`, `COPY ${text} ${way} '${files[index]}' (FORMAT binary)`));
  };
  const lists = await Promise.all(tables.map((table) => columnsOfTable(db, table)));
  await Promise.all(tables.map((_, index) => copy(index, "TO")));
  await db.run(statement("bare-checkpoint", "CHECKPOINT"));
  const from = realNow();
  await Promise.all(tables.map((_, index) => copy(index, "FROM")));
  return (realNow() - from) / 1_000;
}

/** With the fill factor of the table, or of one of its partitions. */
async function makeBareTables(db: Db, tables: string[]): Promise<void> {
  for (const table of tables) {
    const factor = statement(
      "bare-fill-factor",
      `SELECT coalesce(max(substring(option FROM 'fillfactor=(.*)')::int), 100) AS percent
       FROM pg_partition_tree($1::regclass) p JOIN pg_class c ON c.oid = p.relid, unnest(coalesce(c.reloptions, '{}')) AS option`,
    );
    const [row] = await db.run<{ percent: number }>(factor, [table]);
    await db.run(statement(`bare-drop-${table}`, `DROP TABLE IF EXISTS bare_${table}`));
    const make = `CREATE TABLE bare_${table} (LIKE ${table} INCLUDING ALL) WITH (fillfactor = ${row?.percent ?? 100})`;
    await db.run(statement(`bare-make-${table}`, make));
  }
}

async function columnsOfTable(db: Db, table: string): Promise<string> {
  const [row] = await db.run<{ list: string }>(columns, [table]);
  return row?.list ?? "";
}
