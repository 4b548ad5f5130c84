import { beforeEach, describe, expect, test } from "vitest";
import { createFlow } from "#domain/flows/publishing/create";
import { publishFlow } from "#domain/flows/publishing/publish";
import { saveDraft } from "#domain/flows/publishing/save-draft";
import { flowSource } from "#domain/flows/source";
import { advanceEnrollments } from "#domain/flows/walk/advance";
import { wakeAwaiting } from "#domain/flows/walk/awaiting";
import { enroll } from "#domain/flows/walk/enroll";
import { dueWork } from "#domain/sweep/due";
import { statement } from "#platform/sql/statement";
import { aContext, TUESDAY_MORNING } from "../../../../test/factories/context.ts";
import { anOrder } from "../../../../test/factories/order.ts";
import { aSender } from "../../../../test/factories/sender.ts";
import { aSubscriber } from "../../../../test/factories/subscriber.ts";
import { emptyDatabase } from "../../../../test/setup/per-worker.ts";
import { advanceMove } from "./advance-move.ts";
import type { Choices } from "./choices.ts";
import { latestMove } from "./latest.ts";
import { previewMove } from "./preview.ts";
import { countInside, startMove, stopMove } from "./start.ts";

const ctx = aContext();
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const later = (ms: number) => new Date(TUESDAY_MORNING.getTime() + ms);
let shopId: string;
let flowId: string;

const wait = (id: string, minutes: number) => ({ id, type: "wait", config: { minutes } });
const send = (id: string, text = id) => ({ id, type: "send", config: { text } });
const click = (id: string, minutes: number, happened: unknown[] = [], late: unknown[] = []) => ({
  id,
  type: "wait-for-event",
  config: { event: "clicked", name: "", minutes },
  arms: { happened, "timed-out": late },
});
const documentOf = (...steps: unknown[]) => ({ purpose: "marketing", trigger: { kind: "order-paid" }, steps });

beforeEach(async () => {
  await emptyDatabase();
  ctx.clock.set(TUESDAY_MORNING);
  ctx.enqueued.length = 0;
  ({ shopId } = await aSubscriber(ctx.db));
  await aSender(ctx.db, { shopId });
});

async function live(...steps: unknown[]): Promise<void> {
  flowId = await createFlow(ctx, shopId, { name: "After an order", document: documentOf(...steps) });
  await publishFlow(ctx, shopId, flowId);
}

async function publish(move: Choices | null, ...steps: unknown[]): Promise<void> {
  await saveDraft(ctx, shopId, flowId, documentOf(...steps));
  await publishFlow(ctx, shopId, flowId, { move });
}

/** A new person who enters now, with the id of their enrollment. */
async function enters(): Promise<{ id: string; subscriberId: string }> {
  const { id: subscriberId } = await aSubscriber(ctx.db, { shopId });
  const { id: subject } = await anOrder(ctx.db, { shopId, subscriberId });
  const at = ctx.clock.now();
  await ctx.db.transaction((tx) =>
    enroll(tx, ctx, [{ shopId, kind: "order-paid", subject, subscriberId, at, since: at }]),
  );
  const { id } = await ctx.db.prisma.enrollment.findFirstOrThrow({ where: { shopId, subscriberId, flowId } });
  return { id, subscriberId };
}

async function advanceTo(ms: number): Promise<void> {
  ctx.clock.set(later(ms));
  while (await advanceEnrollments(ctx));
}

/** Until the move is over; the clock goes on where people are looked at again. */
async function moveAll(): Promise<Awaited<ReturnType<typeof latestMove>>> {
  for (let i = 0; i < 20; i++) {
    while (await advanceMove(ctx, shopId, flowId));
    const move = await latestMove(ctx.db, shopId, flowId);
    if (move?.state !== "moving") return move;
    ctx.clock.set(new Date(ctx.clock.now().getTime() + 5_000));
  }
  throw new Error("The move never ended.");
}

