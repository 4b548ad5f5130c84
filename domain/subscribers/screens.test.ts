import { beforeEach, describe, expect, test } from "vitest";
import { listPeople } from "#domain/segments/list-people";
import { newId } from "#platform/ids";
import { aContext } from "../../test/factories/context.ts";
import { aShop } from "../../test/factories/shop.ts";
import { aSubscriber } from "../../test/factories/subscriber.ts";
import { emptyDatabase } from "../../test/setup/per-worker.ts";
import { subscriberGrowth } from "./growth.ts";
import { countByConsent } from "./list.ts";
import { subscriberProfile } from "./profile.ts";

const ctx = aContext();
const { db } = ctx;
beforeEach(emptyDatabase);

const daysAgo = (n: number) => new Date(ctx.clock.now().getTime() - n * 86_400_000);

describe("the list", () => {
  test("is paged newest first, forwards and back again, also among people of one instant", async () => {
    const { id: shopId } = await aShop(db);
    for (let n = 0; n < 7; n++)
      await aSubscriber(db, { shopId, createdAt: daysAgo(n < 4 ? 1 : 2), firstName: `P${n}` });
    await aSubscriber(db);
    const namesOf = (page: Awaited<ReturnType<typeof listPeople>>) => page.subscribers.map((it) => it.firstName);
    const one = await listPeople(ctx, shopId, { size: 3 });
    const two = await listPeople(ctx, shopId, { size: 3, after: one.after });
    const three = await listPeople(ctx, shopId, { size: 3, after: two.after });
    expect([...namesOf(one), ...namesOf(two), ...namesOf(three)]).toHaveLength(7);
    expect(new Set([...namesOf(one), ...namesOf(two), ...namesOf(three)]).size).toBe(7);
    expect([one.before, three.after]).toEqual([null, null]);
    const back = await listPeople(ctx, shopId, { size: 3, before: three.before });
    expect(namesOf(back)).toEqual(namesOf(two));
    const first = await listPeople(ctx, shopId, { size: 3, before: back.before });
    expect([namesOf(first), first.before]).toEqual([namesOf(one), null]);
    expect(first.after).toBe(one.after);
  });

  test("finds people by part of a name, of an address or of a number as it is written", async () => {
    const { id: shopId } = await aShop(db);
    const ada = await aSubscriber(db, { shopId, firstName: "Ada", lastName: "Byron", email: "ada@example.test" });
    await aSubscriber(db, { shopId, firstName: "100%", lastName: "Bob" });
    const found = async (search: string) =>
      (await listPeople(ctx, shopId, { search })).subscribers.map((it) => it.firstName);
    expect(await found("da by")).toEqual(["Ada"]);
    expect(await found("ADA@EXAMPLE")).toEqual(["Ada"]);
    expect(await found("0%")).toEqual(["100%"]);
    const [, area, exchange, line] = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(ada.phone) ?? [];
    expect(await found(`(${area}) ${exchange}-${line}`)).toEqual(["Ada"]);
    expect(await found("nobody")).toEqual([]);
    expect(await found("' OR 1=1 --")).toEqual([]);
  });

  test("finds a whole number at once, as its country writes it, and no one for a number that is no one’s", async () => {
    const { id: shopId } = await aShop(db);
    await aSubscriber(db, { shopId, phone: "+442079460018", firstName: "Alan" });
    await aSubscriber(db, { shopId, phone: "+12125550142", firstName: "Grace", marketing: "unsubscribed" });
    await aSubscriber(db, { phone: "+12125550142" });
    const found = async (search: string, country: string | null, more: object = {}) =>
      (await listPeople(ctx, shopId, { search, ...more }, { country })).subscribers.map((it) => it.firstName);
    expect(await found("020 7946 0018", "GB")).toEqual(["Alan"]);
    expect(await found("+44 20 7946 0018", "US")).toEqual(["Alan"]);
    expect(await found("(212) 555-0142", "US")).toEqual(["Grace"]);
    expect(await found("(212) 555-0142", "US", { consent: "subscribed" })).toEqual([]);
    expect(await found("(212) 555-0143", "US")).toEqual([]);
    expect(await found("5550142", "US")).toEqual(["Grace"]);
  });

  test("is narrowed by consent and by tag, and leaves out the erased", async () => {
    const { id: shopId } = await aShop(db);
    const vip = await aSubscriber(db, { shopId, tags: ["vip", "summer"] });
    const left = await aSubscriber(db, { shopId, marketing: "unsubscribed" });
    await db.prisma.suppression.create({
      data: { shopId, phoneHash: left.phoneHash, reason: "opted-out", at: daysAgo(1) },
    });
    await aSubscriber(db, { shopId, redactedAt: daysAgo(1) });
    const idsOf = async (query: object) => (await listPeople(ctx, shopId, query)).subscribers.map((it) => it.id);
    expect(await idsOf({ tag: "vip" })).toEqual([vip.id]);
    expect(await idsOf({ consent: "unsubscribed" })).toEqual([left.id]);
    expect(await idsOf({ consent: "subscribed", tag: "winter" })).toEqual([]);
    expect((await listPeople(ctx, shopId, { consent: "unsubscribed" })).subscribers[0]).toMatchObject({
      isOptedOut: true,
    });
    expect(await countByConsent(db, shopId)).toEqual({ subscribed: 1, pending: 0, unsubscribed: 1, never: 0 });
    expect(await idsOf({ after: "nonsense" })).toHaveLength(2);
  });
});

