import type { Clock } from "#platform/clock";
import type { Sql } from "./db.ts";
import { statement } from "./statement.ts";

export interface DatabaseClock extends Clock {
  /** Ends the measuring; the last known offset stays in force. */
  close(): void;
}

const MEASURE_EVERY_MS = 15_000;

const readDatabaseClock = statement(
  "database-clock",
  `SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::float8 AS "databaseMs"`,
);

/**
 * The database's clock, as read by this process: one clock for all machines, so that a START which a fast machine took in
 * is not dated after the STOP that follows it. It is behind the database's clock by a round trip at most, and never ahead of
 * it. Measured again from time to time; while the database is away the last offset counts, before the first reading none.
 */
export async function followDatabaseClock(db: Sql, measureEveryMs = MEASURE_EVERY_MS): Promise<DatabaseClock> {
  let offsetMs: number | null = null;
  let isMeasuring = false;

  async function measureOffset(): Promise<void> {
    const askedAt = Date.now();
    const [row] = await db.run<{ databaseMs: number }>(readDatabaseClock).catch(() => []);
    if (!row) return;
    const least = row.databaseMs - Date.now();
    const most = row.databaseMs - askedAt;
    // A slow answer tells less than the offset that we have, unless it contradicts it.
    if (offsetMs === null || offsetMs < least || offsetMs > most) offsetMs = least;
  }

  /** A database that does not answer is not asked a second time meanwhile. */
  async function measureOnce(): Promise<void> {
    if (isMeasuring) return;
    isMeasuring = true;
    await measureOffset().finally(() => {
      isMeasuring = false;
    });
  }

  await measureOnce();
  const timer = setInterval(() => void measureOnce(), measureEveryMs);
  timer.unref();
  return { now: () => new Date(Date.now() + (offsetMs ?? 0)), close: () => clearInterval(timer) };
}
