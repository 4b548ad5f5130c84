import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "#domain/context";
import type { IntakeKind } from "#domain/jobs";
import type { Sql } from "#platform/sql/db";
import { IntakeUnavailable, type NewDelivery } from "./delivery.ts";
import { type Accepted, ANSWER_MS, asRefusal, gatherDeliveries } from "./gather.ts";
import { insertDeliveries } from "./insert-deliveries.ts";

export interface IntakeOptions {
  /** How long the first delivery of a batch waits for others. More only delays them: under load they gather by themselves. */
  gatherMs?: number;
  mostPerBatch?: number;
  /** Beyond so many unanswered deliveries the next is turned away at once. */
  mostWaiting?: number;
  /** Runs in the transaction that accepts an inbound text: a STOP counts from then on. */
  onInbound?: (tx: Sql, delivery: NewDelivery) => Promise<void>;
}

export interface IntakeDoor {
  /** Resolves once the delivery is committed. Throws IntakeUnavailable when it could not be; nothing is kept then. */
  accept(delivery: NewDelivery): Promise<Accepted>;
  /** Deliveries not answered yet. */
  backlog(): number;
  /** Commits what was accepted so far. */
  close(): Promise<void>;
}

/** The one door by which everything from outside enters: many concurrent deliveries become one INSERT. */
export function createIntake(ctx: Pick<Context, "db" | "clock" | "ring">, options: IntakeOptions = {}): IntakeDoor {
  const { gatherMs = 1, mostPerBatch = 500, mostWaiting = 5_000, onInbound } = options;
  const bells = bellsOf(ctx);
  const gathering = gatherDeliveries(ctx, { gatherMs, mostPerBatch }, (kinds) => kinds.forEach(bells.ring));
  let unanswered = 0;

  async function acceptInbound(delivery: NewDelivery): Promise<Accepted> {
    const isNew = await ctx.db
      .transaction(async (tx) => {
        const fresh = await insertDeliveries(tx, [delivery], ctx.clock.now());
        if (fresh.size > 0) await onInbound?.(tx, delivery);
        return fresh.size > 0;
      })
      .catch((error: unknown) => {
        throw asRefusal(error);
      });
    if (isNew) bells.ring("inbound");
    return isNew ? "accepted" : "duplicate";
  }

  return {
    async accept(delivery) {
      if (unanswered >= mostWaiting) throw new IntakeUnavailable("Too many deliveries are waiting to be recorded.");
      if (gathering.isStuck()) throw new IntakeUnavailable("The database does not answer.");
      unanswered += 1;
      try {
        return await (delivery.kind === "inbound" ? inTime(acceptInbound(delivery)) : gathering.add(delivery));
      } finally {
        unanswered -= 1;
      }
    },
    backlog: () => unanswered,
    async close() {
      await gathering.drain();
      await bells.fallSilent();
    },
  };
}

/** A ring costs as much as ten deliveries, and the worker it woke finds whatever came meanwhile. */
const BETWEEN_RINGS_MS = 50;

/** Rings without anybody waiting for it: at once, and for all that follows closely once more. */
function bellsOf({ ring }: Pick<Context, "ring">) {
  const ringing = new Map<IntakeKind, Promise<void>>();
  const again = new Set<IntakeKind>();

  function ringKind(kind: IntakeKind): void {
    if (ringing.has(kind)) {
      again.add(kind);
      return;
    }
    const done = ring(`intake-${kind}`, {})
      .then(() => sleep(BETWEEN_RINGS_MS))
      .finally(() => {
        ringing.delete(kind);
        if (again.delete(kind)) ringKind(kind);
      });
    ringing.set(kind, done);
  }

  return {
    ring: ringKind,
    async fallSilent() {
      while (ringing.size > 0) await Promise.all(ringing.values());
    },
  };
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
