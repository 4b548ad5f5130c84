import { pino } from "pino";
import { afterAll } from "vitest";
import type { Context } from "#domain/context";
import type { Job } from "#domain/jobs";
import { type MovableClock, movableClock } from "#platform/clock";
import { keyedHash } from "#platform/keyed-hash";
import { connectEveryShopDb, type EveryShopDb } from "#platform/sql/db";
import { twilioFacts } from "#providers/twilio/facts";
import { testDatabaseUrl } from "../setup/per-worker.ts";
import { TUESDAY_MORNING } from "../setup/tuesday-morning.ts";

export interface TestContext extends Context {
  db: EveryShopDb;
  clock: MovableClock;
  /** The jobs that were enqueued, oldest first. No one answers them. */
  enqueued: Job[];
}

export { TUESDAY_MORNING };

/** The keyed hash that tests and factories share. */
export const hashPhone = keyedHash(Buffer.alloc(32, "cartbell"));

/** What verbs are given, on this worker's own database. Call it at the top of a file: it closes itself at the end. */
export function aContext(now: Date = TUESDAY_MORNING): TestContext {
  const db = connectEveryShopDb(testDatabaseUrl(), { connections: 5 });
  afterAll(() => db.close());
  const enqueued: Job[] = [];
  return {
    db,
    clock: movableClock(now),
    enqueued,
    enqueue: async (name, payload) => void enqueued.push({ name, payload } as Job),
    log: pino({ level: "silent" }),
    providers: { twilio: twilioFacts },
    hashPhone,
    appUrl: "https://app.test",
    shortLinkUrl: "https://crt.test",
  };
}