const find = (id: string) => ctx.db.prisma.enrollment.findFirstOrThrow({ where: { shopId, id } });
const numberOf = async (id: string) => {
  const { versionId } = await find(id);
  return (await ctx.db.prisma.flowVersion.findFirstOrThrow({ where: { shopId, id: versionId } })).number;
};
const textsOf = async (id: string) => {
  const rows = await ctx.db.prisma.message.findMany({
    where: { shopId, sourceId: id },
    orderBy: { occurrence: "asc" },
  });
  return rows.map(({ occurrence, state, reason }) => [occurrence, state, reason]);
};
/** As a claim that has committed. */
const claim = (id: string, state = "sending") =>
  ctx.db.prisma.message.updateMany({ where: { shopId, sourceId: id }, data: { state } });

describe("people who are left", () => {
  test("finish the version that they began, and no move is begun", async () => {
    await live(wait("w", 60), send("one"));
    const ada = await enters();
    await publish(null, wait("w", 60), send("two"));
    expect(await latestMove(ctx.db, shopId, flowId)).toBeNull();
    await advanceTo(HOUR);
    expect(await textsOf(ada.id)).toEqual([["one", "waiting", null]]);
  });
});

describe("people who are moved", () => {
  test("go on with the same step, and get what follows it in the new version", async () => {
    await live(wait("w", 60), send("one"));
    const ada = await enters();
    await publish({}, wait("w", 60), send("new"), send("one"));
    expect(await moveAll()).toMatchObject({
      state: "finished",
      number: 2,
      total: 1,
      moved: 1,
      left: 0,
      stayed: 0,
      busy: 0,
    });
    expect(await find(ada.id)).toMatchObject({ stepId: "new", resumeAt: later(HOUR) });
    await advanceTo(HOUR);
    expect((await textsOf(ada.id)).map(([step]) => step)).toEqual(["new", "one"]);
  });

  test("wait as long as the new version says, from when they began: a shorter wait that is over ends now", async () => {
    await live(wait("w", 120), send("one"));
    const early = await enters();
    await advanceTo(90 * MINUTE);
    const late = await enters();
    await publish({}, wait("w", 60), send("one"));
    await moveAll();
    // Spread over the fraction of a minute that two people take.
    const due = (await find(early.id)).resumeAt?.getTime() ?? 0;
    expect(due).toBeGreaterThanOrEqual(later(90 * MINUTE).getTime());
    expect(due).toBeLessThan(later(91 * MINUTE).getTime());
    expect(await find(late.id)).toMatchObject({ resumeAt: later(150 * MINUTE) });
    expect(ctx.enqueued.map(({ name }) => name)).toContain("flow-moves");
  });

  test("keep waiting for an event, since when they did, and what steps have learned", async () => {
    await live(send("one"), click("c", 60, [send("yes")], [send("no")]));
    const ada = await enters();
    await publish({}, send("one"), click("c", 180, [send("yes")], [send("later")]));
    await moveAll();
    expect(await find(ada.id)).toMatchObject({
      stepId: "c",
      waitsFor: "clicked",
      waitingSince: TUESDAY_MORNING,
      resumeAt: later(3 * HOUR),
    });
    ctx.clock.set(later(2 * HOUR));
    const clicked = { shopId, subscriberId: ada.subscriberId, event: "clicked" as const, at: later(2 * HOUR) };
    await ctx.db.transaction((tx) => wakeAwaiting(tx, ctx, [clicked]));
    await advanceTo(2 * HOUR);
    expect((await textsOf(ada.id)).map(([step]) => step)).toEqual(["one", "yes"]);
  });

  test("are never sent a step again that they have behind them, in another month either", async () => {
    await live(send("one"), wait("w", 60 * 24 * 20), send("two"));
    const ada = await enters();
    await claim(ada.id, "delivered");
    await publish({}, wait("w", 60 * 24 * 20), send("two"), send("one"));
    await moveAll();
    expect(await find(ada.id)).toMatchObject({ trail: "one w" });
    await advanceTo(21 * 24 * HOUR);
    expect((await textsOf(ada.id)).map(([step]) => step)).toEqual(["one", "two"]);
    expect(await find(ada.id)).toMatchObject({ state: "finished" });
  });

  test("leave out a new text before the step that they are at", async () => {
    await live(send("one"), wait("w", 60), send("two"));
    const ada = await enters();
    await claim(ada.id, "delivered");
    await publish({}, send("instead of one"), wait("w", 60), send("two"));
    await moveAll();
    await advanceTo(HOUR);
    expect((await textsOf(ada.id)).map(([step]) => step)).toEqual(["one", "two"]);
  });

  test("finish when nothing follows their wait in the new version", async () => {
    await live(send("one"), wait("w", 60), send("two"));
    const ada = await enters();
    await publish({}, send("one"), wait("w", 60));
    expect(await moveAll()).toMatchObject({ moved: 1 });
    expect(await find(ada.id)).toMatchObject({ state: "finished", endedAt: TUESDAY_MORNING });
  });
});

