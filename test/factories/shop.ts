import type { Prisma, Shop } from "@prisma/client";
import { newId } from "#platform/ids";
import type { Db } from "#platform/sql/db";
import { TUESDAY_MORNING } from "./context.ts";

const LONG_AGO = new Date(TUESDAY_MORNING.getTime() - 30 * 24 * 3_600_000);

/** An installed shop in New York with its settings. Texting hours are the whole day, so that only the law bounds them. */
export async function aShop(
  { prisma }: Pick<Db, "prisma">,
  given: Partial<Prisma.ShopUncheckedCreateInput> = {},
  settings: Partial<Prisma.ShopSettingsUncheckedCreateInput> = {},
): Promise<Shop> {
  const id = given.id ?? newId();
  const shop = await prisma.shop.create({
    data: {
      id,
      domain: `shop-${id.slice(-12)}.myshopify.com`,
      name: "Harbor Candles",
      currency: "USD",
      country: "US",
      timeZone: "America/New_York",
      email: "owner@harbor-candles.test",
      installedAt: LONG_AGO,
      detailsAt: LONG_AGO,
      formKeyAt: given.installedAt ?? LONG_AGO,
      createdAt: LONG_AGO,
      ...given,
    },
  });
  await prisma.shopSettings.create({
    data: { shopId: id, textingStartsMinute: 0, textingEndsMinute: 1440, updatedAt: LONG_AGO, ...settings },
  });
  return shop;
}
