import { expect, test } from "vitest";
import { applyStoreEvents } from "#domain/intake/apply-store-events";
import type { StoreEvent } from "#domain/intake/store-event";
import { newId } from "#platform/ids";
import { aContext, TUESDAY_MORNING } from "../../test/factories/context.ts";
import { aShop } from "../../test/factories/shop.ts";

const ctx = aContext();
const at = (minute: number) => new Date(TUESDAY_MORNING.getTime() + minute * 60_000);
const apply = (...events: StoreEvent[]) => ctx.db.transaction((tx) => applyStoreEvents(tx, ctx, events));
const untold = { name: null, currency: null, country: null, timeZone: null, email: null, plan: null };
const change = (shopId: string, minute: number, told: Partial<typeof untold | Record<keyof typeof untold, string>>) =>
  ({ kind: "shop-changed", shopId, intakeId: newId(), eventAt: at(minute), ...untold, ...told }) as StoreEvent;

test("a shop's name, zone, currency and plan change with the store's; older news and nonsense change nothing", async () => {
  const { id } = await aShop(ctx.db, { timeZone: "America/New_York", currency: "USD", detailsAt: at(0) });
  await apply(change(id, 2, { name: "Harbor & Sons", timeZone: "Europe/Paris", currency: "EUR", plan: "Grow" }));
  await apply(change(id, 1, { name: "Harbor", timeZone: "Asia/Tokyo" }));
  await apply(change(id, 3, { timeZone: "Mars/Olympus", currency: "euro" }));
  expect(await ctx.db.prisma.shop.findUniqueOrThrow({ where: { id } })).toMatchObject({
    ...{ name: "Harbor & Sons", timeZone: "Europe/Paris", currency: "EUR", plan: "Grow" },
  });
});

test("a change that does not say when makes us ask the store, and changes nothing by itself", async () => {
  const { id } = await aShop(ctx.db, { name: "Harbor", detailsAt: at(0) });
  const told: StoreEvent = { kind: "shop-changed-undated", shopId: id, intakeId: newId(), eventAt: at(1) };
  expect(await ctx.db.transaction((tx) => applyStoreEvents(tx, ctx, [told]))).toEqual([
    { name: "shop-details", payload: { shopId: id } },
  ]);
  expect(await ctx.db.prisma.shop.findUniqueOrThrow({ where: { id } })).toMatchObject({
    name: "Harbor",
    detailsAt: null,
  });
});