describe("the profile", () => {
  test("shows who they are, what they agreed to, what they bought and what stops their texts", async () => {
    const { id: shopId } = await aShop(db);
    const { id, phoneHash } = await aSubscriber(db, { shopId, customerId: "7" });
    const order = { shopId, subscriberId: id, currency: "USD", name: "#1", eventAt: daysAgo(1), placedAt: daysAgo(1) };
    await db.prisma.order.createMany({
      data: [
        { ...order, id: "1", totalMicros: 30_000_000n, refundedMicros: 5_000_000n },
        { ...order, id: "2", totalMicros: 10_000_000n, placedAt: daysAgo(3) },
        { ...order, id: "3", totalMicros: 99_000_000n, cancelledAt: daysAgo(1) },
        { ...order, id: "4", totalMicros: 7_000_000n, currency: "EUR" },
      ],
    });
    await db.prisma.suppression.create({ data: { shopId, phoneHash, reason: "opted-out", at: daysAgo(1) } });
    expect(await subscriberProfile(db, shopId, id)).toMatchObject({
      id,
      customerId: "7",
      marketing: "subscribed",
      places: [{ kind: "area-code", region: "NY", timeZones: ["America/New_York"] }],
      suppression: { reason: "opted-out", at: daysAgo(1) },
      lifetime: [
        { currency: "USD", orders: 2, spentMicros: 35_000_000, lastAt: daysAgo(1) },
        { currency: "EUR", orders: 1, spentMicros: 7_000_000 },
      ],
      consent: [{ source: "checkout", state: "subscribed", textShown: "Text me with news and offers", applied: true }],
      textsSent: 0,
      textsClicked: 0,
    });
  });

  test("of another shop's subscriber, or of none, is nothing", async () => {
    const shop = await aShop(db);
    const { id } = await aSubscriber(db);
    expect(await subscriberProfile(db, shop.id, id)).toBeNull();
    expect(await subscriberProfile(db, shop.id, newId())).toBeNull();
    expect(await subscriberProfile(db, shop.id, "1 OR 1=1")).toBeNull();
  });
});

test("growth counts decisions by the shop's own days", async () => {
  const { id: shopId } = await aShop(db);
  // 23:30 in New York on the 22nd is already the 23rd by UTC.
  await aSubscriber(db, { shopId, marketingAt: new Date("2026-11-23T04:30:00Z") });
  await aSubscriber(db, { shopId, marketingAt: new Date("2026-11-24T15:00:00Z") });
  await aSubscriber(db, { shopId, marketing: "unsubscribed", marketingAt: new Date("2026-11-24T15:00:00Z") });
  const range = { timeZone: "America/New_York", from: new Date("2026-11-22T05:00:00Z"), to: ctx.clock.now() };
  expect(await subscriberGrowth(db, shopId, range)).toEqual([
    { day: "2026-11-22", subscribed: 1, unsubscribed: 0 },
    { day: "2026-11-23", subscribed: 0, unsubscribed: 0 },
    { day: "2026-11-24", subscribed: 1, unsubscribed: 1 },
  ]);
});
