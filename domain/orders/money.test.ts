import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { revenueByDay, revenueBySource } from "#domain/attribution/revenue";
import { campaignResults } from "#domain/campaigns/report/results";
import { applyClicks } from "#domain/intake/apply-clicks";
import { applyStoreEvents } from "#domain/intake/apply-store-events";
import type { StoreEvent } from "#domain/intake/store-event";
import { subscriberProfile } from "#domain/subscribers/profile";
import { newId } from "#platform/ids";
import { translateWebhook } from "#shopify/events";
import { aContext, TUESDAY_MORNING } from "../../test/factories/context.ts";
import { aTextWithLink, type LinkedText } from "../../test/factories/text-with-link.ts";

const ctx = aContext();
const { prisma } = ctx.db;
const SHOP = "candles.myshopify.com";
const IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile/15E148";
const at = (minute: number) => new Date(TUESDAY_MORNING.getTime() + minute * 60_000);

/** A text of a campaign that was tapped, and its buyer. */
async function aTappedText(): Promise<LinkedText & { phone: string }> {
  const text = await aTextWithLink(ctx.db);
  const owner = await prisma.subscriber.findFirstOrThrow({ where: { shopId: text.shopId } });
  const body = Buffer.from(JSON.stringify({ code: text.code, userAgent: IPHONE, purpose: null }));
  const row = { source: "links", topic: "click", shopDomain: null, url: null, attempts: 0, receivedAt: at(0) };
  const tap = { ...row, id: newId(), shopId: text.shopId, triggeredAt: at(0), body };
  await ctx.db.transaction((tx) => applyClicks(tx, ctx, [tap]));
  return { ...text, phone: owner.phone ?? "" };
}

interface Webhook {
  topic: string;
  body: object;
}

function eventsOf(shopId: string, { topic, body }: Webhook): StoreEvent[] {
  const [triggeredAt, receivedAt] = [at(90), at(90)];
  const webhook = { topic, shopId, shopDomain: SHOP, intakeId: newId(), triggeredAt, receivedAt };
  const translation = translateWebhook({ ...webhook, body: Buffer.from(JSON.stringify(body)) });
  if (translation.kind !== "events") throw new Error(JSON.stringify(translation));
  return translation.events;
}

const apply = (events: StoreEvent[]) => ctx.db.transaction((tx) => applyStoreEvents(tx, ctx, events));

function anOrder(of: { phone: string }, given: object = {}) {
  return {
    id: 5_000_000_001,
    name: "#1001",
    phone: of.phone,
    currency: "USD",
    total_price: "100.00",
    line_items: [{ title: "Cedar candle", quantity: 1, price: "100.00" }],
    created_at: at(1).toISOString(),
    processed_at: at(1).toISOString(),
    updated_at: at(1).toISOString(),
    cancelled_at: null,
    refunds: [],
    ...given,
  };
}

const inYen = {
  presentment_currency: "JPY",
  total_price_set: {
    shop_money: { amount: "100.00", currency_code: "USD" },
    presentment_money: { amount: "15000", currency_code: "JPY" },
  },
};

function aRefund(id: number, amount: string | null, currency: string | null = "USD") {
  const transaction = { id, kind: "refund", status: "success", amount, currency };
  return {
    id,
    order_id: 5_000_000_001,
    created_at: at(2).toISOString(),
    processed_at: at(2).toISOString(),
    transactions: amount === null ? [] : [transaction],
  };
}

/** What the order brought, wherever that is shown: null in a place where it does not count as an order. */
async function sumsOf(text: LinkedText) {
  const { shopId, subscriberId, sourceId } = text;
  const range = { from: at(-60), to: at(600) };
  const [bySource] = await revenueBySource(ctx.db, shopId, range);
  const [byDay] = await revenueByDay(ctx.db, shopId, { ...range, timeZone: "America/New_York" });
  const ofCampaign = (await campaignResults(ctx.db, shopId, [sourceId])).get(sourceId);
  const [lifetime] = (await subscriberProfile(ctx.db, shopId, subscriberId))?.lifetime ?? [];
  const facts = await prisma.subscriberFacts.findFirst({ where: { shopId, subscriberId } });
  return {
    source: bySource ? Number(bySource.revenueMicros) : null,
    day: byDay ? Number(byDay.revenueMicros) : null,
    campaign: ofCampaign && ofCampaign.orders > 0 ? Number(ofCampaign.revenueMicros) : null,
    profile: lifetime ? lifetime.spentMicros : null,
    segment: facts && facts.orders > 0 ? Number(facts.spentMicros) : null,
  };
}

const everywhere = (micros: number | null) => ({
  ...{ source: micros, day: micros, campaign: micros },
  ...{ profile: micros, segment: micros },
});

const dollars = (amount: number) => amount * 1_000_000;

