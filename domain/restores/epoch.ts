import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "#domain/context";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import type { EpochCopies } from "./epoch-copies.ts";
import { noticeRestore } from "./notice.ts";

const BEAT_MS = 1_000;

export interface Epoch {
  /**
   * The largest count that is known to have been committed. A transaction that begins later and reads a smaller one is in
   * a database that was restored, and may claim nothing.
   */
  floor(): number;
  /** Counts once. Notices a restore. */
  beat(): Promise<void>;
  stop(): Promise<void>;
}

interface Counted {
  id: string;
  count: number;
  at: Date;
}

const begin = statement("begin-epoch", "INSERT INTO epochs DEFAULT VALUES ON CONFLICT DO NOTHING");
const lock = statement("lock-epoch", "SELECT id, count, at FROM epochs FOR UPDATE");
const countOn = statement("count-epoch", "UPDATE epochs SET count = $1, at = clock_timestamp()");

/**
 * Counts every second in the database, and keeps the count outside it: in this process, in a file and in Redis, always
 * after the commit. A database whose count is smaller than any of them was restored, or is a standby that lacked commits.
 * An emptied Redis, a lost file and a standby that has every commit are no restore.
 */
export async function startEpoch(
  ctx: Pick<Context, "db" | "clock" | "log">,
  copies: EpochCopies,
  { beatMs = BEAT_MS } = {},
): Promise<Epoch> {
  const stopping = new AbortController();
  let known: { id: string; count: number } | null = null;

  async function beatOnce(): Promise<void> {
    const own = known;
    const { id, count } = await ctx.db.transaction(async (tx) => {
      const found = await readLocked(tx);
      const outside = Math.max(own?.id === found.id ? own.count : 0, await copies.read(found.id));
      if (found.count < outside) await noticeRestore(tx, ctx, { since: found.at, by: "epoch" });
      const next = Math.max(found.count, outside) + 1;
      await tx.run(countOn, [next]);
      return { id: found.id, count: next };
    });
    known = known?.id === id ? { id, count: Math.max(known.count, count) } : { id, count };
    await copies.write(id, count);
  }

  async function runBeats(): Promise<void> {
    while (!stopping.signal.aborted) {
      await sleep(beatMs, undefined, { signal: stopping.signal }).catch(() => {});
      if (!stopping.signal.aborted) await beatOnce().catch((error: unknown) => ctx.log.warn({ err: error }, "epoch"));
    }
  }

  // Before anything is claimed.
  await beatOnce();
  const running = runBeats();
  return {
    floor: () => known?.count ?? 0,
    beat: beatOnce,
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

async function readLocked(tx: Sql): Promise<Counted> {
  await tx.run(begin);
  const [found] = await tx.run<Counted>(lock);
  if (!found) throw new Error("The database has no epoch.");
  return found;
}