describe("at a step that was removed", () => {
  const before = [send("one"), wait("w", 60), send("two")];

  test("people go on at the next step that is still there", async () => {
    await live(...before);
    const ada = await enters();
    await publish({ w: "next" }, send("one"), send("two"));
    await moveAll();
    expect(await find(ada.id)).toMatchObject({ stepId: "two" });
    await advanceTo(MINUTE);
    expect((await textsOf(ada.id)).map(([step]) => step)).toEqual(["one", "two"]);
  });

  test("a wait in its place counts from when they began to wait", async () => {
    await live(...before);
    const ada = await enters();
    ctx.clock.set(later(30 * MINUTE));
    await publish({}, send("one"), wait("longer", 90), send("two"));
    await moveAll();
    expect(await find(ada.id)).toMatchObject({ stepId: "two", resumeAt: later(90 * MINUTE) });
  });

  test("people stay in the older version", async () => {
    await live(...before);
    const ada = await enters();
    await publish({ w: "stay" }, send("one"), send("two"));
    expect(await moveAll()).toMatchObject({ state: "finished", moved: 0, stayed: 1 });
    expect(await numberOf(ada.id)).toBe(1);
    await advanceTo(HOUR);
    expect((await textsOf(ada.id)).map(([step]) => step)).toEqual(["one", "two"]);
  });

  test("people leave, with the reason, and their waiting text is withdrawn", async () => {
    await live(...before);
    const ada = await enters();
    await publish({ w: "leave" }, send("one"), send("two"));
    expect(await moveAll()).toMatchObject({ state: "finished", left: 1 });
    expect(await find(ada.id)).toMatchObject({ state: "exited", exitedBecause: "step-removed" });
    expect(await textsOf(ada.id)).toEqual([["one", "skipped", "step-removed"]]);
  });

  test("people finish when nothing follows that is still there, and keep the waiting text of a step that is", async () => {
    await live(...before);
    const ada = await enters();
    await publish({}, send("one"));
    expect(await moveAll()).toMatchObject({ moved: 1, left: 0 });
    expect(await find(ada.id)).toMatchObject({ state: "finished" });
    expect(await textsOf(ada.id)).toEqual([["one", "waiting", null]]);
  });

  test.each([
    ["a much shorter wait", [wait("w", 7 * 24 * 60), send("b")]],
    ["no wait", [send("b")]],
  ])("people stay where they are when with %s their next text would be past its deadline", async (_, steps) => {
    await live(wait("w", 30 * 24 * 60), send("b"));
    const ada = await enters();
    await advanceTo(20 * 24 * HOUR);
    await publish({}, ...steps);
    expect(await moveAll()).toMatchObject({ moved: 0, stayed: 1 });
    await advanceTo(30 * 24 * HOUR);
    expect(await textsOf(ada.id)).toEqual([["b", "waiting", null]]);
  });
});

