import type { Db } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

/** PostgreSQL's own autovacuum waits for fifty changes too; with a few rows more every plan is as good as another. */
const FEW_ROWS = 100;

const findNew = statement(
  "new-tables",
  `SELECT quote_ident(relname) AS quoted FROM pg_stat_user_tables
   WHERE schemaname = 'public' AND n_live_tup > $1 AND last_analyze IS NULL AND last_autoanalyze IS NULL`,
);

/**
 * Gathers statistics of tables that have rows and were never looked at: all of them in a new installation, and each month's
 * partitions. Autovacuum does so within minutes; until then the planner takes any index that begins with the shop, and a
 * batch of receipts that takes 10 ms took a second (docs/benchmarks.md). Returns the tables' names. Safe from many processes
 * at once: whom one works on, the others pass over.
 */
export async function analyzeNewTables(db: Pick<Db, "run">): Promise<string[]> {
  const young = await db.run<{ quoted: string }>(findNew, [FEW_ROWS]);
  for (const { quoted } of young) await db.run(statement(`analyze-${quoted}`, `ANALYZE (SKIP_LOCKED) ${quoted}`));
  return young.map(({ quoted }) => quoted);
}
