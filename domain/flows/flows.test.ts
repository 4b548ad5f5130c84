import { beforeEach, describe, expect, test } from "vitest";
import { pauseFlow, resumeFlow } from "#domain/flows/publishing/pause";
import { advanceEnrollments } from "#domain/flows/walk/advance";
import { enroll } from "#domain/flows/walk/enroll";
import type { TriggerEvent } from "#domain/flows/walk/entry";
import { exitEnrollments } from "#domain/flows/walk/exit";
import { PARKED } from "#domain/messages/waiting";
import { aCheckout } from "../../test/factories/checkout.ts";
import { aContext, TUESDAY_MORNING } from "../../test/factories/context.ts";
import { aLiveFlow } from "../../test/factories/flow.ts";
import { anOrder } from "../../test/factories/order.ts";
import { aSender } from "../../test/factories/sender.ts";
import { aSubscriber } from "../../test/factories/subscriber.ts";
import { flowSource } from "./source.ts";

const ctx = aContext();
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const later = (ms: number) => new Date(TUESDAY_MORNING.getTime() + ms);
let shopId: string;
let subscriberId: string;

beforeEach(async () => {
  ctx.clock.set(TUESDAY_MORNING);
  ctx.enqueued.length = 0;
  ({ shopId, id: subscriberId } = await aSubscriber(ctx.db));
  await aSender(ctx.db, { shopId });
});

const left = (given: Partial<TriggerEvent> = {}): TriggerEvent => ({
  shopId,
  kind: "checkout-abandoned",
  subject: "tok",
  subscriberId,
  at: TUESDAY_MORNING,
  since: given.at ?? TUESDAY_MORNING,
  ...given,
});
const entering = (...news: TriggerEvent[]) => ctx.db.transaction((tx) => enroll(tx, ctx, news));
const ordered = (given: { subject?: string; subscriberId?: string; at?: Date }) =>
  ctx.db.transaction((tx) =>
    exitEnrollments(tx, ctx, [
      { shopId, subject: null, subscriberId: null, because: "ordered", at: ctx.clock.now(), ...given },
    ]),
  );
const enrollments = () => ctx.db.prisma.enrollment.findMany({ where: { shopId } });
const texts = () => ctx.db.prisma.message.findMany({ where: { shopId } });
const timeline = async () =>
  (await ctx.db.prisma.event.findMany({ where: { shopId }, orderBy: { id: "asc" } })).map((it) => it.kind);

async function advanceTo(ms: number): Promise<void> {
  ctx.clock.set(later(ms));
  while (await advanceEnrollments(ctx));
}

async function answerForTheText() {
  const [text] = await texts();
  if (!text) throw new Error("No text was planned.");
  const answers = await ctx.db.transaction((tx) => flowSource.answersFor(tx, shopId, [text], ctx.clock.now()));
  return answers.get(text.id);
}

