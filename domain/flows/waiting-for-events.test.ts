import { beforeEach, expect, test } from "vitest";
import { parseDocument } from "#domain/flows/definition/document";
import { advanceEnrollments } from "#domain/flows/walk/advance";
import { wakeAwaiting } from "#domain/flows/walk/awaiting";
import { enroll } from "#domain/flows/walk/enroll";
import { aCheckout } from "../../test/factories/checkout.ts";
import { aContext, TUESDAY_MORNING } from "../../test/factories/context.ts";
import { aLiveFlow } from "../../test/factories/flow.ts";
import { aSender } from "../../test/factories/sender.ts";
import { aSubscriber } from "../../test/factories/subscriber.ts";

const ctx = aContext();
const HOUR = 3_600_000;
const later = (ms: number) => new Date(TUESDAY_MORNING.getTime() + ms);
let shopId: string;
let subscriberId: string;

const say = (id: string) => ({ id, type: "send", config: { text: `${id} {{ link }}` }, arms: {} });
const flow = (event: string) =>
  parseDocument({
    purpose: "marketing",
    trigger: { kind: "checkout-abandoned" },
    steps: [
      {
        id: "await",
        type: "wait-for-event",
        config: { event, name: "quiz", minutes: 120 },
        arms: { happened: [say("thanks")], "timed-out": [say("nudge")] },
      },
    ],
  });

beforeEach(async () => {
  ctx.clock.set(TUESDAY_MORNING);
  ({ shopId, id: subscriberId } = await aSubscriber(ctx.db));
  await aSender(ctx.db, { shopId });
});

async function enter(event: string): Promise<void> {
  await aLiveFlow(ctx.db, { shopId, document: flow(event) });
  await aCheckout(ctx.db, { shopId, token: "tok", subscriberId });
  const at = TUESDAY_MORNING;
  const news = { shopId, kind: "checkout-abandoned", subject: "tok", subscriberId, at, since: at } as const;
  await ctx.db.transaction((tx) => enroll(tx, ctx, [news]));
}

async function advanceTo(ms: number): Promise<void> {
  ctx.clock.set(later(ms));
  while (await advanceEnrollments(ctx));
}

const happened = (at: Date) =>
  ctx.db.transaction((tx) => wakeAwaiting(tx, ctx, [{ shopId, subscriberId, event: "custom:quiz", at }]));
const texts = async () => (await ctx.db.prisma.message.findMany({ where: { shopId } })).map((it) => it.occurrence);
const enrollments = () => ctx.db.prisma.enrollment.findMany({ where: { shopId } });

test("the event ends the wait at once, and its path is taken", async () => {
  await enter("custom");
  expect(await enrollments()).toMatchObject([{ stepId: "await", waitsFor: "custom:quiz", resumeAt: later(2 * HOUR) }]);
  ctx.clock.set(later(HOUR));
  await happened(later(HOUR));
  await happened(later(HOUR));
  await advanceTo(HOUR);
  await advanceTo(4 * HOUR);
  expect(await texts()).toEqual(["thanks"]);
  expect(await enrollments()).toMatchObject([{ state: "finished", waitsFor: null }]);
});

test("without the event the other path is taken when the time is over, and the event comes too late", async () => {
  await enter("custom");
  await advanceTo(2 * HOUR);
  await happened(later(2 * HOUR));
  await advanceTo(3 * HOUR);
  expect(await texts()).toEqual(["nudge"]);
});

test("an event from after the time, told before the timer ran, is too late", async () => {
  await enter("custom");
  ctx.clock.set(later(3 * HOUR));
  await happened(later(2.5 * HOUR));
  await advanceTo(3 * HOUR);
  expect(await texts()).toEqual(["nudge"]);
});

test("a reply that woke no one is found in the record when the time is over", async () => {
  await enter("replied");
  const conversation = { shopId, id: crypto.randomUUID(), subscriberId, lastTextAt: later(HOUR) };
  await ctx.db.prisma.conversation.create({ data: conversation });
  await ctx.db.prisma.inboundText.create({
    data: {
      ...{
        shopId,
        id: crypto.randomUUID(),
        conversationId: conversation.id,
        subscriberId,
        senderId: crypto.randomUUID(),
      },
      ...{ provider: "twilio", providerId: "SM1", body: "Yes", meaning: "conversation", receivedAt: later(HOUR) },
    },
  });
  await advanceTo(2 * HOUR);
  expect(await texts()).toEqual(["thanks"]);
});

test("a worker that dies before its commit leaves the event to the next", async () => {
  await enter("custom");
  ctx.clock.set(later(HOUR));
  await happened(later(HOUR));
  const died = ctx.db.transaction(async (tx) => {
    await advanceEnrollments({ ...ctx, db: { ...ctx.db, transaction: (work) => work(tx) } });
    throw new Error("killed");
  });
  await expect(died).rejects.toThrow("killed");
  expect(await texts()).toEqual([]);
  await advanceTo(HOUR);
  expect(await texts()).toEqual(["thanks"]);
});
