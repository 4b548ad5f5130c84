import { beforeEach, expect, test } from "vitest";
import { advanceEnrollments } from "#domain/flows/walk/advance";
import { enroll } from "#domain/flows/walk/enroll";
import { exitEnrollments } from "#domain/flows/walk/exit";
import { newId } from "#platform/ids";
import { aCheckout } from "../../../test/factories/checkout.ts";
import { aContext, TUESDAY_MORNING } from "../../../test/factories/context.ts";
import { aLiveFlow } from "../../../test/factories/flow.ts";
import { aSender } from "../../../test/factories/sender.ts";
import { aShop } from "../../../test/factories/shop.ts";
import { aSubscriber } from "../../../test/factories/subscriber.ts";
import { findFlow } from "./find.ts";
import { listFlows } from "./list.ts";
import { flowReport } from "./report.ts";
import { flowWalkers } from "./walkers.ts";
import { EVERYONE, type Who } from "./who.ts";

const ctx = aContext();
const HOUR = 3_600_000;
const range = { from: new Date("2026-11-24T05:00:00Z"), to: new Date("2026-11-25T05:00:00Z") };
let shopId: string;
let flowId: string;
let people: string[];

/** Three leave a cart; the first orders within the hour, the second is texted and buys, the third still waits. */
beforeEach(async () => {
  ctx.clock.set(TUESDAY_MORNING);
  shopId = (await aShop(ctx.db)).id;
  await aSender(ctx.db, { shopId });
  flowId = (await aLiveFlow(ctx.db, { shopId })).id;
  people = [await leavesCart("one"), await leavesCart("two")];
  await orders("one");
  ctx.clock.advance(HOUR);
  await advanceEnrollments(ctx);
  people.push(await leavesCart("three"));
  await textIsTappedAndEarns(39_000_000n);
});

async function leavesCart(token: string): Promise<string> {
  const at = ctx.clock.now();
  const { id: subscriberId } = await aSubscriber(ctx.db, { shopId, firstName: token });
  await aCheckout(ctx.db, { shopId, token, subscriberId, eventAt: at, createdAt: at });
  const news = { shopId, kind: "checkout-abandoned" as const, subject: token, subscriberId, at, since: at };
  await ctx.db.transaction((tx) => enroll(tx, ctx, [news]));
  return subscriberId;
}

async function orders(subject: string): Promise<void> {
  const news = { shopId, subject, subscriberId: null, because: "ordered" as const, at: ctx.clock.now() };
  await ctx.db.transaction((tx) => exitEnrollments(tx, ctx, [news]));
}

async function textIsTappedAndEarns(totalMicros: bigint): Promise<void> {
  const { prisma } = ctx.db;
  const at = ctx.clock.now();
  const text = await prisma.message.findFirstOrThrow({ where: { shopId } });
  const { month: messageMonth, id: messageId, subscriberId } = text;
  await prisma.message.updateMany({
    where: { shopId, id: messageId },
    data: { state: "delivered", priceMicros: 8_300n },
  });
  const click = { shopId, code: "c", messageMonth, messageId, subscriberId, clickedAt: at };
  await prisma.click.createMany({
    data: [
      { ...click, id: newId(), counted: true },
      { ...click, id: newId(), counted: true },
      { ...click, id: newId(), counted: false, ignoredBecause: "preview" },
    ],
  });
  await prisma.attribution.create({
    data: {
      shopId,
      orderId: "1",
      messageMonth,
      messageId,
      sourceKind: "flow",
      sourceId: flowId,
      clickedAt: at,
      orderedAt: at,
      currency: "USD",
      totalMicros,
      refundedMicros: 4_000_000n,
      windowDays: 5,
      explanation: {},
      decidedAt: at,
    },
  });
}

async function listed(who: Who) {
  const report = await flowReport(ctx.db, shopId, flowId, range);
  if (!report) throw new Error("The flow has no report.");
  return flowWalkers(ctx.db, shopId, report, range, who, 0);
}

test("everyone who entered is somewhere: inside, through, or gone", async () => {
  const report = await flowReport(ctx.db, shopId, flowId, range);
  expect(report?.totals).toEqual({
    entered: 3,
    inside: 1,
    finished: 1,
    left: 1,
    missed: 0,
    untraced: 0,
    sent: 1,
    delivered: 1,
    clicked: 1,
    orders: 1,
    revenueMicros: 35_000_000,
    optedOut: 0,
    costMicros: 8_300,
  });
});

