import { setTimeout as sleep } from "node:timers/promises";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

/** A claim lasts milliseconds; what is longer under way than this is no claim. */
const LONGEST_MS = 5_000;
const ASK_MS = 20;

const forget = statement(
  "forget-counters",
  "DELETE FROM spend_counters WHERE shop_id = $1 AND kind = $2 AND target = ANY($3::uuid[])",
);
const time = statement("database-time", "SELECT clock_timestamp() AS at");

/** Read across roles it would need a privilege; our own transactions we may always see. */
const older = statement(
  "older-transactions",
  `SELECT EXISTS (
     SELECT 1 FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend' AND xact_start < $1
   ) AS "areLeft"`,
);

interface Counters {
  shopId: string;
  kind: "campaign" | "day" | "budget";
  targets: string[];
}

/** Drops counters that were not kept while there was no limit: the next claim counts the messages. */
export async function forgetCounters(tx: Sql, { shopId, kind, targets }: Counters): Promise<void> {
  if (targets.length > 0) await tx.run(forget, [shopId, kind, targets]);
}

/**
 * Call it after a new limit was committed. A claim that began before knows nothing of the limit and counts nowhere; once
 * all of these have ended, the counters are dropped again, so that the next claim counts what they sent. Takes
 * milliseconds, at most five seconds.
 */
export async function recountCounters(db: Sql, counters: Counters): Promise<void> {
  if (counters.targets.length === 0) return;
  await earlierClaimsEnded(db);
  await forgetCounters(db, counters);
}

/** Resolves when whatever began before this call, every claim among it, has ended; after five seconds at the latest. */
export async function earlierClaimsEnded(db: Sql): Promise<void> {
  const [saved] = await db.run<{ at: Date }>(time);
  const until = performance.now() + LONGEST_MS;
  while (performance.now() < until) {
    const [answer] = await db.run<{ areLeft: boolean }>(older, [saved?.at]);
    if (!answer?.areLeft) break;
    await sleep(ASK_MS);
  }
}