describe("a text that is planned", () => {
  test("has the words of the new version, once", async () => {
    await live(send("one", "Old words"), wait("w", 60), send("two"));
    const ada = await enters();
    await publish({}, send("one", "New words"), wait("w", 60), send("two"));
    await moveAll();
    const [text] = await ctx.db.prisma.message.findMany({ where: { shopId, sourceId: ada.id } });
    if (!text) throw new Error("No text was planned.");
    const answers = await ctx.db.transaction((tx) => flowSource.answersFor(tx, shopId, [text], ctx.clock.now()));
    expect(answers.get(text.id)).toMatchObject({ kind: "wanted", wording: { template: "New words" } });
    expect(await textsOf(ada.id)).toHaveLength(1);
  });

  test("is withdrawn when its step was removed", async () => {
    await live(send("one"), wait("w", 60), send("two"));
    const ada = await enters();
    await publish({}, wait("w", 60), send("two"));
    await moveAll();
    expect(await textsOf(ada.id)).toEqual([["one", "skipped", "step-removed"]]);
  });

  test("is withdrawn at its claim when the claim had it before the move", async () => {
    await live(send("one"), wait("w", 60), send("two"));
    const ada = await enters();
    await publish({}, wait("w", 60), send("two"));
    await ctx.db.transaction(async (tx) => {
      await tx.run(statement("", "SELECT id FROM messages WHERE shop_id = $1 FOR UPDATE"), [shopId]);
      await moveAll();
      const [text] = await ctx.db.prisma.message.findMany({ where: { shopId, sourceId: ada.id } });
      const answers = await flowSource.answersFor(tx, shopId, text ? [text] : [], ctx.clock.now());
      expect(answers.get(text?.id ?? "")).toEqual({ kind: "unwanted", because: "step-removed" });
    });
    expect(await numberOf(ada.id)).toBe(2);
  });

  test("keeps its person in the older version while it is on its way, and later lets them move", async () => {
    await live(send("one"), wait("w", 60), send("two"));
    const ada = await enters();
    await claim(ada.id);
    await publish({}, send("new"), wait("w", 60), send("two"));
    while (await advanceMove(ctx, shopId, flowId));
    expect(await latestMove(ctx.db, shopId, flowId)).toMatchObject({ state: "moving", moved: 0 });
    await claim(ada.id, "delivered");
    expect(await moveAll()).toMatchObject({ state: "finished", moved: 1, busy: 0 });
  });

  test("keeps its person there for good when it stays on its way", async () => {
    await live(send("one"), wait("w", 60), send("two"));
    const ada = await enters();
    await claim(ada.id);
    await publish({}, send("new"), wait("w", 60), send("two"));
    expect(await moveAll()).toMatchObject({ state: "finished", moved: 0, busy: 1 });
    expect(await numberOf(ada.id)).toBe(1);
  });
});

