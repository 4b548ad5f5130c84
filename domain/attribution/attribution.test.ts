import { beforeEach, describe, expect, test } from "vitest";
import { applyClicks } from "#domain/intake/apply-clicks";
import { recordRefunds } from "#domain/orders/record-refunds";
import { newId } from "#platform/ids";
import { aContext, TUESDAY_MORNING } from "../../test/factories/context.ts";
import { anOrder } from "../../test/factories/order.ts";
import { aSubscriber } from "../../test/factories/subscriber.ts";
import { aTextWithLink, type LinkedText } from "../../test/factories/text-with-link.ts";
import { attributeOrders } from "./attribute-orders.ts";
import { revenueByDay, revenueBySource } from "./revenue.ts";

const ctx = aContext();
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const later = (ms: number) => new Date(TUESDAY_MORNING.getTime() + ms);
const IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1";
let text: LinkedText;

beforeEach(async () => {
  text = await aTextWithLink(ctx.db);
});

function visit(of: LinkedText | string, at: number, given: object = {}) {
  const code = typeof of === "string" ? of : of.code;
  const triggeredAt = later(at);
  const body = Buffer.from(JSON.stringify({ code, userAgent: IPHONE, purpose: null, ...given }));
  const row = { source: "links", topic: "click", shopDomain: null, url: null, attempts: 0, receivedAt: triggeredAt };
  return { ...row, id: newId(), shopId: text.shopId, triggeredAt, body };
}

const tap = (...visits: ReturnType<typeof visit>[]) => ctx.db.transaction((tx) => applyClicks(tx, ctx, visits));
const attribute = (...ids: string[]) =>
  ctx.db.transaction((tx) =>
    attributeOrders(
      tx,
      ctx,
      ids.map((id) => ({ shopId: text.shopId, id })),
    ),
  );
const attributions = () => ctx.db.prisma.attribution.findMany({ where: { shopId: text.shopId } });
const order = (at: number, given: object = {}) =>
  anOrder(ctx.db, { shopId: text.shopId, subscriberId: text.subscriberId, placedAt: later(at), ...given });

describe("visits", () => {
  test("are recorded once, and say whether they count", async () => {
    const [mine, preview] = [visit(text, 0), visit(text, 1, { userAgent: "WhatsApp/2.23" })];
    await tap(mine, preview);
    await tap(mine);
    const clicks = await ctx.db.prisma.click.findMany({
      where: { shopId: text.shopId },
      orderBy: { clickedAt: "asc" },
    });
    expect(clicks).toMatchObject([
      { counted: true, ignoredBecause: null, messageId: text.messageId },
      { counted: false, ignoredBecause: "link-preview" },
    ]);
    expect(await ctx.db.prisma.event.count({ where: { shopId: text.shopId, kind: "clicked" } })).toBe(1);
  });

  test("that are none are refused, and fail no one beside them", async () => {
    const broken = { ...visit(text, 0), body: Buffer.from("{") };
    const { refused } = await tap(broken, visit("NoSuchCode1", 0), visit(text, 0));
    expect([...refused.keys()]).toEqual([broken.id]);
    expect(await ctx.db.prisma.click.count({ where: { shopId: text.shopId } })).toBe(1);
  });
});

