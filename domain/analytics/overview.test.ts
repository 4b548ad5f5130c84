import { expect, test } from "vitest";
import { newId } from "#platform/ids";
import { aContext } from "../../test/factories/context.ts";
import { aShop } from "../../test/factories/shop.ts";
import { aSubscriber } from "../../test/factories/subscriber.ts";
import { overview } from "./overview.ts";
import { lastDays } from "./range.ts";

const { db, clock } = aContext();
const ZONE = "America/New_York";

test("a range begins at the shop's midnight and is compared with as much of the days before", () => {
  const range = lastDays(7, ZONE, new Date("2026-11-04T03:30:00Z")); // still 3 November, and the clocks went back on the 1st
  expect(range.days).toEqual([
    "2026-10-28",
    "2026-10-29",
    "2026-10-30",
    "2026-10-31",
    "2026-11-01",
    "2026-11-02",
    "2026-11-03",
  ]);
  expect(range.from).toEqual(new Date("2026-10-28T04:00:00Z"));
  expect(range.previousFrom).toEqual(new Date("2026-10-21T04:00:00Z"));
  expect(range.previousTo.getTime() - range.previousFrom.getTime()).toBe(range.to.getTime() - range.from.getTime());
});

test("a new shop has zeros, and no rate where there is nothing to divide by", async () => {
  const { id } = await aShop(db);
  const metrics = await overview(db, id, { days: 7, timeZone: ZONE }, clock.now());
  expect(metrics.map((it) => [it.key, it.value, it.previous])).toEqual([
    ["revenue", 0, 0],
    ["delivered", 0, 0],
    ["clickRate", null, null],
    ["subscribers", 0, 0],
  ]);
  expect(metrics.every((it) => it.daily.length === 7 && it.definition.length > 30)).toBe(true);
});

test("each figure falls on its day in the shop's zone, and what lies outside is left out", async () => {
  const { id: shopId } = await aShop(db);
  await aDelivered(shopId, "2026-11-24T04:59:00Z"); // the 23rd in New York
  await aDelivered(shopId, "2026-11-24T05:01:00Z");
  await aDelivered(shopId, "2026-11-24T06:00:00Z", "test");
  await aDelivered(shopId, "2026-11-16T12:00:00Z");
  await aDelivered(shopId, "2026-11-01T12:00:00Z");
  const clicked = await aDelivered(shopId, "2026-11-23T12:00:00Z");
  await aClick(shopId, clicked, "2026-11-24T12:00:00Z");
  await aClick(shopId, clicked, "2026-11-24T12:00:05Z");
  await anOrder(shopId, "2026-11-23T12:00:00Z", 50_000_000n, 20_000_000n);
  await anOrder(shopId, "2026-11-15T12:00:00Z", 5_000_000n, 0n);
  const at = (time: string) => ({ shopId, marketingAt: new Date(time) });
  await aSubscriber(db, at("2026-10-01T00:00:00Z"));
  await aSubscriber(db, at("2026-11-22T12:00:00Z"));
  await aSubscriber(db, { ...at("2026-11-23T12:00:00Z"), marketing: "unsubscribed" });
  await aSubscriber(db, { ...at("2026-11-01T12:00:00Z"), marketing: "unsubscribed" });

  const metrics = await overview(db, shopId, { days: 7, timeZone: ZONE }, clock.now());
  const [revenue, delivered, clickRate, subscribers] = metrics;
  expect([revenue?.value, revenue?.previous]).toEqual([30_000_000, 5_000_000]);
  expect(revenue?.daily.at(-2)).toEqual({ day: "2026-11-23", value: 30_000_000 });
  expect([delivered?.value, delivered?.previous]).toEqual([3, 1]);
  expect(delivered?.daily.slice(-2).map((it) => it.value)).toEqual([2, 1]);
  expect(clickRate?.value).toBeCloseTo(1 / 3);
  expect(clickRate?.daily.at(-1)?.value).toBe(1);
  expect([subscribers?.value, subscribers?.previous]).toEqual([2, 2]);
  expect(subscribers?.daily.map((it) => it.value)).toEqual([2, 2, 2, 2, 3, 2, 2]);

  const stranger = await overview(db, (await aShop(db)).id, { days: 7, timeZone: ZONE }, clock.now());
  expect(stranger.map((it) => it.value)).toEqual([0, 0, null, 0]);
});

test("a text that is tapped again on another day is one text tapped, and a test text is none", async () => {
  const { id: shopId } = await aShop(db);
  const twice = await aDelivered(shopId, "2026-11-21T12:00:00Z");
  for (const day of ["2026-11-21", "2026-11-22", "2026-11-24"]) await aClick(shopId, twice, `${day}T13:00:00Z`);
  await aClick(shopId, await aDelivered(shopId, "2026-11-22T12:00:00Z", "test"), "2026-11-22T12:01:00Z");
  await aDelivered(shopId, "2026-11-22T12:00:00Z");
  const [, , clickRate] = await overview(db, shopId, { days: 7, timeZone: ZONE }, clock.now());
  expect(clickRate?.value).toBe(1 / 2);
  expect(clickRate?.daily.slice(-4).map((it) => it.value)).toEqual([1, 1, null, null]);
});

async function aDelivered(shopId: string, deliveredAt: string, sourceKind = "flow"): Promise<string> {
  const id = newId();
  const at = new Date(deliveredAt);
  await db.prisma.message.create({
    data: {
      shopId,
      month: new Date("2026-11-01"),
      id,
      class: "flow",
      purpose: "marketing",
      sourceKind,
      // A test text's source is the shop itself.
      sourceId: sourceKind === "test" ? shopId : newId(),
      subscriberId: newId(),
      senderId: newId(),
      state: "delivered",
      dueAt: at,
      expiresAt: at,
      deliveredAt: at,
      createdAt: at,
    },
  });
  return id;
}

async function aClick(shopId: string, messageId: string, clickedAt: string): Promise<void> {
  const data = {
    shopId,
    id: newId(),
    code: "c",
    messageMonth: new Date("2026-11-01"),
    messageId,
    subscriberId: newId(),
  };
  await db.prisma.click.create({ data: { ...data, clickedAt: new Date(clickedAt), counted: true } });
}

async function anOrder(shopId: string, orderedAt: string, totalMicros: bigint, refundedMicros: bigint): Promise<void> {
  const at = new Date(orderedAt);
  await db.prisma.attribution.create({
    data: {
      shopId,
      orderId: newId(),
      messageMonth: new Date("2026-11-01"),
      messageId: newId(),
      sourceKind: "flow",
      sourceId: newId(),
      clickedAt: at,
      orderedAt: at,
      currency: "USD",
      totalMicros,
      refundedMicros,
      windowDays: 5,
      explanation: {},
      decidedAt: at,
    },
  });
}
