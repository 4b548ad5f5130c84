import type { Context } from "#domain/context";
import { IntakeUnavailable, type NewDelivery } from "#domain/intake/delivery";
import { clean, insertDeliveries } from "#domain/intake/insert-deliveries";
import type { IntakeKind } from "#domain/jobs";
import { isDatabaseDown, type Sql } from "#platform/db";

export interface IntakeOptions {
  /** How long the first delivery of a batch waits for others. */
  gatherMs?: number;
  mostPerBatch?: number;
  /** Beyond so many unanswered deliveries the next is turned away at once. */
  mostWaiting?: number;
  /** Runs in the transaction that accepts an inbound text: a STOP counts from then on. */
  onInbound?: (tx: Sql, delivery: NewDelivery) => Promise<void>;
}

export interface IntakeDoor {
  /** Resolves once the delivery is committed. Throws IntakeUnavailable when it could not be; nothing is kept then. */
  accept(delivery: NewDelivery): Promise<"accepted" | "duplicate">;
  /** Deliveries not answered yet. */
  backlog(): number;
  /** Commits what was accepted so far. */
  close(): Promise<void>;
}

interface Waiting {
  delivery: NewDelivery;
  resolve: (result: "accepted" | "duplicate") => void;
  reject: (error: Error) => void;
}

/** Batches under way at a time: one commits while the next is gathered. */
const LANES = 2;
/**
 * A store waits five seconds for an answer (https://shopify.dev/docs/apps/build/webhooks/subscribe/https). What is
 * committed after we gave up is sent again and known by its key.
 */
const ANSWER_MS = 3_000;

/** The one door by which everything from outside enters: many concurrent deliveries become one INSERT. */
export function createIntake(ctx: Pick<Context, "db" | "clock" | "ring">, options: IntakeOptions = {}): IntakeDoor {
  const { gatherMs = 4, mostPerBatch = 500, mostWaiting = 5_000, onInbound } = options;
  let queue: Waiting[] = [];
  let unanswered = 0;
  let timer: NodeJS.Timeout | null = null;
  /** With the real time at which each began. */
  const underWay = new Map<Promise<void>, number>();

  function schedule(): void {
    if (queue.length === 0 || timer !== null || underWay.size >= LANES) return;
    timer = setTimeout(flush, queue.length >= mostPerBatch ? 0 : gatherMs);
  }

  function flush(): void {
    timer = null;
    const batch = queue.slice(0, mostPerBatch);
    queue = queue.slice(mostPerBatch);
    const work = commit(ctx, batch).finally(() => {
      underWay.delete(work);
      schedule();
    });
    underWay.set(work, performance.now());
    schedule();
  }

  async function acceptInbound(delivery: NewDelivery): Promise<"accepted" | "duplicate"> {
    const isNew = await ctx.db
      .transaction(async (tx) => {
        const fresh = await insertDeliveries(tx, [delivery], ctx.clock.now());
        if (fresh.size > 0) await onInbound?.(tx, delivery);
        return fresh.size > 0;
      })
      .catch((error: unknown) => {
        throw asRefusal(error);
      });
    if (isNew) await ctx.ring("intake-inbound", {});
    return isNew ? "accepted" : "duplicate";
  }

  function acceptInBatch(delivery: NewDelivery): Promise<"accepted" | "duplicate"> {
    return new Promise((resolve, reject) => {
      queue.push({ delivery, resolve, reject });
      schedule();
    });
  }

  /** Every batch has had its time: the next delivery need not wait to learn that nobody answers. */
  function isStuck(): boolean {
    const latest = performance.now() - ANSWER_MS;
    return underWay.size >= LANES && [...underWay.values()].every((startedAt) => startedAt < latest);
  }

  return {
    async accept(delivery) {
      if (unanswered >= mostWaiting) throw new IntakeUnavailable("Too many deliveries are waiting to be recorded.");
      if (isStuck()) throw new IntakeUnavailable("The database does not answer.");
      unanswered += 1;
      try {
        return await inTime(delivery.kind === "inbound" ? acceptInbound(delivery) : acceptInBatch(delivery));
      } finally {
        unanswered -= 1;
      }
    },
    backlog: () => unanswered,
    async close() {
      while (queue.length > 0 || underWay.size > 0) {
        if (timer !== null) clearTimeout(timer);
        if (queue.length > 0) flush();
        await Promise.all(underWay.keys());
      }
    },
  };
}

/** Records a batch and answers each of its deliveries. One that PostgreSQL cannot take fails alone: halves are tried. */
async function commit(ctx: Pick<Context, "db" | "clock" | "ring">, batch: Waiting[]): Promise<void> {
  let fresh: Set<string>;
  try {
    fresh = await insertDeliveries(
      ctx.db,
      batch.map((it) => it.delivery),
      ctx.clock.now(),
    );
  } catch (error) {
    if (isDatabaseDown(error) || batch.length === 1) {
      for (const it of batch) it.reject(asRefusal(error));
      return;
    }
    const middle = batch.length >> 1;
    await commit(ctx, batch.slice(0, middle));
    await commit(ctx, batch.slice(middle));
    return;
  }
  const kinds = new Set<IntakeKind>();
  for (const { delivery, resolve } of batch) {
    // The first of two with one key is the accepted one.
    const isNew = fresh.delete(clean(delivery.sourceKey));
    if (isNew) kinds.add(delivery.kind);
    resolve(isNew ? "accepted" : "duplicate");
  }
  for (const kind of kinds) await ctx.ring(`intake-${kind}`, {});
}

/** A network that swallows everything gives no error, and the sender must hear something. */
async function inTime<Result>(work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new IntakeUnavailable("The database does not answer.")), ANSWER_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function asRefusal(error: unknown): Error {
  if (isDatabaseDown(error)) return new IntakeUnavailable("The database is not reachable.");
  return error instanceof Error ? error : new Error(String(error));
}
