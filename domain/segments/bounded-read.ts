import type { SqlPool } from "#platform/sql/sql";
import { type Statement, statement } from "#platform/sql/statement";

/**
 * Set for one transaction: a count reads a whole shop once, by joining sets, and is not compiled, which takes longer than most
 * counts. On more than one core only where there are millions (2 GB of them): a fifth of a second of every core is the
 * slowest text in a hundred; but what takes two seconds of both would take four of one.
 */
const prepare = statement(
  "prepare-count",
  `SELECT pg_backend_pid() AS pid, (SELECT backend_start::text FROM pg_stat_get_activity(pg_backend_pid())) AS since, set_config('statement_timeout', $1, true), set_config('work_mem', '128MB', true),
          set_config('jit', 'off', true), set_config('parallel_setup_cost', '100', true),
          set_config('parallel_tuple_cost', '0.01', true),
          set_config('max_parallel_workers_per_gather',
                     CASE WHEN relpages > 262144 THEN '2' ELSE '0' END, true),
          set_config('enable_nestloop', $2, true)
   FROM pg_class WHERE oid = 'subscribers'::regclass`,
);
/** By number and start, for the same number may be another connection's on the server that stands in for a lost replica. */
const cancel = statement(
  "cancel-count",
  "SELECT pg_cancel_backend(pid) FROM pg_stat_get_activity($1) WHERE backend_start::text = $2",
);

interface Backend {
  pid: number;
  since: string;
}

/** PostgreSQL's code of a statement that ran out of time or was cancelled. */
const QUERY_CANCELED = "57014";

export interface BoundedOptions {
  /** Real milliseconds after which PostgreSQL gives up. */
  timeoutMs: number;
  /**
   * For a statement that compares whole sets: nested loops are left out. The planner takes a table that has
   * just been filled for empty, and would go through all of it for each row.
   */
  comparesSets?: boolean;
  /** Aborts the statement at once, in the database too. */
  signal?: AbortSignal | undefined;
}

/** Where segments are read: the replica when one is configured. */
export function readingDb({ db, replica }: { db: SqlPool; replica?: SqlPool }): SqlPool {
  return replica ?? db;
}

/** Reads with a bound on its time, so that no question about a segment holds a connection for long. */
export async function readBounded<Row extends object>(
  ctx: { db: SqlPool; replica?: SqlPool },
  read: Statement,
  values: unknown[],
  { timeoutMs, comparesSets = false, signal }: BoundedOptions,
): Promise<{ kind: "read"; rows: Row[] } | { kind: "too-slow" } | { kind: "cancelled" }> {
  if (signal?.aborted) return { kind: "cancelled" };
  const db = readingDb(ctx);
  try {
    const rows = await db.transaction(async (tx) => {
      const [backend] = await tx.run<Backend>(prepare, [String(timeoutMs), comparesSets ? "off" : "on"]);
      const canceller = cancelOn(db, backend, signal);
      try {
        return await tx.run<Row>(read, values);
      } finally {
        // Before the connection is anyone else's.
        await canceller.done();
      }
    });
    return { kind: "read", rows };
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === QUERY_CANCELED)) throw error;
    return signal?.aborted ? { kind: "cancelled" } : { kind: "too-slow" };
  }
}

function cancelOn(
  db: SqlPool,
  backend: Backend | undefined,
  signal: AbortSignal | undefined,
): { done(): Promise<void> } {
  let cancelling: Promise<unknown> = Promise.resolve();
  const onAbort = () => {
    cancelling = db.run(cancel, [backend?.pid ?? 0, backend?.since]);
    // Reported to the caller that waits for it below.
    cancelling.catch(() => {});
  };
  signal?.addEventListener("abort", onAbort);
  if (signal?.aborted) onAbort();
  return {
    async done() {
      signal?.removeEventListener("abort", onAbort);
      await cancelling;
    },
  };
}