describe("an abandoned cart", () => {
  beforeEach(async () => {
    await aLiveFlow(ctx.db, { shopId });
    await aCheckout(ctx.db, { shopId, token: "tok", subscriberId });
  });

  test("is reminded of once, an hour after it was left", async () => {
    await entering(left());
    await advanceTo(59 * MINUTE);
    expect(await texts()).toEqual([]);
    await advanceTo(HOUR);
    expect(await texts()).toMatchObject([
      { state: "waiting", class: "flow", purpose: "marketing", occurrence: "remind", expiresAt: later(48 * HOUR) },
    ]);
    await advanceTo(3 * HOUR);
    expect(await texts()).toHaveLength(1);
    expect(await enrollments()).toMatchObject([{ state: "finished", endedAt: later(HOUR) }]);
    expect(ctx.enqueued.map((job) => job.name)).toEqual(["dispatch-flow"]);
  });

  test("told twice, is one walk", async () => {
    await entering(left());
    await entering(left());
    expect(await enrollments()).toHaveLength(1);
    expect(await timeline()).toEqual(["joined-flow"]);
  });

  test("waits again when the shopper comes back to it before the hour is over", async () => {
    await entering(left());
    await entering(left({ at: later(40 * MINUTE) }));
    await entering(left({ at: later(10 * MINUTE) }));
    expect(await enrollments()).toMatchObject([{ resumeAt: later(100 * MINUTE), startedAt: TUESDAY_MORNING }]);
  });

  test("told in the wrong order, begins and waits the same", async () => {
    await entering(left({ at: later(40 * MINUTE) }));
    await entering(left());
    expect(await enrollments()).toMatchObject([{ resumeAt: later(100 * MINUTE), startedAt: TUESDAY_MORNING }]);
  });

  test("follows the shopper to the number they correct it to", async () => {
    const corrected = await aSubscriber(ctx.db, { shopId });
    await entering(left());
    await entering(left({ at: later(MINUTE), subscriberId: corrected.id }));
    expect(await enrollments()).toMatchObject([{ subscriberId: corrected.id }]);
  });

  test("does not begin again once the first wait is over", async () => {
    await entering(left());
    await advanceTo(HOUR);
    await entering(left({ at: later(2 * HOUR) }));
    expect(await enrollments()).toMatchObject([{ state: "finished" }]);
  });

  test("told of too late to be worth a text brings no one in; told in time, its text keeps the deadline", async () => {
    ctx.clock.set(later(48 * HOUR));
    await entering(left());
    expect(await enrollments()).toEqual([]);
    ctx.clock.set(later(48 * HOUR - MINUTE));
    await entering(left());
    expect(await enrollments()).toMatchObject([{ startedAt: TUESDAY_MORNING }]);
    expect(await texts()).toMatchObject([{ state: "waiting", expiresAt: later(48 * HOUR) }]);
  });

  test("is forgotten when its order comes", async () => {
    await entering(left());
    await ordered({ subject: "tok" });
    await advanceTo(2 * HOUR);
    expect(await enrollments()).toMatchObject([{ state: "exited", exitedBecause: "ordered", resumeAt: null }]);
    expect(await texts()).toEqual([]);
    expect(await timeline()).toEqual(["joined-flow", "left-flow"]);
  });

  test("is forgotten when its shopper orders something else", async () => {
    await entering(left());
    await ordered({ subscriberId, at: later(MINUTE) });
    expect(await enrollments()).toMatchObject([{ exitedBecause: "ordered" }]);
  });

  test("is not forgotten because of an older order", async () => {
    await entering(left());
    await ordered({ subscriberId, at: later(-MINUTE) });
    expect(await enrollments()).toMatchObject([{ state: "waiting" }]);
  });

  test("takes back a reminder that still waits when the order comes", async () => {
    await entering(left());
    await advanceTo(HOUR);
    await ordered({ subject: "tok" });
    expect(await texts()).toMatchObject([{ state: "skipped", reason: "ordered" }]);
    expect(await enrollments()).toMatchObject([{ state: "exited", exitedBecause: "ordered" }]);
    const recalls = await ctx.db.prisma.recall.findMany({ where: { shopId } });
    expect(recalls).toMatchObject([{ kind: "enrollment" }]);
  });

  test("asks once more before the text leaves: an order that no one exited by still counts", async () => {
    await entering(left());
    await advanceTo(HOUR);
    await anOrder(ctx.db, { shopId, subscriberId, placedAt: later(30 * MINUTE) });
    expect(await answerForTheText()).toEqual({ kind: "unwanted", because: "ordered" });
  });

  test("is worded with what is in the cart and the way back to it", async () => {
    await entering(left());
    await advanceTo(HOUR);
    expect(await answerForTheText()).toMatchObject({
      kind: "wanted",
      wording: {
        variables: { cart: { total: "$42.00", item_count: 2, first_item: "Cedar candle", items: "Cedar candle" } },
        linkUrl:
          "https://harbor-candles.test/checkouts/tok/recover?key=secret&utm_source=cartbell&utm_medium=sms&utm_campaign=abandoned-cart",
      },
    });
  });

  test("without a way back is not texted about", async () => {
    await ctx.db.prisma.checkout.updateMany({ where: { shopId }, data: { recoveryUrl: null } });
    await entering(left());
    await advanceTo(HOUR);
    expect(await answerForTheText()).toEqual({ kind: "unwanted", because: "no-content" });
  });

  test("of someone who never agreed to marketing is left alone, with the reason", async () => {
    const stranger = await aSubscriber(ctx.db, { shopId, marketing: "never", marketingAt: null });
    await entering(left({ subscriberId: stranger.id }));
    await advanceTo(HOUR);
    expect(await enrollments()).toMatchObject([{ state: "exited", exitedBecause: "no-consent" }]);
    expect(await texts()).toEqual([]);
  });

  test("waits a little for a sending number, and gives up when it is too late", async () => {
    await ctx.db.prisma.sender.updateMany({ where: { shopId }, data: { state: "stopped" } });
    await entering(left());
    await advanceTo(HOUR);
    expect(await enrollments()).toMatchObject([{ state: "waiting", stepId: "ordered", resumeAt: later(65 * MINUTE) }]);
    await advanceTo(49 * HOUR);
    expect(await enrollments()).toMatchObject([{ exitedBecause: "no-sender" }]);
  });

  test("from before the flow went live starts nothing", async () => {
    await entering(left({ at: later(-25 * HOUR) }));
    expect(await enrollments()).toEqual([]);
  });
});