describe("an order", () => {
  test("is owed to the text whose link was tapped before it, with the explanation beside it", async () => {
    await tap(visit(text, 0));
    const { id } = await order(10 * MINUTE);
    await attribute(id);
    expect(await attributions()).toMatchObject([
      {
        orderId: id,
        messageId: text.messageId,
        sourceKind: "campaign",
        sourceId: text.sourceId,
        totalMicros: 42_000_000n,
        refundedMicros: 0n,
        windowDays: 5,
        explanation: {
          rule: expect.stringContaining("last tap"),
          candidates: [{ isChosen: true, through: "subscriber" }],
        },
      },
    ]);
  });

  test("is owed to the same text when the tap is told after it", async () => {
    await attribute((await order(10 * MINUTE)).id);
    expect(await attributions()).toEqual([]);
    await tap(visit(text, 0));
    expect(await attributions()).toMatchObject([{ messageId: text.messageId }]);
  });

  test("moves to a later tap that is told late", async () => {
    const { shopId, subscriberId } = text;
    const second = await aTextWithLink(ctx.db, { shopId, subscriberId });
    await tap(visit(text, 0));
    await attribute((await order(10 * MINUTE)).id);
    await tap(visit(second, 5 * MINUTE));
    expect(await attributions()).toMatchObject([{ messageId: second.messageId }]);
  });

  test("is owed to the flow, not to the one walk through it", async () => {
    const { shopId, subscriberId } = text;
    const walk = {
      shopId,
      id: newId(),
      flowId: newId(),
      versionId: newId(),
      subscriberId,
      subject: "tok",
      state: "finished",
    };
    await ctx.db.prisma.enrollment.create({ data: { ...walk, startedAt: TUESDAY_MORNING } });
    const reminder = await aTextWithLink(ctx.db, { shopId, subscriberId, sourceId: walk.id, sourceKind: "flow" });
    await tap(visit(reminder, 0));
    await attribute((await order(MINUTE)).id);
    expect(await attributions()).toMatchObject([{ sourceKind: "flow", sourceId: walk.flowId }]);
  });

  test("is owed to no one for a preview, a tap afterwards, or one before the window", async () => {
    await tap(visit(text, 0, { userAgent: "WhatsApp/2.23" }), visit(text, 20 * MINUTE), visit(text, -6 * DAY));
    await attribute((await order(10 * MINUTE)).id);
    expect(await attributions()).toEqual([]);
  });

  test("is not owed to a text to someone else, or of another shop", async () => {
    const other = await aSubscriber(ctx.db, { shopId: text.shopId });
    const elsewhere = await aTextWithLink(ctx.db);
    await tap(visit(text, 0), visit(elsewhere, 0));
    const landingSite = `/cart?cartbell=${elsewhere.code}`;
    await attribute((await order(MINUTE, { subscriberId: other.id, landingSite })).id);
    expect(await attributions()).toEqual([]);
  });

  test("of a guest is owed to the link that its visit began with", async () => {
    await tap(visit(text, 0));
    const landingSite = `/checkouts/tok/recover?key=secret&utm_source=cartbell&cartbell=${text.code}`;
    await attribute((await order(MINUTE, { subscriberId: null, landingSite })).id);
    expect(await attributions()).toMatchObject([{ explanation: { candidates: [{ through: "landing-page" }] } }]);
  });

  test("gives back what was refunded, and all of it when it was cancelled", async () => {
    const { shopId } = text;
    await tap(visit(text, 0));
    const { id } = await order(MINUTE);
    await attribute(id);
    const refund = {
      shopId,
      id: "1",
      orderId: id,
      amountMicros: 12_000_000,
      currency: null,
      refundedAt: TUESDAY_MORNING,
    };
    const changed = await ctx.db.transaction((tx) => recordRefunds(tx, ctx, [refund]));
    await attribute(...changed.map((it) => it.id));
    expect(await attributions()).toMatchObject([{ refundedMicros: 12_000_000n }]);
    await ctx.db.prisma.order.updateMany({ where: { shopId, id }, data: { cancelledAt: TUESDAY_MORNING } });
    await attribute(id);
    expect(await attributions()).toEqual([]);
  });
});