test("who is in a wait, and who left during it, is counted at the wait; a text at its own step", async () => {
  const report = await flowReport(ctx.db, shopId, flowId, range);
  expect(report?.steps["wait-an-hour"]).toEqual({
    ...{ reached: 3, arms: {}, waiting: 1, finished: 0, texts: null },
    left: [{ reason: "ordered", sentence: "Placed an order.", count: 1 }],
  });
  expect(report?.steps.ordered).toEqual({
    ...{ reached: 1, arms: { no: 1 }, waiting: 0, finished: 0, left: [], texts: null },
  });
  expect(report?.steps["they-bought"]).toMatchObject({ reached: 0, finished: 0 });
  expect(report?.steps.remind).toMatchObject({ reached: 1, finished: 1, left: [] });
  expect(report?.steps.remind?.texts).toEqual({
    planned: 1,
    sent: 1,
    delivered: 1,
    pending: 0,
    unsent: [],
    clicked: 1,
    replied: 0,
    orders: 1,
    revenueMicros: 35_000_000,
    optedOut: 0,
  });
});

test("a skipped text says why", async () => {
  await ctx.db.prisma.message.updateMany({ where: { shopId }, data: { state: "skipped", reason: "frequency-cap" } });
  const report = await flowReport(ctx.db, shopId, flowId, range);
  expect(report?.steps.remind?.texts).toMatchObject({
    sent: 0,
    unsent: [{ reason: "frequency-cap", sentence: expect.stringMatching(/reached the frequency cap/), count: 1 }],
  });
});

test("a range counts those who entered in it", async () => {
  const yesterday = { from: new Date("2026-11-23T05:00:00Z"), to: range.from };
  expect((await flowReport(ctx.db, shopId, flowId, yesterday))?.totals).toMatchObject({ entered: 0, sent: 0 });
});

test("the people behind the numbers are listed, newest first", async () => {
  const { walkers, hasMore } = await listed(EVERYONE);
  expect(hasMore).toBe(false);
  expect(
    walkers.map(({ firstName, state, exitedBecause, textState }) => ({ firstName, state, exitedBecause, textState })),
  ).toEqual([
    { firstName: "three", state: "waiting", exitedBecause: null, textState: null },
    { firstName: "two", state: "finished", exitedBecause: null, textState: "delivered" },
    { firstName: "one", state: "exited", exitedBecause: "ordered", textState: null },
  ]);
});

test("the people behind a text's numbers are those of that text", async () => {
  const names = async (who: Pick<Who, "show"> & Partial<Who>) =>
    (await listed({ ...EVERYONE, stepId: "remind", ...who })).walkers.map(({ firstName }) => firstName);
  expect(await names({ show: "delivered" })).toEqual(["two"]);
  expect(await names({ show: "clicked" })).toEqual(["two"]);
  expect(await names({ show: "ordered" })).toEqual(["two"]);
  expect(await names({ show: "pending" })).toEqual([]);
  await ctx.db.prisma.message.updateMany({ where: { shopId }, data: { state: "skipped", reason: "frequency-cap" } });
  expect(await names({ show: "unsent", reason: "frequency-cap" })).toEqual(["two"]);
  expect(await names({ show: "unsent", reason: "quiet-hours" })).toEqual([]);
  expect(await names({ show: "sent" })).toEqual([]);
});

test("the flows page shows what a flow is doing and what it brought", async () => {
  expect(await listFlows(ctx.db, shopId, ctx.clock.now())).toEqual([
    expect.objectContaining({
      id: flowId,
      state: "live",
      inside: 1,
      sent: 1,
      delivered: 1,
      clicked: 1,
      orders: 1,
      revenueMicros: 35_000_000,
    }),
  ]);
});

test("a flow's page knows who is inside which version", async () => {
  const [live, before] = [newId(), newId()];
  const { draft } = await ctx.db.prisma.flow.findUniqueOrThrow({ where: { shopId_id: { shopId, id: flowId } } });
  const version = { shopId, flowId, document: draft ?? {}, createdAt: TUESDAY_MORNING };
  await ctx.db.prisma.flowVersion.createMany({
    data: [
      { ...version, id: before, number: 2 },
      { ...version, id: live, number: 3 },
    ],
  });
  await ctx.db.prisma.flow.update({ where: { shopId_id: { shopId, id: flowId } }, data: { liveVersionId: live } });
  expect(await findFlow(ctx.db, shopId, flowId)).toMatchObject({ live: { number: 3 }, inside: { live: 0, older: 1 } });
});

test("another shop's flow is not there", async () => {
  const other = (await aShop(ctx.db)).id;
  expect(await findFlow(ctx.db, other, flowId)).toBeNull();
  expect(await flowReport(ctx.db, other, flowId, range)).toBeNull();
  const own = await flowReport(ctx.db, shopId, flowId, range);
  if (!own) throw new Error("The flow has no report.");
  expect((await flowWalkers(ctx.db, other, own, range, EVERYONE, 0)).walkers).toEqual([]);
  expect(await listFlows(ctx.db, other, ctx.clock.now())).toEqual([]);
});
