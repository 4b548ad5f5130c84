import { beforeEach, expect, test } from "vitest";
import { applyStoreEvents } from "#domain/intake/apply-store-events";
import { newId } from "#platform/ids";
import { aContext, TUESDAY_MORNING } from "../../../test/factories/context.ts";
import { aShop } from "../../../test/factories/shop.ts";
import { scanEvent } from "../../../test/factories/store-event.ts";
import { type AnsweredPickup, askOrdersOfPickups, type PickupAnswer } from "./ask-orders.ts";

const ctx = aContext();
const HOUR = 3_600_000;
let shopId: string;
beforeEach(async () => {
  ctx.clock.set(TUESDAY_MORNING);
  ({ id: shopId } = await aShop(ctx.db));
});

const pickups = () => ctx.db.prisma.pickup.findMany({ where: { shopId } });
const prepared = (fulfillmentOrderId: string, eventAt = TUESDAY_MORNING) =>
  ctx.db.transaction((tx) =>
    applyStoreEvents(tx, ctx, [{ kind: "pickup-prepared", shopId, intakeId: newId(), eventAt, fulfillmentOrderId }]),
  );

async function ask(answer: PickupAnswer) {
  const asked: string[][] = [];
  const taken: AnsweredPickup[] = [];
  const more = await askOrdersOfPickups(
    ctx,
    shopId,
    async (ids) => {
      asked.push(ids);
      return answer;
    },
    async (_tx, answered) => void taken.push(...answered),
  );
  return { asked, taken, more };
}

const orders = (...pairs: [string, string][]): PickupAnswer => ({ kind: "orders", orderOf: new Map(pairs) });

test("the store is asked once for the order of each pickup, however often it is told", async () => {
  expect(await prepared("11")).toEqual([{ name: "pickups", payload: { shopId } }]);
  await prepared("11", new Date(TUESDAY_MORNING.getTime() - 1_000));
  await prepared("12");
  expect(await ask(orders(["11", "1001"], ["12", "1002"]))).toEqual({
    asked: [["11", "12"]],
    taken: [
      { id: "11", orderId: "1001", preparedAt: new Date(TUESDAY_MORNING.getTime() - 1_000) },
      { id: "12", orderId: "1002", preparedAt: TUESDAY_MORNING },
    ],
    more: false,
  });
  expect(await pickups()).toEqual([]);
});

test("a pickup whose order is known is not asked for again", async () => {
  const known = scanEvent({ shopId, fulfillmentId: "pickup-11", milestone: "ready-for-pickup" });
  await ctx.db.transaction((tx) => applyStoreEvents(tx, ctx, [known]));
  await prepared("11");
  expect(await pickups()).toEqual([]);
});

test("a store that does not answer is asked again after a minute, and no more after a day", async () => {
  await prepared("11");
  expect((await ask({ kind: "not-now" })).taken).toEqual([]);
  expect((await ask(orders(["11", "1001"]))).asked).toEqual([]);
  ctx.clock.advance(60_000);
  expect((await ask({ kind: "not-now" })).asked).toEqual([["11"]]);
  expect(await pickups()).toHaveLength(1);
  ctx.clock.advance(24 * HOUR);
  await ask({ kind: "not-now" });
  expect(await pickups()).toEqual([]);
});

test("a fulfillment order that the store does not know any more is forgotten", async () => {
  await prepared("11");
  expect((await ask(orders())).taken).toEqual([]);
  expect(await pickups()).toEqual([]);
});
