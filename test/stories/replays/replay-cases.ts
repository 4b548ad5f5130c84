import { redactShopFurther } from "#domain/privacy/redact-shop";
import { customerCases } from "./customer-cases.ts";
import { orderCases } from "./order-cases.ts";
import { REPLAYED_AT, type ReplayCase } from "./replay-case.ts";
import type { Told } from "./replay-rig.ts";
import { DAY, installedAgain, reinstalled, removed, timesOf } from "./store-events.ts";

/** Of every topic that the app subscribes to, later states of the world that an old body must leave alone. */
export const replayCases: Record<string, ReplayCase[]> = {
  ...customerCases,
  ...orderCases,
  "app/scopes_update": [{ since: "the app was installed again", meanwhile: reinstalled }],
  "app/uninstalled": [
    {
      since: "the app was installed again",
      asksTheStore: true,
      meanwhile: async (told) => {
        await told.storeSays("removed", 5);
        await installedAgain(told, 60);
      },
    },
  ],
  "products/delete": [{ since: "no one waits for the product", meanwhile: async () => {} }],
  "products/update": [
    {
      since: "it was changed again",
      before: watchedProduct,
      meanwhile: (told) => told.deliver("products/update", told.body("products/update", { updated_at: told.at(9) }), 9),
    },
  ],
  "shop/redact": [
    {
      since: "the app was installed again",
      asksTheStore: true,
      before: (told) => removed(told, -2 * DAY),
      meanwhile: async (told) => {
        while (await redactShopFurther(told.ctx, told.shopId));
        await installedAgain(told, 60);
        await told.deliver("customers/create", told.body("customers/create", timesOf(told.at, 70)), 70);
      },
    },
    {
      since: "the app was installed and removed again, an hour ago",
      before: (told) => removed(told, -2 * DAY),
      meanwhile: async (told) => {
        while (await redactShopFurther(told.ctx, told.shopId));
        await installedAgain(told, 60);
        await told.deliver("customers/create", told.body("customers/create", timesOf(told.at, 70)), 70);
        await removed(told, REPLAYED_AT - 60);
      },
    },
  ],
  "shop/update": [
    {
      since: "the shop was renamed",
      meanwhile: (told) =>
        told.deliver("shop/update", told.body("shop/update", { name: "New Toys", updated_at: told.at(9) }), 9),
    },
    {
      since: "the shop was renamed, and it has no time of its own",
      body: (told) => told.body("shop/update", { updated_at: null }),
      meanwhile: (told) =>
        told.deliver("shop/update", told.body("shop/update", { name: "New Toys", updated_at: told.at(9) }), 9),
    },
  ],
};

/** The published product, with a variant that someone waits for. */
async function watchedProduct({ db, shopId, at }: Told): Promise<void> {
  const answeredFor = new Date(at(-5));
  await db.prisma.watchedVariant.create({
    data: { shopId, variantId: "1", productId: "788032119674292900", isAvailable: false, answeredFor },
  });
}
