import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "#domain/context";
import type { IntakeKind } from "#domain/jobs";
import type { Sql } from "#platform/sql/db";
import { count } from "#platform/telemetry/metrics/record";
import { IntakeUnavailable, type NewDelivery } from "./delivery.ts";
import { type Accepted, ANSWER_MS, asRefusal, gatherDeliveries } from "./gather.ts";
import { insertDeliveries } from "./insert-deliveries.ts";
import { traceAccept } from "./trace.ts";

export interface IntakeOptions {
  /** How long the first delivery of a batch waits for others. More only delays them: under load they gather by themselves. */
  gatherMs?: number;
  mostPerBatch?: number;
  /** Beyond so many unanswered deliveries the next is turned away at once. */
  mostWaiting?: number;
  /** Runs in the transaction that accepts an inbound text: a STOP counts from then on. */
  onInbound?: (tx: Sql, delivery: NewDelivery) => Promise<void>;
}

export interface Intake {
  /** Resolves once the delivery is committed. Throws IntakeUnavailable when it could not be; nothing is kept then. */
  accept(delivery: NewDelivery): Promise<Accepted>;
  /** Deliveries not answered yet. */
  backlog(): number;
  /** Commits what was accepted so far. */
  close(): Promise<void>;
}

/** The one place where everything from outside enters: many concurrent deliveries become one INSERT. */
export function createIntake(ctx: Pick<Context, "db" | "clock" | "enqueue">, options: IntakeOptions = {}): Intake {
  const { gatherMs = 1, mostPerBatch = 500, mostWaiting = 5_000, onInbound } = options;
  const jobs = jobsOf(ctx);
  const gathering = gatherDeliveries(ctx, { gatherMs, mostPerBatch }, (kinds) => kinds.forEach(jobs.enqueue));
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
    if (isNew) jobs.enqueue("inbound");
    return isNew ? "accepted" : "duplicate";
  }

  async function acceptOne(delivery: NewDelivery): Promise<Accepted> {
    if (unanswered >= mostWaiting) throw new IntakeUnavailable("Too many deliveries are waiting to be recorded.");
    if (gathering.isStuck()) throw new IntakeUnavailable("The database isn’t responding.");
    unanswered += 1;
    try {
      return await (delivery.kind === "inbound" ? inTime(acceptInbound(delivery)) : gathering.add(delivery));
    } finally {
      unanswered -= 1;
    }
  }

  return {
    async accept(delivery) {
      const { kind } = delivery;
      try {
        const accepted = await traceAccept(delivery, () => acceptOne(delivery));
        if (accepted === "accepted") count("cartbell_intake_accepted_total", { kind });
        return accepted;
      } catch (error) {
        count("cartbell_intake_refused_total", { kind, reason: "unavailable" });
        throw error;
      }
    },
    backlog: () => unanswered,
    async close() {
      await gathering.drain();
      await jobs.fallSilent();
    },
  };
}

/** Enqueueing costs as much as ten deliveries, and the worker it wakes finds everything that came meanwhile. */
const BETWEEN_JOBS_MS = 50;

/** Enqueues in the background: at once, and once more for all deliveries that follow closely. */
function jobsOf({ enqueue }: Pick<Context, "enqueue">) {
  const ringing = new Map<IntakeKind, Promise<void>>();
  const again = new Set<IntakeKind>();

  function enqueueKind(kind: IntakeKind): void {
    if (ringing.has(kind)) {
      again.add(kind);
      return;
    }
    const done = enqueue(`intake-${kind}`, {})
      .then(() => sleep(BETWEEN_JOBS_MS))
      .finally(() => {
        ringing.delete(kind);
        if (again.delete(kind)) enqueueKind(kind);
      });
    ringing.set(kind, done);
  }

  return {
    enqueue: enqueueKind,
    async fallSilent() {
      while (ringing.size > 0) await Promise.all(ringing.values());
    },
  };
}

/** A network that swallows everything gives no error, and the sender must hear something. */
async function inTime<Result>(work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new IntakeUnavailable("The database isn’t responding.")), ANSWER_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