describe("a refund long after the order", () => {
  const landing = () => `/cart?cartbell=${text.code}`;
  const { everyShop: prisma } = ctx.db;

  /** What may be gone by then, by when the order is refunded. */
  const losses: Record<string, { given?: object; lose: (orderId: string) => Promise<unknown> }> = {
    "its text is not kept any more": { lose: () => prisma.message.deleteMany({ where: { id: text.messageId } }) },
    "its tap is not kept any more": { lose: () => prisma.click.deleteMany({ where: { shopId: text.shopId } }) },
    "neither is": {
      lose: async () => {
        await prisma.click.deleteMany({ where: { shopId: text.shopId } });
        await prisma.message.deleteMany({ where: { id: text.messageId } });
      },
    },
    "the text of a landing page is not kept any more": {
      given: { subscriberId: null, landing: true },
      lose: () => prisma.message.deleteMany({ where: { id: text.messageId } }),
    },
    "the landing page was erased": {
      given: { subscriberId: null, landing: true },
      lose: (id) => prisma.order.updateMany({ where: { shopId: text.shopId, id }, data: { landingSite: null } }),
    },
    "the shop has shortened its window": {
      lose: () =>
        prisma.shopSettings.updateMany({ where: { shopId: text.shopId }, data: { attributionWindowDays: 1 } }),
    },
    "the buyer was merged into another record": {
      lose: async (id) => {
        const { shopId, subscriberId } = text;
        await prisma.subscriber.updateMany({ where: { shopId, id: subscriberId }, data: { customerId: "7" } });
        const kept = await aSubscriber(ctx.db, { shopId, customerId: "7" });
        await prisma.order.updateMany({ where: { shopId, id }, data: { subscriberId: kept.id } });
      },
    },
  };

  test.each(Object.entries(losses))("keeps what it was owed to when %s", async (_, { given = {}, lose }) => {
    await tap(visit(text, 0));
    const { landing: hasLanding, ...about } = given as { landing?: boolean };
    const { id } = await order(2 * DAY, { ...about, ...(hasLanding && { landingSite: landing() }) });
    await attribute(id);
    const [before] = await attributions();
    await lose(id);
    const refund = { shopId: text.shopId, id: "1", orderId: id, amountMicros: 12_000_000, currency: null };
    await ctx.db.transaction((tx) => recordRefunds(tx, ctx, [{ ...refund, refundedAt: TUESDAY_MORNING }]));
    await attribute(id);
    await attribute(id);
    expect(await attributions()).toEqual([
      { ...before, refundedMicros: 12_000_000n, decidedAt: expect.any(Date), explanation: before?.explanation },
    ]);
    await prisma.order.updateMany({ where: { shopId: text.shopId, id }, data: { cancelledAt: TUESDAY_MORNING } });
    await attribute(id);
    expect(await attributions()).toEqual([]);
  });

  test("does not keep it for a buyer who turns out to be someone else", async () => {
    await tap(visit(text, 0));
    const { id } = await order(MINUTE, { landingSite: "/" });
    await attribute(id);
    const other = await aSubscriber(ctx.db, { shopId: text.shopId });
    await prisma.order.updateMany({ where: { shopId: text.shopId, id }, data: { subscriberId: other.id } });
    await attribute(id);
    expect(await attributions()).toEqual([]);
  });
});

test("revenue is added up by source and by the shop's own day, refunds taken off", async () => {
  await tap(visit(text, 0));
  const [late, early] = [await order(15 * 60 * MINUTE, { refundedMicros: 2_000_000n }), await order(MINUTE)];
  await attribute(late.id, early.id);
  const range = { from: later(-DAY), to: later(2 * DAY) };
  expect(await revenueBySource(ctx.db, text.shopId, range)).toEqual([
    { sourceKind: "campaign", sourceId: text.sourceId, currency: "USD", orders: 2, revenueMicros: 82_000_000 },
  ]);
  expect(await revenueByDay(ctx.db, text.shopId, { ...range, timeZone: "America/New_York" })).toEqual([
    { day: "2026-11-24", currency: "USD", orders: 1, revenueMicros: 42_000_000 },
    { day: "2026-11-25", currency: "USD", orders: 1, revenueMicros: 40_000_000 },
  ]);
});