describe("in the shop's currency, everywhere alike", () => {
  test.each<[name: string, webhooks: (of: { phone: string }) => Webhook[], micros: number | null]>([
    [
      "an order whose refund is told in yen",
      (of) => [
        { topic: "orders/create", body: anOrder(of, inYen) },
        { topic: "refunds/create", body: aRefund(1, "1500", "JPY") },
      ],
      dollars(90),
    ],
    [
      "one whose refund in yen is told first",
      (of) => [
        { topic: "refunds/create", body: aRefund(1, "1500", "JPY") },
        { topic: "orders/create", body: anOrder(of, inYen) },
      ],
      dollars(90),
    ],
    [
      "one that brings its refund in yen along",
      (of) => [{ topic: "orders/updated", body: anOrder(of, { ...inYen, refunds: [aRefund(1, "1500", "JPY")] }) }],
      dollars(90),
    ],
    [
      "one that is paid back in three parts of a rate that does not divide",
      (of) => [
        {
          topic: "orders/updated",
          body: anOrder(of, { ...inYen, refunds: [1, 2, 3].map((id) => aRefund(id, "5000", "JPY")) }),
        },
      ],
      0,
    ],
    [
      "one whose refund names no currency",
      (of) => [{ topic: "orders/updated", body: anOrder(of, { refunds: [aRefund(1, "10.00", null)] }) }],
      dollars(90),
    ],
    [
      "one that was edited before it was paid",
      (of) => [
        { topic: "orders/create", body: anOrder(of, { current_total_price: "100.00" }) },
        {
          topic: "orders/updated",
          body: anOrder(of, {
            updated_at: at(3).toISOString(),
            current_total_price: "40.00",
            refunds: [aRefund(2, null)],
          }),
        },
      ],
      dollars(40),
    ],
    [
      "one of which a line was paid back and removed, once",
      (of) => [
        {
          topic: "orders/updated",
          body: anOrder(of, { current_total_price: "40.00", refunds: [aRefund(2, "60.00")] }),
        },
      ],
      dollars(40),
    ],
    [
      "one of which less was paid back than the store takes off",
      (of) => [
        {
          topic: "orders/updated",
          body: anOrder(of, { current_total_price: "40.00", refunds: [aRefund(2, "30.00")] }),
        },
      ],
      dollars(40),
    ],
    [
      "one of which more was paid back than it brought",
      (of) => [{ topic: "orders/updated", body: anOrder(of, { refunds: [aRefund(1, "120.00")] }) }],
      0,
    ],
    [
      "a cancelled one, which is no order any more",
      (of) => [
        { topic: "orders/create", body: anOrder(of) },
        {
          topic: "orders/cancelled",
          body: anOrder(of, { updated_at: at(3).toISOString(), cancelled_at: at(3).toISOString() }),
        },
      ],
      null,
    ],
  ])("%s", async (_name, webhooks, micros) => {
    const text = await aTappedText();
    for (const webhook of webhooks(text)) await apply(eventsOf(text.shopId, webhook));
    expect(await sumsOf(text)).toEqual(everywhere(micros));
  });

  test("orders with random edits, refunds and cancellations, told in whatever order and however often", async () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant("refund" as const), cents: fc.integer({ min: 1, max: 9_000 }) }),
      fc.record({ kind: fc.constant("edit" as const), cents: fc.integer({ min: 1, max: 9_000 }) }),
      fc.record({ kind: fc.constant("cancel" as const), cents: fc.constant(0) }),
    );
    const story = fc.record({
      totalCents: fc.integer({ min: 100, max: 20_000 }),
      /** Hundredths of the buyer's currency for a cent of the shop's. */
      rate: fc.constantFrom(1, 2, 3, 150),
      steps: fc.array(step, { maxLength: 5 }),
    });
    await fc.assert(
      fc.asyncProperty(story, fc.infiniteStream(fc.nat()), async ({ totalCents, rate, steps }, draws) => {
        const text = await aTappedText();
        const { webhooks, micros } = toldOf(text, totalCents, rate, steps);
        const shuffled = [...webhooks, ...webhooks]
          .map((it) => ({ it, rank: draws.next().value }))
          .sort((a, b) => a.rank - b.rank);
        while (shuffled.length > 0)
          await apply(shuffled.splice(0, 1 + (draws.next().value % 3)).flatMap(({ it }) => eventsOf(text.shopId, it)));
        expect(await sumsOf(text)).toEqual(everywhere(micros));
      }),
      { numRuns: 30 },
    );
  });
});

interface Step {
  kind: "refund" | "edit" | "cancel";
  cents: number;
}

/** The store's own account of an order: what it tells after each step, and what the order has brought in the end. */
function toldOf(of: { phone: string }, totalCents: number, rate: number, steps: Step[]) {
  const decimal = (cents: number) => (cents / 100).toFixed(2);
  const [currency, ours] = [rate === 1 ? "USD" : "EUR", "USD"];
  const refunds: ReturnType<typeof aRefund>[] = [];
  let [refunded, removed, cancelledAt] = [0, 0, null as string | null];
  const order = (minute: number) =>
    anOrder(of, {
      total_price: decimal(totalCents),
      current_total_price: decimal(Math.max(0, totalCents - removed - refunded)),
      presentment_currency: currency,
      total_price_set: {
        shop_money: { amount: decimal(totalCents), currency_code: ours },
        presentment_money: { amount: decimal(totalCents * rate), currency_code: currency },
      },
      updated_at: at(minute).toISOString(),
      cancelled_at: cancelledAt,
      refunds: [...refunds],
    });
  const webhooks: Webhook[] = [{ topic: "orders/create", body: order(1) }];
  for (const [index, { kind, cents }] of steps.entries()) {
    if (kind === "refund") {
      const refund = aRefund(index + 1, decimal(cents * rate), currency);
      refunds.push(refund);
      refunded += cents;
      webhooks.push({ topic: "refunds/create", body: refund });
    }
    if (kind === "edit") removed += cents;
    if (kind === "cancel") cancelledAt ??= at(index + 2).toISOString();
    webhooks.push({ topic: kind === "cancel" ? "orders/cancelled" : "orders/updated", body: order(index + 2) });
  }
  const broughtCents = Math.max(0, totalCents - removed - refunded);
  return { webhooks, micros: cancelledAt ? null : broughtCents * 10_000 };
}
