import { beforeEach, expect, test } from "vitest";
import { parseDocument } from "#domain/flows/definition/document";
import { flowSource } from "#domain/flows/source";
import { applyStoreEvents } from "#domain/intake/apply-store-events";
import { checkVariants } from "#domain/products/check-variants";
import { type InterestKind, noteInterests } from "#domain/products/note-interests";
import { A_CANDLE, aKnownBrowser } from "../../../test/factories/browsing.ts";
import { aContext, TUESDAY_MORNING } from "../../../test/factories/context.ts";
import { aLiveFlow } from "../../../test/factories/flow.ts";
import { manySubscribers } from "../../../test/factories/many-subscribers.ts";
import { aSender } from "../../../test/factories/sender.ts";
import { aShop } from "../../../test/factories/shop.ts";
import { aPerson, orderEvent } from "../../../test/factories/store-event.ts";
import { aSubscriber } from "../../../test/factories/subscriber.ts";
import { emptyDatabase } from "../../../test/setup/per-worker.ts";
import { takeEntries } from "./take.ts";
import { tellChanges } from "./tell-changes.ts";
import { watchTrigger } from "./watch.ts";

const ctx = aContext();
const { db } = ctx;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
let shopId: string;

beforeEach(async () => {
  await emptyDatabase();
  ctx.clock.set(TUESDAY_MORNING);
  ({ id: shopId } = await aShop(db));
  await aSender(db, { shopId });
});

async function aFlow(kind: "back-in-stock" | "price-drop", settings: object = {}): Promise<string> {
  const document = parseDocument({
    purpose: "marketing",
    trigger: { kind, settings },
    steps: [
      { id: "text", type: "send", config: { text: "{{ product.title }} {{ product.price }} {{ link }}" }, arms: {} },
    ],
  });
  const flow = await aLiveFlow(db, { shopId, preset: null, name: kind, document });
  await db.transaction((tx) => watchTrigger(tx, { shopId, flowId: flow.id, document }, ctx.clock.now()));
  return flow.id;
}

const someone = (given: Parameters<typeof aSubscriber>[1] = {}) => aSubscriber(db, { shopId, ...given });
const interested = (kind: InterestKind, subscriberId: string, variantId = "4101") =>
  db.transaction((tx) =>
    noteInterests(
      tx,
      [{ shopId, subscriberId, variantId, productId: "7001", kind, at: ctx.clock.now() }],
      ctx.clock.now(),
    ),
  );

/** The store's variants change to this, and what follows from it is done: a minute later. */
async function becomes(isAvailable: boolean, dollars = 20): Promise<void> {
  ctx.clock.advance(MINUTE);
  const updatedAt = ctx.clock.now();
  await db.prisma.watchedVariant.updateMany({ where: { shopId }, data: { dueAt: updatedAt } });
  const named = { productTitle: "Cedar candle", variantTitle: "Large", handle: "cedar-candle" };
  const store = {
    read: async (_: string, ids: string[]) => ({
      kind: "answer" as const,
      restMs: 0,
      answer: ids.map((variantId) => ({
        ...{ ...named, variantId, isAvailable, priceMicros: dollars * 1_000_000, updatedAt },
      })),
    }),
  };
  await checkVariants({ ...ctx, store, onChanges: tellChanges }, shopId);
  for (const { flowId } of await db.prisma.triggerWatch.findMany({ where: { shopId, dueAt: { lte: updatedAt } } }))
    while (await takeEntries(ctx, shopId, flowId));
}

const entries = () =>
  db.prisma.enrollment.findMany({ where: { shopId }, orderBy: [{ startedAt: "asc" }, { id: "asc" }] });
const whoEntered = async () =>
  (await entries()).map(({ subscriberId }) => subscriberId).sort((a, b) => (a < b ? -1 : 1));
