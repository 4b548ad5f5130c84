import type { Prisma, ShopSettings } from "@prisma/client";
import type { Context } from "#domain/context";
import type { Db, Tx } from "#platform/sql/db";
import { checkSettings, type SettingsChanges } from "./check-settings.ts";

export type Settings = Omit<ShopSettings, "shopId" | "updatedAt">;

/** A shop's settings; every installed shop has them. */
export async function readSettings({ prisma }: Pick<Db, "prisma">, shopId: string): Promise<Settings> {
  return prisma.shopSettings.findUniqueOrThrow({ where: { shopId }, omit: { shopId: true, updatedAt: true } });
}

/** Saves changes; what is absent stays. Texts that wait meet the new hours and caps. Refuses by the field. */
export async function changeSettings(
  { db, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
  changes: SettingsChanges,
): Promise<void> {
  const { textingStartsMinute, textingEndsMinute } = await readSettings(db, shopId);
  const checked = checkSettings({ textingStartsMinute, textingEndsMinute }, changes);
  await storeSettings(db, shopId, checked, clock.now());
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
