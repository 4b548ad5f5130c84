import { beforeEach } from "vitest";
import { createFlow } from "#domain/flows/publishing/create";
import { publishFlow } from "#domain/flows/publishing/publish";
import { saveDraft } from "#domain/flows/publishing/save-draft";
import { advanceMove } from "#domain/flows/versions/moving/advance-move";
import type { Choices } from "#domain/flows/versions/moving/choices";
import { type LatestMove, latestMove } from "#domain/flows/versions/moving/latest";
import { advanceEnrollments } from "#domain/flows/walk/advance";
import { enroll } from "#domain/flows/walk/enroll";
import { emptyDatabase } from "../../setup/per-worker.ts";
import { type TestContext, TUESDAY_MORNING } from "../context.ts";
import { anOrder } from "../order.ts";
import { aSender } from "../sender.ts";
import { aSubscriber } from "../subscriber.ts";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
/** Business time this long after the test began. */
export const later = (ms: number) => new Date(TUESDAY_MORNING.getTime() + ms);

export const wait = (id: string, minutes: number) => ({ id, type: "wait", config: { minutes } });
export const send = (id: string, text = id) => ({ id, type: "send", config: { text } });
export const documentOf = (...steps: unknown[]) => ({
  purpose: "marketing",
  trigger: { kind: "order-paid" },
  steps,
});

/**
 * A flow that gets new versions while people are inside, in an empty database, a new one for each test. Call it at the top of a file, and
 * `live` first in each test.
 */
export function aChangingFlow(ctx: TestContext) {
  const { prisma } = ctx.db;
  const flow = { shopId: "", id: "" };

  beforeEach(async () => {
    await emptyDatabase();
    ctx.clock.set(TUESDAY_MORNING);
    ctx.enqueued.length = 0;
    ({ shopId: flow.shopId } = await aSubscriber(ctx.db));
    await aSender(ctx.db, { shopId: flow.shopId });
  });

  /** Makes the flow with these steps and publishes it. */
  async function live(...steps: unknown[]): Promise<void> {
    flow.id = await createFlow(ctx, flow.shopId, { name: "After an order", document: documentOf(...steps) });
    await publishFlow(ctx, flow.shopId, flow.id);
  }

  async function publish(move: Choices | null, ...steps: unknown[]): Promise<void> {
    await saveDraft(ctx, flow.shopId, flow.id, documentOf(...steps));
    await publishFlow(ctx, flow.shopId, flow.id, { move });
  }

  /** A new person who enters now, with the id of their enrollment. */
  async function enters(): Promise<{ id: string; subscriberId: string }> {
    const { shopId, id: flowId } = flow;
    const { id: subscriberId } = await aSubscriber(ctx.db, { shopId });
    const { id: subject } = await anOrder(ctx.db, { shopId, subscriberId });
    const at = ctx.clock.now();
    await ctx.db.transaction((tx) =>
      enroll(tx, ctx, [{ shopId, kind: "order-paid", subject, subscriberId, at, since: at }]),
    );
    const { id } = await prisma.enrollment.findFirstOrThrow({ where: { shopId, subscriberId, flowId } });
    return { id, subscriberId };
  }

  async function advanceTo(ms: number): Promise<void> {
    ctx.clock.set(later(ms));
    while (await advanceEnrollments(ctx));
  }

  /** Until the move is over; the clock goes on where people are looked at again. */
  async function moveAll(): Promise<LatestMove | null> {
    for (let i = 0; i < 20; i++) {
      while (await advanceMove(ctx, flow.shopId, flow.id));
      const move = await latestMove(ctx.db, flow.shopId, flow.id);
      if (move?.state !== "moving") return move;
      ctx.clock.set(new Date(ctx.clock.now().getTime() + 5_000));
    }
    throw new Error("The move never ended.");
  }

  const find = (id: string) => prisma.enrollment.findFirstOrThrow({ where: { shopId: flow.shopId, id } });

  /** The number of the version that an enrollment is in. */
  async function numberOf(id: string): Promise<number> {
    const { versionId } = await find(id);
    return (await prisma.flowVersion.findFirstOrThrow({ where: { shopId: flow.shopId, id: versionId } })).number;
  }

  /** The texts of an enrollment: the step, the state and the reason of each. */
  async function textsOf(id: string) {
    const rows = await prisma.message.findMany({
      where: { shopId: flow.shopId, sourceId: id },
      orderBy: { occurrence: "asc" },
    });
    return rows.map(({ occurrence, state, reason }) => [occurrence, state, reason]);
  }

  /** As a claim that has committed. */
  const claim = (id: string, state = "sending") =>
    prisma.message.updateMany({ where: { shopId: flow.shopId, sourceId: id }, data: { state } });

  return { flow, live, publish, enters, advanceTo, moveAll, find, numberOf, textsOf, claim };
}
