import { beforeEach, describe, expect, test } from "vitest";
import { aContext } from "../../test/factories/context.ts";
import { aSubscriber } from "../../test/factories/subscriber.ts";
import { deleteCheckouts } from "./delete-checkouts.ts";
import { noDetails } from "./order-details.ts";
import { type CheckoutEvent, completionOf, recordCheckouts } from "./record-checkouts.ts";
import { type OrderEvent, recordOrders } from "./record-orders.ts";
import { recordRefunds } from "./record-refunds.ts";

const ctx = aContext();
const minute = (n: number) => new Date(Date.UTC(2026, 10, 24, 15, n));
let shopId: string;
let subscriberId: string;

beforeEach(async () => {
  ({ shopId, id: subscriberId } = await aSubscriber(ctx.db));
});

const checkout = (given: Partial<CheckoutEvent> = {}): CheckoutEvent => ({
  shopId,
  token: "tok",
  cartToken: null,
  eventAt: minute(1),
  subscriberId,
  recoveryUrl: "https://shop.test/recover",
  currency: "USD",
  totalMicros: 42_000_000,
  lines: [{ title: "Candle", quantity: 2, priceMicros: 21_000_000, imageUrl: null }],
  completedAt: null,
  ...given,
});

const order = (given: Partial<OrderEvent> = {}): OrderEvent => ({
  shopId,
  id: "1001",
  eventAt: minute(5),
  name: "#1001",
  subscriberId,
  checkoutToken: "tok",
  currency: "USD",
  totalMicros: 42_000_000,
  currentTotalMicros: null,
  presentment: null,
  landingSite: null,
  statusUrl: null,
  lines: [],
  placedAt: minute(5),
  cancelledAt: null,
  isPaid: true,
  details: noDetails,
  ...given,
});

const checkouts = (news: CheckoutEvent[]) => ctx.db.transaction((tx) => recordCheckouts(tx, ctx, news));
const orders = (news: OrderEvent[]) => ctx.db.transaction((tx) => recordOrders(tx, ctx, news));
const refund = (id: string, amountMicros: number) =>
  ctx.db.transaction((tx) =>
    recordRefunds(tx, ctx, [{ shopId, id, orderId: "1001", amountMicros, currency: null, refundedAt: minute(9) }]),
  );
const theCheckout = () =>
  ctx.db.prisma.checkout.findUniqueOrThrow({ where: { shopId_token: { shopId, token: "tok" } } });
const theOrder = () => ctx.db.prisma.order.findUniqueOrThrow({ where: { shopId_id: { shopId, id: "1001" } } });
const timeline = async () =>
  (await ctx.db.prisma.event.findMany({ where: { shopId } })).map((event) => event.kind).sort();

describe("checkouts", () => {
  test("older news changes nothing", async () => {
    await checkouts([checkout({ eventAt: minute(3), totalMicros: 3 })]);
    await checkouts([checkout({ eventAt: minute(2), totalMicros: 2 })]);
    expect(await theCheckout()).toMatchObject({ totalMicros: 3n, eventAt: minute(3) });
    expect(await timeline()).toEqual(["checkout-started"]);
  });

  test("an order before its checkout leaves a tombstone, and the checkout stays completed", async () => {
    await checkouts([completionOf(shopId, "tok", minute(5))]);
    expect(await theCheckout()).toMatchObject({ eventAt: null, completedAt: minute(5) });
    const [state] = await checkouts([checkout()]);
    expect(state).toMatchObject({ isFirst: true, completedAt: minute(5), subscriberId });
    expect(await timeline()).toEqual(["checkout-started"]);
  });

  test("a completion in old news is not lost", async () => {
    await checkouts([checkout({ eventAt: minute(3) })]);
    await checkouts([checkout({ eventAt: minute(2), completedAt: minute(2), totalMicros: 1 })]);
    expect(await theCheckout()).toMatchObject({ totalMicros: 42_000_000n, completedAt: minute(2) });
  });

  test("one that the store deleted leads nowhere any more", async () => {
    await checkouts([checkout()]);
    await ctx.db.transaction((tx) =>
      deleteCheckouts(tx, [{ shopId, token: "tok", eventAt: minute(4), deletionId: null }]),
    );
    expect(await theCheckout()).toMatchObject({ recoveryUrl: null, completedAt: minute(4), lines: [] });
  });

  test("hundreds are recorded at once, another shop's token of the same name apart", async () => {
    const other = await aSubscriber(ctx.db);
    const many = Array.from({ length: 300 }, (_, i) => checkout({ token: `t${i % 150}`, eventAt: minute(i % 7) }));
    const states = await checkouts([...many, checkout({ shopId: other.shopId, token: "t1", subscriberId: other.id })]);
    expect(states).toHaveLength(151);
  });
});

describe("orders", () => {
  test("told twice and out of order, an order is one order with its newest news", async () => {
    const [first] = await orders([order({ eventAt: minute(7), totalMicros: 7 })]);
    const [second] = await orders([order({ eventAt: minute(6), totalMicros: 6, cancelledAt: minute(6) })]);
    expect([first?.isNew, second?.isNew]).toEqual([true, false]);
    expect(await theOrder()).toMatchObject({ totalMicros: 7n, cancelledAt: minute(6), eventAt: minute(7) });
    expect(await timeline()).toEqual(["order-placed"]);
  });

  test("the news after an erasure does not make the buyer a stranger", async () => {
    await orders([order()]);
    await orders([order({ eventAt: minute(8), subscriberId: null })]);
    expect((await theOrder()).subscriberId).toBe(subscriberId);
  });
});

describe("refunds", () => {
  test("a refund told twice is taken off once", async () => {
    await orders([order()]);
    expect(await refund("r1", 10)).toEqual([{ shopId, id: "1001", subscriberId }]);
    expect(await refund("r1", 10)).toEqual([]);
    await refund("r2", 5);
    expect((await theOrder()).refundedMicros).toBe(15n);
    expect(await timeline()).toEqual(["order-placed", "order-refunded", "order-refunded"]);
  });

  test("a refund before its order waits for it", async () => {
    expect(await refund("r1", 10)).toEqual([]);
    await orders([order()]);
    expect((await theOrder()).refundedMicros).toBe(10n);
    expect(await timeline()).toEqual(["order-placed", "order-refunded"]);
  });

  test("a refund whose payment goes through later counts from then on", async () => {
    await orders([order()]);
    await refund("r1", 0);
    expect((await theOrder()).refundedMicros).toBe(0n);
    await refund("r1", 10);
    expect((await theOrder()).refundedMicros).toBe(10n);
    expect(await timeline()).toEqual(["order-placed", "order-refunded"]);
  });
});

test("what happened years ago stands on the timeline today, with its own date", async () => {
  const placedAt = new Date("2019-05-01T12:00:00Z");
  await orders([order({ placedAt })]);
  const [event] = await ctx.db.prisma.event.findMany({ where: { shopId } });
  expect(event).toMatchObject({ occurredAt: ctx.clock.now(), data: { at: placedAt.toISOString() } });
});