describe("a move", () => {
  test("puts off people whom another transaction holds, and waits for none of them", async () => {
    await live(wait("w", 60), send("one"));
    const [ada, bea] = [await enters(), await enters()];
    await publish({}, wait("w", 90), send("one"));
    await ctx.db.transaction(async (tx) => {
      await tx.run(statement("", "SELECT id FROM enrollments WHERE shop_id = $1 AND id = $2 FOR SHARE"), [
        shopId,
        ada.id,
      ]);
      expect(await advanceMove(ctx, shopId, flowId)).toBe(false);
    });
    expect([await numberOf(ada.id), await numberOf(bea.id)]).toEqual([1, 2]);
    expect(await moveAll()).toMatchObject({ state: "finished", moved: 2 });
  });

  test("moves a person who entered while people were counted, and counts them then", async () => {
    await live(wait("w", 60), send("one"));
    await publish(null, wait("w", 90), send("one"));
    const { liveVersionId } = await ctx.db.prisma.flow.findFirstOrThrow({ where: { shopId, id: flowId } });
    const counted = await countInside(ctx.db, shopId, flowId);
    const ada = await enters();
    const older = await ctx.db.prisma.flowVersion.findFirstOrThrow({ where: { shopId, flowId, number: 1 } });
    await ctx.db.prisma.enrollment.updateMany({ where: { shopId, id: ada.id }, data: { versionId: older.id } });
    const move = { shopId, flowId, versionId: liveVersionId ?? "", choices: {}, inside: counted };
    await ctx.db.transaction((tx) => startMove(tx, move, ctx.clock.now()));
    expect(await moveAll()).toMatchObject({ state: "finished", total: 1, moved: 1 });
    expect(await numberOf(ada.id)).toBe(2);
  });

  test("moves each of many once, with two workers at a time, a page that fails and jobs that come twice", async () => {
    await live(wait("w", 60), send("one"));
    for (let i = 0; i < 12; i++) await enters();
    await publish({}, wait("w", 90), send("one"));
    const broken = {
      ...ctx,
      db: {
        ...ctx.db,
        transaction: (work: (tx: never) => Promise<unknown>) =>
          ctx.db.transaction(async (tx) => {
            await work(tx as never);
            throw new Error("killed");
          }),
      },
    };
    await expect(advanceMove(broken as never, shopId, flowId)).rejects.toThrow("killed");
    expect(await latestMove(ctx.db, shopId, flowId)).toMatchObject({ moved: 0, state: "moving" });
    await Promise.all([1, 2, 3].map(() => advanceMove(ctx, shopId, flowId)));
    expect(await moveAll()).toMatchObject({ state: "finished", total: 12, moved: 12 });
    expect(await advanceMove(ctx, shopId, flowId)).toBe(false);
  });

  test("is found by the sweep until it is over, and can be stopped", async () => {
    await live(wait("w", 60), send("one"));
    const ada = await enters();
    await publish({}, wait("w", 90), send("one"));
    const due = async () => (await ctx.db.run<{ job: string }>(dueWork, [ctx.clock.now()])).map(({ job }) => job);
    expect(await due()).toContain("flow-moves");
    expect(await stopMove(ctx, shopId, flowId)).toBe(true);
    expect(await due()).not.toContain("flow-moves");
    expect(await advanceMove(ctx, shopId, flowId)).toBe(false);
    expect(await numberOf(ada.id)).toBe(1);
    expect(await latestMove(ctx.db, shopId, flowId)).toMatchObject({ state: "stopped", total: 1, moved: 0 });
    expect(await stopMove(ctx, shopId, flowId)).toBe(false);
  });

  test("is ended by the next publication, which moves everyone into its own version", async () => {
    await live(wait("w", 60), send("one"));
    const ada = await enters();
    await publish({}, wait("w", 90), send("one"));
    await publish({}, wait("w", 120), send("one"));
    expect(await moveAll()).toMatchObject({ state: "finished", number: 3, moved: 1 });
    expect(await find(ada.id)).toMatchObject({ resumeAt: later(2 * HOUR) });
  });

  test("brings no text to a person who opted out meanwhile", async () => {
    await live(wait("w", 60), send("one"));
    const ada = await enters();
    await publish({}, send("one"), wait("w", 30), send("two"));
    await ctx.db.prisma.subscriber.updateMany({
      where: { shopId, id: ada.subscriberId },
      data: { marketing: "unsubscribed" },
    });
    await moveAll();
    await advanceTo(HOUR);
    expect(await textsOf(ada.id)).toEqual([]);
    expect(await find(ada.id)).toMatchObject({ state: "exited", exitedBecause: "opted-out" });
  });
});

test("before publishing, the merchant sees who stands where and where they would go on", async () => {
  await live(send("one"), wait("w", 60), send("two"), wait("x", 60), send("three"));
  await enters();
  await enters();
  await advanceTo(HOUR);
  await enters();
  const preview = await previewMove(ctx.db, shopId, flowId, documentOf(send("one"), wait("w", 30), send("three")));
  expect(preview).toEqual({
    inside: 3,
    unreadable: 0,
    steps: [
      { stepId: "x", sentence: "Wait 1 hour", count: 2, isRemoved: true, next: "Send “three”" },
      { stepId: "w", sentence: "Wait 1 hour", count: 1, isRemoved: false, next: "Wait 30 minutes" },
    ],
  });
});
