import { beforeEach, expect, test } from "vitest";
import { type FlowDocument, parseDocument } from "#domain/flows/definition/document";
import { publishFlow } from "#domain/flows/publishing/publish";
import { advanceEnrollments } from "#domain/flows/walk/advance";
import { wakeAwaiting } from "#domain/flows/walk/awaiting";
import { enroll } from "#domain/flows/walk/enroll";
import { exitEnrollments } from "#domain/flows/walk/exit";
import { newId } from "#platform/ids";
import { aCheckout } from "../../../test/factories/checkout.ts";
import { aContext, TUESDAY_MORNING } from "../../../test/factories/context.ts";
import { aLiveFlow } from "../../../test/factories/flow.ts";
import { aSender } from "../../../test/factories/sender.ts";
import { aShop } from "../../../test/factories/shop.ts";
import { aSubscriber } from "../../../test/factories/subscriber.ts";
import { type FlowReport, flowReport } from "./report.ts";
import type { StepCounts } from "./report-counts.ts";
import { flowWalkers } from "./walkers.ts";
import { EVERYONE, type Who } from "./who.ts";

// People go through a flow that waits, branches and ends early, and whose steps change while they are in it.

const ctx = aContext();
const HOUR = 3_600_000;
const range = { from: new Date("2026-11-24T05:00:00Z"), to: new Date("2026-11-25T05:00:00Z") };
const step = (id: string, type: string, config: object, arms: object = {}) => ({ id, type, config, arms });
const text = "Your cart waits: {{ link }}";
const flowOf = (steps: object[]): FlowDocument =>
  parseDocument({ purpose: "marketing", trigger: { kind: "checkout-abandoned" }, steps });
const first = flowOf([
  step("hour", "wait", { minutes: 60 }),
  step("hello", "send", { text }),
  step(
    "call",
    "wait-for-event",
    { event: "custom", name: "called", minutes: 120 },
    {
      happened: [],
      "timed-out": [
        step(
          "large",
          "branch",
          { condition: { kind: "total-at-least", micros: 50_000_000 } },
          {
            yes: [step("dear", "send", { text })],
            no: [],
          },
        ),
      ],
    },
  ),
]);
/** Without the wait for a call; the first text keeps its ID and has other words. */
const second = flowOf([
  step("hour", "wait", { minutes: 60 }),
  step("hello", "send", { text: `Hello! ${text}` }),
  step("pause", "wait", { minutes: 30 }),
  step("bye", "send", { text }),
]);
let shopId: string;
let flowId: string;

beforeEach(async () => {
  ctx.clock.set(TUESDAY_MORNING);
  shopId = (await aShop(ctx.db)).id;
  await aSender(ctx.db, { shopId });
  flowId = (await aLiveFlow(ctx.db, { shopId, document: first })).id;
});

async function leavesCart(token: string, totalMicros = 42_000_000n): Promise<string> {
  const at = ctx.clock.now();
  const { id: subscriberId } = await aSubscriber(ctx.db, { shopId, firstName: token });
  await aCheckout(ctx.db, { shopId, token, subscriberId, totalMicros, eventAt: at, createdAt: at });
  const news = { shopId, kind: "checkout-abandoned" as const, subject: token, subscriberId, at, since: at };
  await ctx.db.transaction((tx) => enroll(tx, ctx, [news]));
  return subscriberId;
}

async function after(hours: number): Promise<void> {
  ctx.clock.advance(hours * HOUR);
  while (await advanceEnrollments(ctx));
}

async function orders(subject: string): Promise<void> {
  const news = { shopId, subject, subscriberId: null, because: "ordered" as const, at: ctx.clock.now() };
  await ctx.db.transaction((tx) => exitEnrollments(tx, ctx, [news]));
}

async function calls(subscriberId: string): Promise<void> {
  const called = { shopId, subscriberId, event: "custom:called" as const, at: ctx.clock.now() };
  await ctx.db.transaction((tx) => wakeAwaiting(tx, ctx, [called]));
  await after(0);
}

async function publishSecond(): Promise<void> {
  const where = { shopId_id: { shopId, id: flowId } };
  await ctx.db.prisma.flow.update({ where, data: { draft: JSON.parse(JSON.stringify(second)) } });
  await publishFlow(ctx, shopId, flowId);
}

