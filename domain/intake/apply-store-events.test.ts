import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { abandonedCart } from "#domain/flows/presets/abandoned-cart";
import { orderConfirmation } from "#domain/flows/presets/order-confirmation";
import { newId } from "#platform/ids";
import { aContext, TUESDAY_MORNING } from "../../test/factories/context.ts";
import { aLiveFlow } from "../../test/factories/flow.ts";
import { aPhone } from "../../test/factories/phone.ts";
import { aSender } from "../../test/factories/sender.ts";
import { aShop } from "../../test/factories/shop.ts";
import { aPerson, checkoutEvent, orderEvent, refundEvent } from "../../test/factories/store-event.ts";
import { applyStoreEvents } from "./apply-store-events.ts";
import type { ConsentInEvent, StoreEvent } from "./store-event.ts";

const ctx = aContext();
const MINUTE = 60_000;
const later = (ms: number) => new Date(TUESDAY_MORNING.getTime() + ms);
let shopId: string;
let phone: string;

beforeEach(async () => {
  ctx.clock.set(TUESDAY_MORNING);
  shopId = await aShopWithFlows();
  phone = aPhone();
});

async function aShopWithFlows(): Promise<string> {
  const { id } = await aShop(ctx.db);
  await aSender(ctx.db, { shopId: id });
  await aLiveFlow(ctx.db, { shopId: id, document: abandonedCart.document });
  await aLiveFlow(ctx.db, { shopId: id, preset: "order-confirmation", document: orderConfirmation.document });
  return id;
}

const apply = (...events: StoreEvent[]) => ctx.db.transaction((tx) => applyStoreEvents(tx, ctx, events));
const agreed = (decidedAt = TUESDAY_MORNING): ConsentInEvent => ({
  phone,
  state: "subscribed",
  source: "checkout",
  optInLevel: null,
  decidedAt,
});
const theSubscriber = () => ctx.db.prisma.subscriber.findFirstOrThrow({ where: { shopId } });
const enrollments = () => ctx.db.prisma.enrollment.findMany({ where: { shopId }, orderBy: { subject: "asc" } });

/** What stands in the database, without the ids and times of its writing. */
async function whatStands(shop: string) {
  const where = { shopId: shop };
  const { prisma } = ctx.db;
  const subscribers = await prisma.subscriber.findMany({ where, orderBy: { phoneHash: "asc" } });
  const nameOf = new Map(subscribers.map((it) => [it.id, it.phone]));
  const name = (id: string | null) => id && nameOf.get(id);
  const checkouts = await prisma.checkout.findMany({ where, orderBy: { token: "asc" } });
  const orders = await prisma.order.findMany({ where, orderBy: { id: "asc" } });
  const walks = await prisma.enrollment.findMany({ where, orderBy: { subject: "asc" } });
  const texts = await prisma.message.findMany({ where });
  const events = await prisma.event.findMany({ where });
  return {
    subscribers: subscribers.map(({ phone: number, marketing, marketingAt, firstName }) => [
      number,
      marketing,
      marketingAt,
      firstName,
    ]),
    checkouts: checkouts.map((it) => ({ ...it, shopId: "", subscriberId: name(it.subscriberId), createdAt: null })),
    orders: orders.map((it) => ({ ...it, shopId: "", subscriberId: name(it.subscriberId) })),
    // Whether someone who ordered at once had entered the cart's flow before they left it is no effect on anyone.
    walks: walks
      .filter((it) => it.exitedBecause !== "ordered")
      .map((it) => [it.subject, it.state, it.resumeAt, it.startedAt]),
    texts: texts.filter((it) => it.state !== "skipped").map((it) => [it.class, name(it.subscriberId), it.occurrence]),
    timeline: events
      .map((it) => `${it.kind} ${name(it.subscriberId)}`)
      .filter((it) => !it.includes("-flow"))
      .sort(),
  };
}

describe("in whatever order, and however often", () => {
  test("a shop's news come to the same end", async () => {
    const [ada, bob] = [aPhone(), aPhone()];
    const consent = (of: string, state: ConsentInEvent["state"], ms: number): ConsentInEvent => ({
      ...agreed(later(ms)),
      phone: of,
      state,
    });
    const story = (shop: string): StoreEvent[] => {
      const [adas, bobs] = [
        aPerson({ phone: ada, customerId: "1" }),
        aPerson({ phone: bob, customerId: "2", firstName: "Bob" }),
      ];
      const base = { shopId: shop };
      return [
        checkoutEvent({ ...base, person: adas, consent: consent(ada, "subscribed", 0) }),
        checkoutEvent({
          ...base,
          person: adas,
          consent: consent(ada, "subscribed", 0),
          eventAt: later(2 * MINUTE),
          totalMicros: 63_000_000,
        }),
        orderEvent({
          ...base,
          person: adas,
          checkoutToken: "tok",
          eventAt: later(3 * MINUTE),
          placedAt: later(3 * MINUTE),
        }),
        orderEvent({
          ...base,
          person: adas,
          checkoutToken: "tok",
          eventAt: later(4 * MINUTE),
          placedAt: later(3 * MINUTE),
          totalMicros: 40,
        }),
        refundEvent({ ...base, eventAt: later(5 * MINUTE) }),
        refundEvent({ ...base, eventAt: later(6 * MINUTE), refundId: "2", amountMicros: 5 }),
        checkoutEvent({
          ...base,
          token: "bobs",
          person: bobs,
          consent: consent(bob, "subscribed", MINUTE),
          eventAt: later(MINUTE),
        }),
        checkoutEvent({ ...base, token: "bobs", person: bobs, eventAt: later(9 * MINUTE) }),
        {
          ...base,
          kind: "customer-consent",
          intakeId: newId(),
          eventAt: later(0),
          customerId: "2",
          consent: consent(bob, "pending", 0),
        },
        {
          ...base,
          kind: "customer",
          intakeId: newId(),
          eventAt: later(0),
          person: { ...bobs, customerId: "2" },
        },
      ];
    };
    ctx.clock.set(later(10 * MINUTE));
    const straight = await aShopWithFlows();
    for (const event of story(straight)) await apply(event);
    const expected = await whatStands(straight);
    expect(expected.orders).toMatchObject([{ totalMicros: 40n, refundedMicros: 40n }]);
    expect(expected.walks).toEqual([
      ["1001", "finished", null, later(3 * MINUTE)],
      ["bobs", "waiting", later(69 * MINUTE), later(MINUTE)],
    ]);
    expect(expected.texts).toEqual([["transactional", ada, "confirm"]]);

    const doubled = fc.shuffledSubarray([...Array(10).keys(), ...Array(10).keys()], { minLength: 20 });
    const batchSizes = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 20, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(doubled, batchSizes, async (order, sizes) => {
        const shop = await aShopWithFlows();
        const events = story(shop);
        const shuffled = order.flatMap((i) => events[i] ?? []);
        for (const size of sizes) await apply(...shuffled.splice(0, size));
        expect(await whatStands(shop)).toEqual(expected);
      }),
      { numRuns: 25 },
    );
  });
});

