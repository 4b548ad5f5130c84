import type { Db } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

/** A row as one text: every column, bytes as the characters they stand for. */
export interface DumpedRow {
  table: string;
  row: string;
}

interface Column {
  table: string;
  column: string;
  isBytes: boolean;
}

const columns = statement(
  "dump-columns",
  `SELECT c.relname AS "table", a.attname AS "column", a.atttypid = 'bytea'::regtype AS "isBytes"
   FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
   WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> '_prisma_migrations'
     AND a.attnum > 0 AND NOT a.attisdropped
   ORDER BY c.relname, a.attnum`,
);

/** Every row of every table; given names, only those that hold one of them somewhere. Sorted, so that dumps compare. */
export async function dumpDatabase(db: Db, names: string[] = [""]): Promise<DumpedRow[]> {
  const byTable = Map.groupBy(await db.run<Column>(columns), ({ table }) => table);
  const dumped: DumpedRow[] = [];
  for (const [table, of] of byTable) {
    const whole = of
      .map(({ column, isBytes }) => `'${column}=' || coalesce(${textOf(column, isBytes)}, '')`)
      .join(", ");
    const sql = `SELECT concat_ws(E'\\n', ${whole}) AS row FROM "${table}" ORDER BY 1`;
    const rows = await db.run<{ row: string }>({ name: "", text: sql });
    dumped.push(
      ...rows.filter(({ row }) => names.some((name) => row.includes(name))).map(({ row }) => ({ table, row })),
    );
  }
  return dumped;
}

/** Every word of a dump that someone else could not have by chance: ids, numbers, addresses, names and texts. */
export function wordsIn(dumped: DumpedRow[]): Set<string> {
  const text = dumped.map(({ row }) => row.replaceAll(/^\w+=/gm, "")).join("\n");
  return new Set(text.match(/[\p{L}\d+@._-]{8,}/gu));
}

/** The tables and columns in which any of these texts stands: "messages.phone". */
export function findIn(dumped: DumpedRow[], texts: string[]): string[] {
  const found = new Set<string>();
  for (const { table, row } of dumped)
    for (const line of row.split("\n"))
      if (texts.some((text) => line.toLowerCase().includes(text.toLowerCase())))
        found.add(`${table}.${line.split("=", 1)[0]}`);
  return [...found].sort();
}

function textOf(column: string, isBytes: boolean): string {
  return isBytes ? `encode("${column}", 'escape')` : `"${column}"::text`;
}
