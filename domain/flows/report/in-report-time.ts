import type { Db, Tx } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

/**
 * For one transaction. PostgreSQL keeps no statistics of single flows and expects few rows: it would sort millions to group them,
 * and compile for longer than it counts. A statement that takes longer than five seconds is given up: the page waits for twenty.
 */
const prepare = statement(
  "prepare-flow-report",
  `SELECT set_config('enable_sort', 'off', true), set_config('jit', 'off', true), set_config('work_mem', '64MB', true),
          set_config('statement_timeout', '5s', true)`,
);

/** Reads a part of a flow's report, on one connection and within its time. */
export function inReportTime<T>(db: Pick<Db, "transaction">, read: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction(async (tx) => {
    await tx.run(prepare);
    return read(tx);
  });
}
