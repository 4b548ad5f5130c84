import { beforeEach, expect, test } from "vitest";
import { applyStoreEvents } from "#domain/intake/apply-store-events";
import { dueJobs } from "#domain/sweep/sweep";
import { newId } from "#platform/ids";
import { aContext, TUESDAY_MORNING } from "../../test/factories/context.ts";
import { aShop } from "../../test/factories/shop.ts";
import { aSubscriber } from "../../test/factories/subscriber.ts";
import { emptyDatabase } from "../../test/setup/per-worker.ts";
import type { VariantChange } from "./apply-answer.ts";
import { checkVariants } from "./check-variants.ts";
import { type InterestKind, noteInterests } from "./note-interests.ts";
import { pruneProducts } from "./prune.ts";
import type { VariantNow } from "./variant-store.ts";

const ctx = aContext();
const { db } = ctx;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
let shopId: string;
let ada: string;
/** What the store says now, and what it was asked. */
let store: { isAvailable: boolean; dollars: number; updatedAt: Date } | "deleted" | "unavailable";
let asked: string[][];
/** A variant whose id makes the store refuse the question, or "all". */
let refused: string | null;
/** What happens while the store is asked. */
let duringRead: (() => Promise<unknown>) | null;

beforeEach(async () => {
  await emptyDatabase();
  ctx.clock.set(TUESDAY_MORNING);
  ({ id: shopId } = await aShop(db));
  ada = (await aSubscriber(db, { shopId })).id;
  asked = [];
  refused = null;
  duringRead = null;
  offers(false);
});

function offers(isAvailable: boolean, dollars = 20): void {
  store = { isAvailable, dollars, updatedAt: ctx.clock.now() };
}

function answer(variantId: string): VariantNow[] {
  if (typeof store === "string") return [];
  const { isAvailable, dollars, updatedAt } = store;
  const named = { productTitle: "Cedar candle", variantTitle: null, handle: "cedar-candle" };
  return [{ variantId, ...named, isAvailable, priceMicros: dollars * 1_000_000, updatedAt }];
}

const note = (kind: InterestKind, given: { subscriberId?: string; variantId?: string } = {}) => {
  const interest = { shopId, subscriberId: ada, variantId: "41", productId: "7", kind, at: ctx.clock.now(), ...given };
  return db.transaction((tx) => noteInterests(tx, [interest], ctx.clock.now()));
};
/** A webhook about the product. */
const changed = (updatedAt: Date | null = ctx.clock.now()) =>
  db.transaction((tx) =>
    applyStoreEvents(tx, ctx, [
      { kind: "product-changed", shopId, intakeId: newId(), eventAt: ctx.clock.now(), productId: "7", updatedAt },
    ]),
  );

/** Runs the job once. Returns what is told. */
async function check(): Promise<string[]> {
  const told: VariantChange[] = [];
  await checkVariants(
    {
      ...ctx,
      store: {
        async read(_domain, ids) {
          asked.push(ids);
          await duringRead?.();
          if (refused === "all" || ids.some((id) => id === refused))
            return { kind: "trouble", trouble: "refused", detail: "Invalid global id." };
          if (store === "unavailable") return { kind: "trouble", trouble: "unavailable", detail: "It is down." };
          return { kind: "answer", answer: ids.flatMap(answer), restMs: 0 };
        },
      },
      onChanges: async (_tx, _ctx, changes) => {
        told.push(...changes);
        return [];
      },
    },
    shopId,
  );
  return told.map(({ kind, priceMicros }) => `${kind} ${priceMicros / 1_000_000}`);
}
const isDue = async () => (await dueJobs(db, ctx.clock.now())).some(({ name }) => name === "variant-checks");

test("a product's webhook has the store asked about variants that are watched, and about no other", async () => {
  expect(await changed()).toEqual([]);
  expect(await note("restock")).toEqual([{ name: "variant-checks", payload: { shopId } }]);
  expect(await isDue()).toBe(true);
  expect(await check()).toEqual([]);
  expect(await isDue()).toBe(false);
  ctx.clock.advance(MINUTE);
  offers(true);
  expect(await changed()).toEqual([{ name: "variant-checks", payload: { shopId } }]);
  expect(await check()).toEqual(["restock 20"]);
  expect(asked).toEqual([["41"], ["41"]]);
  expect(await db.prisma.variantChange.findMany({ where: { shopId } })).toMatchObject([
    { kind: "restock", variantId: "41", at: ctx.clock.now(), priceMicros: 20_000_000n },
  ]);
});

test("deliveries that are doubled, late or out of order tell nothing twice", async () => {
  await note("look");
  await check();
  const before = ctx.clock.now();
  ctx.clock.advance(90 * MINUTE);
  offers(true, 15);
  await changed();
  await changed();
  expect(await check()).toEqual(["restock 15", "price-drop 15"]);
  ctx.clock.advance(MINUTE);
  expect(await changed(before)).toEqual([]);
  await changed(new Date(ctx.clock.now().getTime() - MINUTE));
  expect(await check()).toEqual([]);
});

test("an answer that is older than the webhook is asked for again, and one that is older than the last answer counts for nothing", async () => {
  await note("restock");
  await check();
  ctx.clock.advance(MINUTE);
  await changed();
  expect(await check()).toEqual([]);
  ctx.clock.advance(20_000);
  offers(true);
  expect(await check()).toEqual(["restock 20"]);
  store = { isAvailable: false, dollars: 20, updatedAt: TUESDAY_MORNING };
  await changed(null);
  await check();
  expect(await db.prisma.watchedVariant.findFirst({ where: { shopId } })).toMatchObject({ isAvailable: true });
});

