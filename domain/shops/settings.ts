import type { Prisma, ShopSettings } from "@prisma/client";
import type { Db, Tx } from "#platform/sql/db";

export type Settings = Omit<ShopSettings, "shopId" | "updatedAt">;

/** A shop's settings; every installed shop has them. */
export async function readSettings({ prisma }: Pick<Db, "prisma">, shopId: string): Promise<Settings> {
  return prisma.shopSettings.findUniqueOrThrow({ where: { shopId }, omit: { shopId: true, updatedAt: true } });
}

/** Writes settings that were checked; what is absent stays. */
export async function storeSettings(
  { prisma }: Pick<Tx, "prisma">,
  shopId: string,
  changes: Prisma.ShopSettingsUpdateManyMutationInput,
  now: Date,
): Promise<void> {
  await prisma.shopSettings.updateMany({ where: { shopId }, data: { ...changes, updatedAt: now } });
}
