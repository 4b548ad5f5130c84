import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

const walBytes = statement("bench-wal-bytes", "SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::int8 AS bytes");
const tableBytes = statement(
  "bench-table-bytes",
  `SELECT coalesce(parent.relname, t.relname) AS table, sum(pg_total_relation_size(t.oid))::int8 AS bytes
   FROM pg_class t
   LEFT JOIN pg_inherits i ON i.inhrelid = t.oid
   LEFT JOIN pg_class parent ON parent.oid = i.inhparent
   WHERE t.relkind = 'r' AND t.relnamespace = 'public'::regnamespace
   GROUP BY 1`,
);

export interface DatabaseBytes {
  /** Written ahead since the server was made. */
  wal: number;
  /** Each table with its indexes; partitions count as their parent's. */
  tables: Record<string, number>;
}

export async function readDatabaseBytes(db: Pick<Sql, "run">): Promise<DatabaseBytes> {
  const [written] = await db.run<{ bytes: number }>(walBytes);
  const tables = await db.run<{ table: string; bytes: number }>(tableBytes);
  return { wal: written?.bytes ?? 0, tables: Object.fromEntries(tables.map(({ table, bytes }) => [table, bytes])) };
}

/** How much was written, and how much each table grew. */
export function bytesBetween(before: DatabaseBytes, after: DatabaseBytes): DatabaseBytes {
  const grown = Object.entries(after.tables).map(
    ([name, bytes]) => [name, bytes - (before.tables[name] ?? 0)] as const,
  );
  return { wal: after.wal - before.wal, tables: Object.fromEntries(grown.filter(([, bytes]) => bytes !== 0)) };
}