test("a store that doesn't answer is asked again later; one that is not heard of is asked once a day", async () => {
  await note("restock");
  store = "unavailable";
  await check();
  expect(await isDue()).toBe(false);
  ctx.clock.advance(MINUTE);
  expect(await isDue()).toBe(true);
  offers(false);
  await check();
  ctx.clock.advance(DAY - MINUTE);
  expect(await isDue()).toBe(false);
  ctx.clock.advance(MINUTE);
  expect(await isDue()).toBe(true);
});

test("a product that is deleted can't be bought", async () => {
  await note("look");
  offers(true);
  await check();
  store = "deleted";
  expect(await changed(null)).toHaveLength(1);
  expect(await check()).toEqual([]);
  expect(await db.prisma.watchedVariant.findFirst({ where: { shopId } })).toMatchObject({
    isAvailable: false,
    productTitle: "Cedar candle",
  });
});

test("asking for a variant that can be bought tells no one, however often; who asked is told when it is next back", async () => {
  const bea = await aSubscriber(db, { shopId });
  await note("look");
  offers(true);
  expect(await check()).toEqual([]);
  for (const variantId of ["41", "41", "42"]) {
    ctx.clock.advance(MINUTE);
    await note("restock", { subscriberId: bea.id, variantId });
    expect(await check()).toEqual([]);
  }
  for (const isAvailable of [false, true]) {
    ctx.clock.advance(MINUTE);
    offers(isAvailable);
    await changed();
    expect(await check()).toEqual(isAvailable ? ["restock 20", "restock 20"] : []);
  }
});

test("a variant that the store refuses is put off alone: the others of its batch are answered from the second attempt on", async () => {
  const ids = Array.from({ length: 50 }, (_, i) => String(100 + i));
  for (const variantId of ids) await note("restock", { variantId });
  refused = "117";
  await check();
  expect(asked).toHaveLength(1);
  ctx.clock.advance(MINUTE);
  await check();
  expect(asked.length).toBeLessThan(20);
  const waits = { shopId, isAvailable: null };
  expect(await db.prisma.watchedVariant.findMany({ where: waits })).toMatchObject([{ variantId: "117", attempts: 2 }]);
  expect(await isDue()).toBe(false);
  // Nor does it hold up those that come due with it.
  ctx.clock.advance(DAY);
  asked = [];
  offers(true);
  expect(await check()).toHaveLength(49);
  expect(asked.length).toBeLessThan(20);
});

test("a store that refuses everything is not asked about each variant", async () => {
  for (let i = 0; i < 50; i++) await note("restock", { variantId: String(100 + i) });
  refused = "all";
  await check();
  ctx.clock.advance(MINUTE);
  await check();
  expect(asked.length).toBeLessThanOrEqual(22);
  expect(await isDue()).toBe(false);
});

test("a webhook that comes while a store doesn't answer has it asked at once", async () => {
  await note("restock");
  store = "unavailable";
  duringRead = () => changed();
  await check();
  expect(await isDue()).toBe(true);
});

test("the store of a shop that has uninstalled the app is not asked", async () => {
  await note("restock");
  await db.prisma.shop.update({ where: { id: shopId }, data: { uninstalledAt: ctx.clock.now() } });
  expect(await isDue()).toBe(false);
  await check();
  expect(asked).toEqual([]);
});

test("one person watches at most 200 variants, and an erased person none", async () => {
  const known = { shopId, subscriberId: ada, kind: "look", at: ctx.clock.now() };
  const variants = Array.from({ length: 199 }, (_, i) => ({ ...known, variantId: String(100 + i) }));
  await db.prisma.productInterest.createMany({ data: variants });
  for (const variantId of ["41", "42"]) await note("look", { variantId });
  expect(await db.prisma.productInterest.count({ where: { shopId } })).toBe(200);
  const gone = await aSubscriber(db, { shopId, redactedAt: ctx.clock.now() });
  await note("look", { subscriberId: gone.id });
  expect(await db.prisma.productInterest.count({ where: { shopId } })).toBe(200);
});

test("views are forgotten after 30 days, requests after 180, and variants when no one waits for them", async () => {
  await note("look");
  await note("restock", { variantId: "42" });
  await check();
  ctx.clock.advance(31 * DAY);
  await pruneProducts(db, ctx.clock.now());
  expect(await db.prisma.productInterest.findMany({ where: { shopId } })).toMatchObject([{ variantId: "42" }]);
  expect(await db.prisma.watchedVariant.findMany({ where: { shopId } })).toMatchObject([{ variantId: "42" }]);
  ctx.clock.advance(150 * DAY);
  await pruneProducts(db, ctx.clock.now());
  expect(await db.prisma.watchedVariant.count({ where: { shopId } })).toBe(0);
});

test("a variant that someone views just as it is forgotten stays", async () => {
  const bea = await aSubscriber(db, { shopId });
  await note("look");
  await check();
  ctx.clock.advance(31 * DAY);
  const now = ctx.clock.now();
  const look = { shopId, subscriberId: bea.id, variantId: "41", productId: "7", kind: "look" as const, at: now };
  await db.transaction(async (tx) => {
    await noteInterests(tx, [look], now);
    await pruneProducts(db, now);
  });
  expect(await db.prisma.productInterest.count({ where: { shopId } })).toBe(1);
  expect(await db.prisma.watchedVariant.count({ where: { shopId } })).toBe(1);
});