const texts = () => db.prisma.message.findMany({ where: { shopId }, orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
const sorted = (people: { id: string }[]) => people.map(({ id }) => id).sort((a, b) => (a < b ? -1 : 1));

/** What the flow says of its last text just before it is handed over. */
async function atHandOff() {
  const text = (await texts()).at(-1);
  if (!text) throw new Error("No text was planned.");
  const answers = await db.transaction((tx) => flowSource.answersFor(tx, shopId, [text], ctx.clock.now()));
  return answers.get(text.id);
}
/** As a claim does whose hand-off the flow has refused. */
const skip = () =>
  db.prisma.message.updateMany({
    where: { shopId, state: "waiting" },
    data: { state: "skipped", reason: "source-ended" },
  });
const deliver = () =>
  db.prisma.message.updateMany({ where: { shopId, state: "waiting" }, data: { state: "delivered" } });

test("a variant that is back is told to those who asked and to those who looked", async () => {
  const [asker, looker, other] = [await someone(), await someone(), await someone()];
  const [stopped, waitsForAnother] = [await someone({ marketing: "unsubscribed" }), await someone()];
  await aFlow("back-in-stock");
  await interested("restock", asker.id);
  await interested("look", looker.id);
  await interested("price", other.id);
  await interested("restock", stopped.id);
  await interested("restock", waitsForAnother.id, "4102");
  await becomes(false);
  await db.prisma.watchedVariant.updateMany({
    where: { shopId, variantId: "4102" },
    data: { isAvailable: true, restockedAt: ctx.clock.now() },
  });
  await becomes(true);
  expect(await whoEntered()).toEqual(sorted([asker, looker]));
  expect((await entries()).find(({ subscriberId }) => subscriberId === asker.id)).toMatchObject({
    about: "variant 4101",
    event: { properties: { product: "Cedar candle", variant: "Large", price: 20_000_000, asked: true } },
  });
  const { domain } = await db.prisma.shop.findUniqueOrThrow({ where: { id: shopId } });
  expect(await atHandOff()).toMatchObject({
    kind: "wanted",
    wording: {
      variables: { product: { title: "Cedar candle", variant: "Large", price: "$20.00" } },
      linkUrl: expect.stringContaining(`https://${domain}/products/cedar-candle?variant=4101&`),
    },
  });
});

test("stock that comes and goes within minutes causes one text for a request, and a new request another", async () => {
  const { id } = await someone();
  await aFlow("back-in-stock");
  await interested("restock", id);
  for (const isAvailable of [false, true, false, true, false, true]) await becomes(isAvailable);
  expect(await texts()).toHaveLength(1);
  await deliver();
  await becomes(false);
  await becomes(true);
  expect(await texts()).toHaveLength(1);
  await becomes(false);
  await interested("restock", id);
  await becomes(true);
  expect(await texts()).toHaveLength(2);
});

test("a text is recalled at its hand-off when the stock is gone, and the request stays open", async () => {
  const { id } = await someone();
  await aFlow("back-in-stock");
  await interested("restock", id);
  await becomes(false);
  await becomes(true);
  expect(await atHandOff()).toMatchObject({ kind: "wanted" });
  await becomes(false);
  expect(await atHandOff()).toEqual({ kind: "unwanted", because: "source-ended" });
  await skip();
  await becomes(true);
  expect((await texts()).map(({ state }) => state)).toEqual(["skipped", "waiting"]);
  expect(await atHandOff()).toMatchObject({ kind: "wanted" });
});

test("an order ends it, and who has ordered since they looked isn't told", async () => {
  const [asker, looker] = [await someone(), await someone()];
  await aFlow("back-in-stock");
  await interested("restock", asker.id);
  await interested("look", looker.id);
  await becomes(false);
  const order = async (person: { phone: string }) => {
    const placedAt = ctx.clock.now();
    const event = orderEvent({
      shopId,
      orderId: person.phone.slice(-7),
      placedAt,
      eventAt: placedAt,
      person: aPerson({ phone: person.phone }),
    });
    await db.transaction((tx) => applyStoreEvents(tx, ctx, [event]));
  };
  await order(looker);
  await becomes(true);
  expect(await whoEntered()).toEqual([asker.id]);
  await order(asker);
  expect(await texts()).toMatchObject([{ state: "skipped", reason: "ordered" }]);
});

test("views count for as long as the flow says, or not at all", async () => {
  const { id } = await someone();
  await aFlow("back-in-stock", { lookedDays: 0 });
  const week = await aFlow("back-in-stock", { lookedDays: 7 });
  await interested("look", id);
  await becomes(false);
  await becomes(true);
  expect((await entries()).map(({ flowId }) => flowId)).toEqual([week]);
  await skip();
  ctx.clock.advance(7 * DAY);
  await becomes(false);
  await becomes(true);
  expect(await entries()).toHaveLength(1);
});

test("a view of a known browser is noted where a flow asks about it, and nowhere else", async () => {
  const { id: subscriberId } = await someone();
  const tell = await aKnownBrowser(ctx, { shopId, subscriberId });
  await tell("product-viewed");
  expect(await db.prisma.productInterest.count({ where: { shopId } })).toBe(0);
  await aFlow("price-drop");
  expect(await tell("product-viewed")).toMatchObject({
    jobs: expect.arrayContaining([{ name: "variant-checks", payload: { shopId } }]),
  });
  await tell("product-viewed", [{ ...A_CANDLE, variantId: null }]);
  expect(await db.prisma.productInterest.findMany({ where: { shopId } })).toMatchObject([
    { variantId: "4101", kind: "look", subscriberId },
  ]);
});

test("a lower price is told from the percentage and the amount that the flow names", async () => {
  const { id } = await someone();
  await aFlow("price-drop", { leastPercent: 10, leastAmount: 3 });
  await interested("price", id);
  await becomes(true, 20);
  ctx.clock.advance(2 * HOUR);
  await becomes(true, 17.5);
  expect(await entries()).toEqual([]);
  ctx.clock.advance(2 * HOUR);
  await becomes(true, 14);
  expect(await entries()).toMatchObject([
    { event: { properties: { price: 14_000_000, old_price: 20_000_000, drop_percent: 30 } } },
  ]);
  expect(await atHandOff()).toMatchObject({
    wording: { variables: { product: { price: "$14.00", old_price: "$20.00" } } },
  });
});

test("a price that falls twice is told once, and not at all when it has risen before the hand-off", async () => {
  const { id } = await someone();
  await aFlow("price-drop");
  await interested("look", id);
  await becomes(true, 20);
  ctx.clock.advance(2 * HOUR);
  for (const dollars of [15, 20, 15, 12]) await becomes(true, dollars);
  expect(await texts()).toHaveLength(1);
  expect(await atHandOff()).toMatchObject({ kind: "wanted" });
  await becomes(true, 18);
  expect(await atHandOff()).toEqual({ kind: "unwanted", because: "source-ended" });
  await skip();
  await becomes(true, 15);
  expect((await texts()).map(({ state }) => state)).toEqual(["skipped", "waiting"]);
});

test("a restock for more people than a page holds lets each of them in once", async () => {
  const people = await manySubscribers(db, shopId, 2_050);
  const [first = ""] = people;
  await aFlow("back-in-stock", { lookedDays: 30 });
  const at = ctx.clock.now();
  await interested("restock", first);
  await db.prisma.productInterest.createMany({
    data: people.flatMap((subscriberId) =>
      (["restock", "look"] as const).map((kind) => ({ shopId, subscriberId, variantId: "4101", kind, at })),
    ),
    skipDuplicates: true,
  });
  await becomes(false);
  await becomes(true);
  await becomes(false);
  await becomes(true);
  expect(await db.prisma.message.count({ where: { shopId } })).toBe(people.length);
}, 240_000);