async function reported(asked = range) {
  const report = await flowReport(ctx.db, shopId, flowId, asked);
  if (!report) throw new Error("The flow has no report.");
  return report;
}

async function names(who: Partial<Who>, report?: FlowReport): Promise<string[]> {
  const of = report ?? (await reported());
  const { walkers } = await flowWalkers(ctx.db, shopId, of, range, { ...EVERYONE, ...who }, 0);
  return walkers.map(({ firstName }) => firstName ?? "");
}

/** Each number has a list of as many people, and no one is lost between the steps. */
async function expectListsToAgree(): Promise<void> {
  const report = await reported();
  const { steps, totals, start } = report;
  const numbers: [number, Partial<Who>][] = [
    [totals.entered, {}],
    [totals.inside, { show: "waiting" }],
    [totals.finished, { show: "finished" }],
    [totals.left, { show: "left" }],
    ...standing("", start),
    ...Object.entries(steps).flatMap(([stepId, counts]): [number, Partial<Who>][] => [
      ...standing(stepId, counts),
      [counts.reached, { show: "reached", stepId }],
      ...Object.entries(counts.arms).map(([arm, count]): [number, Partial<Who>] => [
        count,
        { show: "arm", stepId, arm },
      ]),
      ...(counts.texts ? ofTexts(stepId, counts.texts) : []),
    ]),
  ];
  const lists = await Promise.all(
    numbers.filter(([count]) => count > 0).map(async ([count, who]) => [who, count, (await names(who, report)).length]),
  );
  expect(lists.filter(([, count, listed]) => count !== listed)).toEqual([]);
  const all = [start, ...Object.values(steps)];
  expect(all.reduce((sum, { waiting, finished, left }) => sum + waiting + finished + countOf(left), 0)).toBe(
    totals.entered - totals.untraced,
  );
}

function standing(
  stepId: string,
  { waiting, finished, left }: Pick<StepCounts, "waiting" | "finished" | "left">,
): [number, Partial<Who>][] {
  return [
    [waiting, { show: "waiting", stepId }],
    [finished, { show: "finished", stepId }],
    ...left.map(({ reason, count }): [number, Partial<Who>] => [count, { show: "left", stepId, reason }]),
  ];
}

function ofTexts(stepId: string, texts: NonNullable<StepCounts["texts"]>): [number, Partial<Who>][] {
  return [
    [texts.pending, { show: "pending", stepId }],
    [texts.sent, { show: "sent", stepId }],
    [texts.delivered, { show: "delivered", stepId }],
    [texts.optedOut, { show: "opted-out", stepId }],
    ...texts.unsent.map(({ reason, count }): [number, Partial<Who>] => [count, { show: "unsent", stepId, reason }]),
  ];
}

function countOf(rows: { count: number }[]): number {
  return rows.reduce((sum, { count }) => sum + count, 0);
}

/**
 * One orders during the first wait, one is reached by phone, one has a small cart and one a large one; the last has only come.
 */
async function fivePeople(): Promise<void> {
  await leavesCart("orders");
  const called = await leavesCart("is called");
  await leavesCart("small");
  await leavesCart("large", 60_000_000n);
  await orders("orders");
  await after(1);
  await calls(called);
  await leavesCart("new");
}

test("people are counted at each step, on each path and where they leave", async () => {
  await fivePeople();
  expect((await reported()).steps).toMatchObject({
    hour: { reached: 5, waiting: 1, finished: 0, left: [{ reason: "ordered", count: 1 }] },
    hello: { reached: 3, waiting: 0, texts: { planned: 3, pending: 3 } },
    call: { reached: 3, arms: { happened: 1 }, waiting: 2, finished: 1 },
    large: { reached: 0, arms: {} },
  });
  expect(await names({ show: "finished", stepId: "call" })).toEqual(["is called"]);
  await expectListsToAgree();
  await after(2);
  expect((await reported()).steps).toMatchObject({
    call: { reached: 4, arms: { happened: 1, "timed-out": 2 }, waiting: 1, finished: 1 },
    large: { reached: 2, arms: { yes: 1, no: 1 }, finished: 1 },
    dear: { reached: 1, finished: 1 },
  });
  expect(await names({ show: "arm", stepId: "large", arm: "no" })).toEqual(["small"]);
  await expectListsToAgree();
});