describe("a pause", () => {
  let flowId: string;
  beforeEach(async () => {
    ({ id: flowId } = await aLiveFlow(ctx.db, { shopId }));
    await aCheckout(ctx.db, { shopId, token: "tok", subscriberId });
  });

  test("holds those inside, and resuming lets them go on", async () => {
    await entering(left());
    await pauseFlow(ctx, shopId, flowId);
    await advanceTo(HOUR);
    expect(await texts()).toEqual([]);
    ctx.clock.set(later(2 * HOUR));
    await resumeFlow(ctx, shopId, flowId);
    expect(ctx.enqueued.map((job) => job.name)).toEqual(["flow-timers"]);
    await advanceTo(2 * HOUR);
    expect(await texts()).toHaveLength(1);
  });

  test("holds a text that has not left, and resuming enqueues its lane", async () => {
    await entering(left());
    await advanceTo(HOUR);
    await pauseFlow(ctx, shopId, flowId);
    expect(await answerForTheText()).toEqual({ kind: "held" });
    await ctx.db.prisma.message.updateMany({ where: { shopId }, data: { dueAt: PARKED } });
    ctx.enqueued.length = 0;
    await resumeFlow(ctx, shopId, flowId);
    expect(ctx.enqueued.map((job) => job.name)).toEqual(["dispatch-flow"]);
    expect(await texts()).toMatchObject([{ dueAt: ctx.clock.now() }]);
  });

  test("writes down who would have come in, and does not text them later", async () => {
    await pauseFlow(ctx, shopId, flowId);
    await entering(left());
    await resumeFlow(ctx, shopId, flowId);
    await entering(left({ at: later(MINUTE) }));
    await advanceTo(3 * HOUR);
    expect(await enrollments()).toMatchObject([{ state: "exited", exitedBecause: "flow-paused" }]);
    expect(await texts()).toEqual([]);
  });
});

test("hundreds of walks of two shops move on together, each once, by two workers at a time", async () => {
  await aLiveFlow(ctx.db, { shopId });
  const other = await aSubscriber(ctx.db);
  await aSender(ctx.db, { shopId: other.shopId });
  await aLiveFlow(ctx.db, { shopId: other.shopId });
  const news = Array.from({ length: 700 }, (_, i) =>
    left(i % 2 ? { subject: `t${i}` } : { subject: `t${i}`, shopId: other.shopId, subscriberId: other.id }),
  );
  await entering(...news);
  ctx.clock.set(later(HOUR));
  await Promise.all([advanceEnrollments(ctx), advanceEnrollments(ctx)]);
  const shops = { shopId: { in: [shopId, other.shopId] } };
  expect(await ctx.db.prisma.enrollment.count({ where: { ...shops, state: "finished" } })).toBe(700);
  expect(await ctx.db.prisma.message.count({ where: shops })).toBe(700);
});