test("workers that apply news of the same people, carts and orders side by side do not stand in each other's way", async () => {
  const phones = Array.from({ length: 8 }, () => aPhone());
  const eventsOf = (seed: number): StoreEvent[] =>
    Array.from({ length: 60 }, (_, i): StoreEvent => {
      const n = (i * 7 + seed * 13) % 8;
      const person = aPerson({ phone: phones[n] ?? phone, customerId: String(n) });
      const eventAt = later(((i + seed) % 50) * 1_000);
      const consent = { ...agreed(), phone: person.phone ?? phone };
      if (i % 3 === 0)
        return orderEvent({ shopId, person, eventAt, orderId: `o${n}`, checkoutToken: `t${n}`, placedAt: later(0) });
      if (i % 3 === 1) return refundEvent({ shopId, eventAt, orderId: `o${n}`, refundId: `r${n}` });
      return checkoutEvent({ shopId, person, eventAt, token: `t${n}`, consent });
    });
  await Promise.all(
    [1, 2, 3, 4].map(async (worker) => {
      for (let round = 0; round < 6; round += 1) await apply(...eventsOf(worker * 10 + round));
    }),
  );
  const orders = await ctx.db.prisma.order.findMany({ where: { shopId } });
  expect(orders.map((order) => order.refundedMicros)).toEqual(Array(8).fill(10_000_000n));
  expect(await ctx.db.prisma.message.count({ where: { shopId, class: "transactional" } })).toBe(8);
});

describe("who is meant", () => {
  test("a number without a country code is one of the buyer's country", async () => {
    await apply(
      checkoutEvent({ shopId, person: aPerson({ phone: "020 7946 0958", billing: { country: "GB", region: null } }) }),
    );
    expect((await theSubscriber()).phone).toBe("+442079460958");
  });

  test("a box ticked beside a number without a country code is that buyer's yes", async () => {
    const typed = "020 7946 0958";
    const person = aPerson({ phone: typed, billing: { country: "GB", region: null } });
    await apply(checkoutEvent({ shopId, person, consent: { ...agreed(), phone: typed } }));
    const subscribers = await ctx.db.prisma.subscriber.findMany({ where: { shopId } });
    expect(subscribers.map((it) => [it.phone, it.marketing])).toEqual([["+442079460958", "subscribed"]]);
  });

  test("what is no number makes no one, and the checkout is recorded all the same", async () => {
    await apply(checkoutEvent({ shopId, person: aPerson({ phone: "555-555-SHIP" }) }));
    expect(await ctx.db.prisma.subscriber.count({ where: { shopId } })).toBe(0);
    expect(await ctx.db.prisma.checkout.count({ where: { shopId } })).toBe(1);
    expect(await enrollments()).toEqual([]);
  });

  test("an order without a phone is its customer's, whom we know from before", async () => {
    await apply(checkoutEvent({ shopId, person: aPerson({ phone, customerId: "7" }), consent: agreed() }));
    await apply(orderEvent({ shopId, person: aPerson({ customerId: "7" }), placedAt: later(MINUTE) }));
    const { id } = await theSubscriber();
    expect(await ctx.db.prisma.order.findFirst({ where: { shopId } })).toMatchObject({ subscriberId: id });
    expect(await enrollments()).toMatchObject([
      { subject: "1001", state: "finished" },
      { subject: "tok", exitedBecause: "ordered" },
    ]);
  });

  test("a decision belongs to the number it names, not to the number the order was placed with", async () => {
    const other = aPhone();
    await apply(orderEvent({ shopId, person: aPerson({ phone: other }), consent: { ...agreed(), source: "shopify" } }));
    const subscribers = await ctx.db.prisma.subscriber.findMany({ where: { shopId } });
    expect(new Map(subscribers.map((it) => [it.phone, it.marketing]))).toEqual(
      new Map([
        [other, "never"],
        [phone, "subscribed"],
      ]),
    );
  });
});
