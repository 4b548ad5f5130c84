import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "#domain/context";
import type { SqlPool } from "#platform/sql/sql";
import { statement } from "#platform/sql/statement";

/** The database, and its replica when there is one. */
export type Reading = Pick<Context, "replica"> & { db: SqlPool };

const written = statement("primary-position", "SELECT pg_current_wal_lsn()::text AS position");
/** Null replay says that the address is no replica: it has everything there is. */
const replayed = statement(
  "replica-position",
  `SELECT coalesce(pg_last_wal_replay_lsn() >= $1::pg_lsn, true) AS "isThere"`,
);

const PATIENCE_MS = 2_000;
const LOOK_MS = 50;
/** One that did not catch up is not waited for again so soon: its replication may have ended for good. */
const LEAVE_ALONE_MS = 10_000;

/**
 * The replica once it holds everything that was committed before this call; the primary when there is none, or when it has
 * not caught up within two seconds: people who were just put on a list get the list's campaign. A replica that is away is
 * stood in for by the primary (platform/sql/replica.ts), which has everything.
 */
export async function upToDate({ db, replica }: Reading): Promise<SqlPool> {
  if (!replica) return db;
  const [now] = await db.run<{ position: string }>(written);
  for (const deadline = performance.now() + PATIENCE_MS; performance.now() < deadline; await sleep(LOOK_MS)) {
    const [is] = await replica.run<{ isThere: boolean }>(replayed, [now?.position ?? "0/0"]);
    if (is?.isThere) return replica;
  }
  replica.setAside?.(LEAVE_ALONE_MS);
  return db;
}
