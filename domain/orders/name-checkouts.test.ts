import { beforeEach, expect, test } from "vitest";
import { applyStoreEvents } from "#domain/intake/apply-store-events";
import type { StoreEvent } from "#domain/intake/store-event";
import { newId } from "#platform/ids";
import { aContext, TUESDAY_MORNING } from "../../test/factories/context.ts";
import { aShop } from "../../test/factories/shop.ts";
import { checkoutEvent, orderEvent } from "../../test/factories/store-event.ts";

const ctx = aContext();
const later = (minutes: number) => new Date(TUESDAY_MORNING.getTime() + minutes * 60_000);
let shopId: string;

beforeEach(async () => {
  ({ id: shopId } = await aShop(ctx.db));
});

const apply = (...events: StoreEvent[]) => ctx.db.transaction((tx) => applyStoreEvents(tx, ctx, events));
const checkout = (token: string, cartToken: string | null, at = 0) =>
  checkoutEvent({ shopId, token, cartToken, eventAt: later(at) });
const order = (checkoutToken: string | null, cartToken: string | null, at = 5) =>
  orderEvent({ shopId, checkoutToken, cartToken, eventAt: later(at), placedAt: later(at) });
const deleted = (cartToken: string, at = 5): StoreEvent => ({
  kind: "checkout-deleted",
  deletionId: null,
  shopId,
  intakeId: newId(),
  eventAt: later(at),
  cartToken,
});
/** Which checkouts there are, and whether each can still be come back to. */
const carts = async () => {
  const rows = await ctx.db.prisma.checkout.findMany({ where: { shopId }, orderBy: { token: "asc" } });
  return rows.map(({ token, completedAt }) => `${token} ${completedAt ? "over" : "open"}`);
};

const COMPLETED: [name: string, events: () => StoreEvent[], carts: string[]][] = [
  ["an order that names its checkout", () => [checkout("a", "x"), order("a", "x")], ["a over"]],
  ["an order that names only the cart", () => [checkout("a", "x"), order(null, "x")], ["a over"]],
  ["an order of a cart found in the record", () => [checkout("x", "x"), order("a", "x")], ["x over"]],
  ["a deletion, which names only the cart", () => [checkout("a", "x"), deleted("x")], ["a over"]],
  ["a deletion of a cart found in the record", () => [checkout("x", "x"), deleted("x")], ["x over"]],
  [
    "a deletion of a cart with two checkouts",
    () => [checkout("a", "x"), checkout("b", "x"), deleted("x")],
    ["a over", "b over"],
  ],
  ["no order of another cart", () => [checkout("a", "x"), order("b", "y")], ["a open", "b over"]],
  ["no deletion of another cart", () => [checkout("a", "x"), deleted("y")], ["a open", "y over"]],
];

test.each(COMPLETED)("a checkout is completed by %s", async (_name, events, expected) => {
  for (const event of events()) await apply(event);
  expect(await carts()).toEqual(expected);
});

test.each(COMPLETED)("and in one batch by %s", async (_name, events, expected) => {
  await apply(...events());
  // A cart that the same batch names in two ways may be kept under either.
  const isOpen = (all: string[]) => all.map((it) => it.endsWith("open"));
  expect(isOpen(await carts())).toEqual(isOpen(expected));
});

test("late news of a cart that was ordered or deleted do not open it", async () => {
  await apply(deleted("x"));
  await apply(checkout("a", "x", 1));
  await apply(order(null, "y"));
  await apply(checkout("b", "y", 1));
  expect(await carts()).toEqual(["x over", "y over"]);
});

test("a cart found in the record is known again by its own news, in either order and in one batch", async () => {
  await apply(checkout("x", "x"));
  await apply(checkout("a", "x", 1));
  await apply(checkout("b", "y", 1));
  await apply(checkout("y", "y"));
  await apply(checkout("z", "z"), checkout("c", "z", 1));
  expect(await carts()).toEqual(["b open", "c open", "x open"]);
});

test("workers that hear of one cart at the same moment, by two names, make one checkout of it", async () => {
  for (let round = 0; round < 10; round += 1)
    await Promise.all([
      apply(checkout(`cart${round}`, `cart${round}`)),
      apply(checkout(`own${round}`, `cart${round}`, 1)),
    ]);
  expect(await carts()).toHaveLength(10);
});

test("a checkout whose later news name no phone keeps its buyer", async () => {
  const known = checkoutEvent({ shopId, token: "a", person: { ...checkout("a", null).person, phone: "+12125550123" } });
  await apply(known);
  await apply(checkout("a", "x", 1));
  expect(await ctx.db.prisma.checkout.findFirst({ where: { shopId } })).toMatchObject({
    subscriberId: expect.any(String),
    eventAt: later(1),
  });
});
