import { beforeEach, expect, test } from "vitest";
import { advanceEnrollments } from "#domain/flows/walk/advance";
import { applyStoreEvents } from "#domain/intake/apply-store-events";
import { A_CANDLE, aBrowsingFlow, aKnownBrowser } from "../../test/factories/browsing.ts";
import { aContext, TUESDAY_MORNING } from "../../test/factories/context.ts";
import { aLiveFlow } from "../../test/factories/flow.ts";
import { aSender } from "../../test/factories/sender.ts";
import { aPerson, checkoutEvent, orderEvent } from "../../test/factories/store-event.ts";
import { aSubscriber } from "../../test/factories/subscriber.ts";
import { flowSource } from "./source.ts";

const ctx = aContext();
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const later = (ms: number) => new Date(TUESDAY_MORNING.getTime() + ms);
let shopId: string;
let person: Awaited<ReturnType<typeof aSubscriber>>;
let tell: Awaited<ReturnType<typeof aKnownBrowser>>;

beforeEach(async () => {
  ctx.clock.set(TUESDAY_MORNING);
  person = await aSubscriber(ctx.db);
  ({ shopId } = person);
  await aSender(ctx.db, { shopId });
  await aLiveFlow(ctx.db, {
    shopId,
    preset: "cart",
    document: aBrowsingFlow({ kind: "cart-abandoned" }, "You left {{ cart.items }} for {{ cart.total }}: {{ link }}"),
  });
  tell = await aKnownBrowser(ctx, { shopId, subscriberId: person.id });
});

const enrollments = () => ctx.db.prisma.enrollment.findMany({ where: { shopId }, orderBy: { startedAt: "asc" } });
const texts = () => ctx.db.prisma.message.findMany({ where: { shopId } });
const apply = (...events: Parameters<typeof applyStoreEvents>[2]) =>
  ctx.db.transaction((tx) => applyStoreEvents(tx, ctx, events));
const soap = { ...A_CANDLE, productId: "7002", variantId: "4102", title: "Pine soap", priceMicros: 8_000_000 };

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

test("a filled cart is reminded of an hour after the last product was added, with all that is in it", async () => {
  await tell("added-to-cart");
  ctx.clock.set(later(30 * MINUTE));
  await tell("added-to-cart", [{ ...soap, quantity: 2 }]);
  await advanceTo(HOUR);
  expect(await texts()).toEqual([]);
  await advanceTo(90 * MINUTE);
  expect(await texts()).toMatchObject([{ class: "flow", purpose: "marketing", expiresAt: later(48 * HOUR) }]);
  const { domain } = await ctx.db.prisma.shop.findUniqueOrThrow({ where: { id: shopId } });
  expect(await answerForTheText()).toMatchObject({
    kind: "wanted",
    wording: {
      variables: { cart: { total: "$40.50", item_count: 3, items: "Cedar candle, Pine soap" } },
      linkUrl: expect.stringContaining(`https://${domain}/cart/4101:1,4102:2?storefront=true`),
    },
  });
  expect(await enrollments()).toHaveLength(1);
});

test("looking at products or at an empty cart begins nothing", async () => {
  await tell("product-viewed");
  await tell("cart-viewed", []);
  expect(await enrollments()).toEqual([]);
});

test("a person who agreed to no marketing is left alone, with the reason", async () => {
  const stranger = await aSubscriber(ctx.db, { shopId, marketing: "never", marketingAt: null });
  await (await aKnownBrowser(ctx, { shopId, subscriberId: stranger.id }))("added-to-cart");
  await advanceTo(HOUR);
  expect(await enrollments()).toMatchObject([{ exitedBecause: "no-consent" }]);
  expect(await texts()).toEqual([]);
});

test("the checkout that the browser begins ends it", async () => {
  await tell("added-to-cart");
  ctx.clock.set(later(MINUTE));
  await tell("checkout-started", [], "checkout tok");
  await advanceTo(2 * HOUR);
  expect(await enrollments()).toMatchObject([{ state: "exited", exitedBecause: "cart-ended" }]);
  expect(await texts()).toEqual([]);
});

test("a checkout of the same person that only the store tells of ends it, and so does an order", async () => {
  const of = { shopId, person: aPerson({ phone: person.phone }) };
  await tell("added-to-cart");
  ctx.clock.set(later(MINUTE));
  await apply(checkoutEvent({ ...of, token: "elsewhere", eventAt: later(MINUTE) }));
  expect(await enrollments()).toMatchObject([{ exitedBecause: "cart-ended" }]);
  ctx.clock.set(later(2 * MINUTE));
  await tell("added-to-cart");
  expect(await enrollments()).toHaveLength(2);
  const placedAt = later(3 * MINUTE);
  ctx.clock.set(placedAt);
  await apply(orderEvent({ ...of, orderId: "1", placedAt, eventAt: placedAt }));
  expect((await enrollments())[1]).toMatchObject({ exitedBecause: "ordered" });
});

test("an emptied cart ends it", async () => {
  await tell("added-to-cart");
  await tell("cart-viewed", []);
  expect(await enrollments()).toMatchObject([{ exitedBecause: "cart-ended" }]);
});

test("the next cart is another one: the person enters again", async () => {
  await tell("added-to-cart");
  await advanceTo(HOUR);
  await tell("checkout-started", [], "checkout tok");
  ctx.clock.set(later(3 * HOUR));
  await tell("added-to-cart", [soap]);
  expect(await enrollments()).toMatchObject([{ state: "exited" }, { state: "waiting" }]);
});

test("a text that has not left is recalled when the checkout begins, and asked about once more at its hand-off", async () => {
  await tell("added-to-cart");
  await advanceTo(HOUR);
  await ctx.db.prisma.browsedCart.updateMany({ where: { shopId }, data: { endedAt: later(HOUR) } });
  expect(await answerForTheText()).toEqual({ kind: "unwanted", because: "source-ended" });
  await ctx.db.prisma.browsedCart.updateMany({ where: { shopId }, data: { endedAt: null } });
  await tell("checkout-started", [], "checkout tok");
  expect(await texts()).toMatchObject([{ state: "skipped", reason: "source-ended" }]);
  expect(await ctx.db.prisma.recall.findMany({ where: { shopId } })).toMatchObject([{ kind: "enrollment" }]);
});
