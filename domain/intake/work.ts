import type { Context } from "#domain/context";
import { enqueueAll, type IntakeKind, type Job } from "#domain/jobs";
import { describeError } from "#platform/describe-error";
import { maskText } from "#platform/log";
import { batch, columnsOf } from "#platform/sql/batch";
import { isDatabaseDown, isDataException, type Sql } from "#platform/sql/db";
import { statementFile } from "#platform/sql/statement";
import { storableText } from "#platform/sql/storable";
import { inBatch } from "#platform/telemetry/tracing/batch";
import { type Delivery, takeDeliveries } from "./take.ts";
import { traceDeliveries } from "./trace.ts";

/** What a handler made of a batch: the jobs it owes, and the deliveries it refuses with a reason people can read. */
export interface Handled {
  jobs: Job[];
  refused: Map<string, string>;
  /** Deliveries by which nothing was done: they stay pending, for the next batch. */
  left?: ReadonlySet<string>;
  /** Called once what was done is committed. */
  afterCommit?: () => void;
}

export type IntakeHandler = (tx: Sql, deliveries: Delivery[]) => Promise<Handled>;

const BATCH = 500;
/** Batches of one job under way at a time: while PostgreSQL works on one, the next is read and translated. */
const SIDE_BY_SIDE = 2;
const MOST_ATTEMPTS = 10;
const FIRST_RETRY_MS = 5_000;

const finish = statementFile(import.meta.url, "./finish.sql");

/**
 * Handles some batches of deliveries of a kind, each in one transaction: their effects and their state commit together, so
 * that each has its effect once. When the batch fails, its halves are tried, down to the one delivery that is at fault, which
 * is tried again later and after ten attempts kept as failed. A handler that leaves some for later and keeps their order has no
 * batch `sideBySide`. Returns true when more may be waiting.
 */
export async function workIntake(
  ctx: Pick<Context, "db" | "clock" | "enqueue" | "log">,
  kind: IntakeKind,
  handler: IntakeHandler,
  sideBySide = SIDE_BY_SIDE,
): Promise<boolean> {
  async function workBeside(others: number): Promise<boolean> {
    let next: Promise<boolean> | undefined;
    const work = workPart(ctx, kind, handler, null, (count) => {
      // A full batch has more behind it.
      if (count < BATCH || others + 1 === sideBySide) return;
      next = workBeside(others + 1);
      next.catch(() => {}); // thrown below
    });
    const [own] = await Promise.allSettled([work]);
    const isMoreLeft = await next;
    if (own.status === "rejected") throw own.reason;
    return own.value.isLeft || (isMoreLeft ?? own.value.count === BATCH);
  }
  return workBeside(0);
}

async function workPart(
  ctx: Pick<Context, "db" | "clock" | "enqueue" | "log">,
  kind: IntakeKind,
  handler: IntakeHandler,
  ids: string[] | null,
  onTaken: (count: number) => void = () => {},
): Promise<{ count: number; isLeft: boolean }> {
  const now = ctx.clock.now();
  let deliveries: Delivery[] = [];
  let isLeft = false;
  try {
    const workOnce = async (tx: Sql) => {
      deliveries = await takeDeliveries(tx, kind, { now, limit: BATCH, ids });
      onTaken(deliveries.length);
      if (deliveries.length === 0) return null;
      traceDeliveries(kind, deliveries);
      const handled = await handler(tx, deliveries);
      const finished = deliveries.filter(({ id }) => !handled.left?.has(id));
      await tx.run(...batch(finish, { t: verdictsOf(finished, handled.refused) }, [now, null]));
      return handled;
    };
    const handled = await inBatch(() => ctx.db.transaction(workOnce));
    isLeft = (handled?.left?.size ?? 0) > 0;
    handled?.afterCommit?.();
    await enqueueAll(ctx.enqueue, handled?.jobs ?? []);
  } catch (error) {
    if (isDatabaseDown(error) || deliveries.length === 0) throw error;
    if (deliveries.length === 1) {
      await postponeDelivery(ctx, deliveries[0] as Delivery, error, now);
    } else {
      const middle = deliveries.length >> 1;
      for (const half of [deliveries.slice(0, middle), deliveries.slice(middle)])
        await workPart(
          ctx,
          kind,
          handler,
          half.map((it) => it.id),
        ).then((part) => {
          isLeft ||= part.isLeft;
        });
    }
  }
  return { count: deliveries.length, isLeft };
}

function verdictsOf(deliveries: Delivery[], refused: Map<string, string>) {
  return columnsOf(deliveries, {
    shop_id: (it) => it.shopId,
    received_at: (it) => it.receivedAt,
    id: (it) => it.id,
    state: (it) => (refused.has(it.id) ? "refused" : "done"),
    reason: (it) => {
      const reason = refused.get(it.id);
      // It may quote what was sent, whatever that is.
      return reason === undefined ? null : storableText(reason);
    },
  });
}

async function postponeDelivery(
  ctx: Pick<Context, "db" | "log">,
  delivery: Delivery,
  error: unknown,
  now: Date,
): Promise<void> {
  const { id, source, topic, attempts } = delivery;
  // Kept and shown to operators: without the values that PostgreSQL quotes, and masked like the log.
  const { message = String(error) } = Object(describeError(error)) as { message?: string };
  const reason = maskText(message);
  // The database will never take this value: another attempt would fail alike.
  const isRefused = isDataException(error);
  const isLast = isRefused || attempts + 1 >= MOST_ATTEMPTS;
  const dueAt = new Date(now.getTime() + FIRST_RETRY_MS * 2 ** attempts);
  ctx.log[isLast && !isRefused ? "error" : "warn"](
    { intakeId: id, source, topic, attempts: attempts + 1, err: error },
    "delivery could not be handled",
  );
  const t = columnsOf([delivery], {
    shop_id: (it) => it.shopId,
    received_at: (it) => it.receivedAt,
    id: (it) => it.id,
    state: () => (isRefused ? "refused" : isLast ? "failed" : "pending"),
    reason: () => storableText(isRefused ? `The database cannot keep a value in it: ${reason}.` : reason),
  });
  await ctx.db.run(...batch(finish, { t }, [now, isLast ? null : dueAt]));
}
