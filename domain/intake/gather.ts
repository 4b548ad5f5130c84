import type { Context } from "#domain/context";
import type { IntakeKind } from "#domain/jobs";
import { isDatabaseDown } from "#platform/sql/db";
import { IntakeUnavailable, type NewDelivery } from "./delivery.ts";
import { cleanText, insertDeliveries } from "./insert-deliveries.ts";

export type Accepted = "accepted" | "duplicate";

export interface Gathering {
  /** Resolves once a batch with the delivery is committed; rejects with IntakeUnavailable when that takes too long. */
  add(delivery: NewDelivery): Promise<Accepted>;
  /** Every batch has had its time: the next delivery need not wait to learn that no one answers. */
  isStuck(): boolean;
  /** Commits what is gathered, and resolves when nothing is under way. */
  drain(): Promise<void>;
}

interface Waiting {
  delivery: NewDelivery;
  /** Real time by which it is answered one way or the other. */
  answerBy: number;
  resolve: (result: Accepted) => void;
  reject: (error: Error) => void;
}

/** Batches under way at a time: one commits while others are on their way. */
const LANES = 3;
/**
 * A store waits five seconds for an answer (https://shopify.dev/docs/apps/build/webhooks/subscribe/https). What is
 * committed after we gave up is sent again and known by its key.
 */
export const ANSWER_MS = 3_000;
const LOOK_FOR_LATE_MS = 100;

/**
 * Makes many concurrent deliveries one INSERT. While a lane is free the first delivery waits `gatherMs` for others; while
 * none is, they gather until one is back, so batches grow with the load and not with the clock.
 * `onFresh` hears of the kinds of which something new was committed.
 */
export function gatherDeliveries(
  ctx: Pick<Context, "db" | "clock">,
  { gatherMs, mostPerBatch }: { gatherMs: number; mostPerBatch: number },
  onFresh: (kinds: Set<IntakeKind>) => void,
): Gathering {
  let queue: Waiting[] = [];
  let timer: NodeJS.Timeout | null = null;
  /** Oldest first. */
  const unanswered = new Set<Waiting>();
  let isLooking = false;
  /** With the real time at which each began. */
  const underWay = new Map<Promise<void>, number>();

  function scheduleFlush(): void {
    if (queue.length === 0 || timer !== null || underWay.size >= LANES) return;
    timer = setTimeout(flushWaiting, gatherMs);
  }

  function flushWaiting(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const batch = queue.slice(0, mostPerBatch);
    queue = queue.slice(mostPerBatch);
    const work = commitBatch(batch).finally(() => {
      underWay.delete(work);
      // Who gathered meanwhile has gathered enough.
      if (queue.length > 0 && underWay.size === 0) flushWaiting();
      else scheduleFlush();
    });
    underWay.set(work, performance.now());
    scheduleFlush();
  }

  /** Records a batch and answers each of its deliveries. One that PostgreSQL cannot take fails alone: halves are tried. */
  async function commitBatch(batch: Waiting[]): Promise<void> {
    let fresh: Set<string>;
    try {
      fresh = await insertDeliveries(
        ctx.db,
        batch.map((it) => it.delivery),
        ctx.clock.now(),
      );
    } catch (error) {
      if (!isDatabaseDown(error) && batch.length > 1) {
        const middle = batch.length >> 1;
        await commitBatch(batch.slice(0, middle));
        await commitBatch(batch.slice(middle));
        return;
      }
      for (const it of batch) finishWaiting(it, () => it.reject(asRefusal(error)));
      return;
    }
    const kinds = new Set<IntakeKind>();
    for (const it of batch) {
      // The first of two with one key is the accepted one.
      const isNew = fresh.delete(cleanText(it.delivery.sourceKey));
      if (isNew) kinds.add(it.delivery.kind);
      finishWaiting(it, () => it.resolve(isNew ? "accepted" : "duplicate"));
    }
    if (kinds.size > 0) onFresh(kinds);
  }

  function finishWaiting(it: Waiting, answer: () => void): void {
    unanswered.delete(it);
    answer();
  }

  /** A network that swallows everything gives no error, and the sender must hear something. */
  function answerLate(): void {
    const now = performance.now();
    for (const it of unanswered) {
      if (it.answerBy > now) break;
      finishWaiting(it, () => it.reject(new IntakeUnavailable("The database isn’t responding.")));
    }
    isLooking = false;
    lookForLate();
  }

  // One timer for all: a race with a timer of its own for each would cost as much as the rest of its way.
  function lookForLate(): void {
    if (isLooking || unanswered.size === 0) return;
    isLooking = true;
    setTimeout(answerLate, LOOK_FOR_LATE_MS);
  }

  return {
    add: (delivery) =>
      new Promise((resolve, reject) => {
        const it = { delivery, answerBy: performance.now() + ANSWER_MS, resolve, reject };
        unanswered.add(it);
        lookForLate();
        queue.push(it);
        scheduleFlush();
      }),
    isStuck() {
      const latest = performance.now() - ANSWER_MS;
      return underWay.size >= LANES && [...underWay.values()].every((startedAt) => startedAt < latest);
    },
    async drain() {
      while (queue.length > 0 || underWay.size > 0) {
        if (queue.length > 0) flushWaiting();
        await Promise.all(underWay.keys());
      }
    },
  };
}

export function asRefusal(error: unknown): Error {
  if (isDatabaseDown(error)) return new IntakeUnavailable("The database is not reachable.");
  return error instanceof Error ? error : new Error(String(error));
}
