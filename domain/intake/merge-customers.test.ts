import { beforeEach, expect, test } from "vitest";
import { newId } from "#platform/ids";
import { aContext, TUESDAY_MORNING } from "../../test/factories/context.ts";
import { anOrder } from "../../test/factories/order.ts";
import { aShop } from "../../test/factories/shop.ts";
import { aSubscriber } from "../../test/factories/subscriber.ts";
import { applyStoreEvents } from "./apply-store-events.ts";
import type { StoreEvent } from "./store-event.ts";

const ctx = aContext();
const { everyShop: prisma } = ctx.db;
let shopId: string;

beforeEach(async () => {
  ({ id: shopId } = await aShop(ctx.db));
});

const merge = (keptId = "1", goneId = "2"): StoreEvent => ({
  ...{ kind: "customers-merged", shopId, intakeId: newId(), eventAt: TUESDAY_MORNING },
  ...{ keptId, goneId },
});
const apply = (...events: StoreEvent[]) => ctx.db.transaction((tx) => applyStoreEvents(tx, ctx, events));
const customer = (customerId: string, marketing: string) => aSubscriber(ctx.db, { shopId, customerId, marketing });
const marketingOf = async (id: string) =>
  (await prisma.subscriber.findUniqueOrThrow({ where: { shopId_id: { shopId, id } } })).marketing;

test("orders and lists follow the record that is kept, once", async () => {
  const [kept, gone] = [await customer("1", "subscribed"), await customer("2", "subscribed")];
  await anOrder(ctx.db, { shopId, subscriberId: gone.id });
  const list = { shopId, id: newId(), name: "Friends", createdAt: TUESDAY_MORNING, updatedAt: TUESDAY_MORNING };
  await prisma.list.create({ data: list });
  await prisma.listMember.create({
    data: { shopId, listId: list.id, subscriberId: gone.id, addedAt: TUESDAY_MORNING },
  });
  for (let times = 0; times < 2; times += 1) await apply(merge());
  expect(await prisma.order.findMany({ where: { shopId } })).toMatchObject([{ subscriberId: kept.id }]);
  expect(await prisma.listMember.findMany({ where: { shopId } })).toMatchObject([{ subscriberId: kept.id }]);
  expect(await prisma.subscriber.findMany({ where: { shopId } })).toMatchObject([
    { customerId: "1" },
    { customerId: "1" },
  ]);
  expect(await prisma.event.count({ where: { shopId, kind: "customer-merged" } })).toBe(1);
  expect(await prisma.subscriberFacts.findMany({ where: { shopId, orders: { gt: 0 } } })).toMatchObject([
    { subscriberId: kept.id, orders: 1 },
  ]);
});

test("properties follow the record that is kept, where it has none of that name", async () => {
  const [kept, gone] = [await customer("1", "subscribed"), await customer("2", "subscribed")];
  const property = (subscriberId: string, name: string, value: string) => ({
    ...{ shopId, subscriberId, name, value, updatedAt: TUESDAY_MORNING },
  });
  await prisma.subscriberProperty.createMany({
    data: [property(kept.id, "color", "red"), property(gone.id, "color", "blue"), property(gone.id, "size", "L")],
  });
  for (let times = 0; times < 2; times += 1) await apply(merge());
  expect(await prisma.subscriberProperty.findMany({ where: { shopId }, orderBy: { name: "asc" } })).toMatchObject([
    { subscriberId: kept.id, name: "color", value: "red" },
    { subscriberId: kept.id, name: "size", value: "L" },
  ]);
});

test("taps follow the record that is kept, and its facts count them once", async () => {
  const [kept, gone] = [await customer("1", "subscribed"), await customer("2", "subscribed")];
  const tap = (subscriberId: string, counted: boolean) => ({
    ...{ shopId, id: newId(), code: newId(), messageMonth: new Date("2026-11-01"), messageId: newId() },
    ...{ subscriberId, clickedAt: TUESDAY_MORNING, counted },
  });
  await prisma.click.createMany({
    data: [tap(kept.id, true), tap(gone.id, true), tap(gone.id, true), tap(gone.id, false)],
  });
  for (let times = 0; times < 2; times += 1) await apply(merge());
  expect(await prisma.click.count({ where: { shopId, subscriberId: kept.id } })).toBe(4);
  const facts = await prisma.subscriberFacts.findMany({ where: { shopId, clicks: { gt: 0 } } });
  expect(facts).toMatchObject([{ subscriberId: kept.id, clicks: 3, lastClickAt: TUESDAY_MORNING }]);
});

test.each([
  ["subscribed", "unsubscribed", "unsubscribed", "unsubscribed"],
  ["unsubscribed", "subscribed", "unsubscribed", "unsubscribed"],
  ["never", "subscribed", "never", "subscribed"],
  ["subscribed", "never", "subscribed", "never"],
])("of %s and %s the strictest holds, and no number gets a yes that it did not give", async (one, two, kept, gone) => {
  const [first, second] = [await customer("1", one), await customer("2", two)];
  await apply(merge());
  expect([await marketingOf(first.id), await marketingOf(second.id)]).toEqual([kept, gone]);
});

test("a record that had no number is one with the other, and strangers are left alone", async () => {
  const gone = await customer("2", "subscribed");
  const stranger = await customer("3", "unsubscribed");
  await apply(merge());
  expect(await prisma.subscriber.findUnique({ where: { shopId_id: { shopId, id: gone.id } } })).toMatchObject({
    customerId: "1",
    marketing: "subscribed",
  });
  expect(await marketingOf(stranger.id)).toBe("unsubscribed");
});