test("a step that versions share is added up; one that is gone is in a list of its own", async () => {
  await fivePeople();
  await publishSecond();
  await leavesCart("second version");
  await after(1);
  await after(1);
  const { steps, earlier, document } = await reported();
  expect(document.steps.map(({ id }) => id)).toEqual(["hour", "hello", "pause", "bye"]);
  expect(steps).toMatchObject({
    hour: { reached: 6, left: [{ count: 1 }] },
    hello: { reached: 5, texts: { planned: 5 } },
    pause: { reached: 1 },
    bye: { reached: 1, finished: 1 },
  });
  expect(earlier.map(({ id, step: gone }) => [id, gone?.type])).toEqual([
    ["call", "wait-for-event"],
    ["large", "branch"],
    ["dear", "send"],
  ]);
  expect(steps.call).toMatchObject({ reached: 4, arms: { happened: 1, "timed-out": 2 }, waiting: 1 });
  await expectListsToAgree();
});

test("rows from before the way was kept are placed by their next step, and those that ended as far as that is sure", async () => {
  await fivePeople();
  await ctx.db.prisma.enrollment.updateMany({ where: { shopId }, data: { trail: null } });
  const { steps, totals } = await reported();
  expect(steps).toMatchObject({
    hour: { reached: 5, waiting: 1, left: [{ count: 1 }] },
    // Who is called has ended: that all have taken these steps is sure, on which path they ended isn't.
    call: { reached: 3, arms: {}, waiting: 2, finished: 0 },
  });
  expect(totals).toMatchObject({ entered: 5, finished: 1, untraced: 1 });
  await expectListsToAgree();
  // Who goes on has a trail again.
  await after(2);
  expect((await reported()).steps).toMatchObject({
    large: { reached: 2, arms: { yes: 1, no: 1 } },
    dear: { reached: 1 },
  });
  await expectListsToAgree();
});

test("who entered before midnight of the shop is in the day before", async () => {
  const midnight = new Date("2026-11-25T05:00:00Z");
  ctx.clock.set(new Date(midnight.getTime() - 1));
  await leavesCart("before");
  ctx.clock.set(midnight);
  await leavesCart("after");
  expect((await reported()).totals.entered).toBe(1);
  expect(await names({})).toEqual(["before"]);
  const next = { from: midnight, to: new Date("2026-11-26T05:00:00Z") };
  expect((await reported(next)).totals.entered).toBe(1);
});

test("a text after which the person opted out within a day is counted, unless another text came in between", async () => {
  await fivePeople();
  const { prisma } = ctx.db;
  const sentAt = ctx.clock.now();
  await prisma.message.updateMany({ where: { shopId }, data: { state: "delivered", handedAt: sentAt } });
  const optsOut = async (firstName: string, hours: number) => {
    const { id: subscriberId, phoneHash } = await prisma.subscriber.findFirstOrThrow({ where: { shopId, firstName } });
    const at = new Date(sentAt.getTime() + hours * HOUR);
    await prisma.consentEvent.create({
      data: {
        ...{
          shopId,
          id: newId(),
          subscriberId,
          phoneHash,
          scope: "all",
          state: "unsubscribed",
          source: "inbound-text",
        },
        ...{ applied: true, occurredAt: at, recordedAt: at },
      },
    });
  };
  await optsOut("small", 1);
  await optsOut("large", 25);
  expect((await reported()).steps).toMatchObject({ hello: { texts: { sent: 3, delivered: 3, optedOut: 1 } } });
  expect(await names({ show: "opted-out", stepId: "hello" })).toEqual(["small"]);
  await expectListsToAgree();
  // A text of a campaign half an hour later is what they answered.
  const { id: subscriberId } = await prisma.subscriber.findFirstOrThrow({ where: { shopId, firstName: "small" } });
  const { isWaiting: _, ...flowText } = await prisma.message.findFirstOrThrow({ where: { shopId, subscriberId } });
  const handedAt = new Date(sentAt.getTime() + HOUR / 2);
  const campaign = { class: "campaign", sourceKind: "campaign", sourceId: newId(), occurrence: "" };
  await prisma.message.create({ data: { ...flowText, ...campaign, id: newId(), handedAt } });
  expect((await reported()).totals).toMatchObject({ optedOut: 0 });
});
