import type { ShopSettings } from "@prisma/client";
import type { Context } from "#domain/context";
import type { Db } from "#platform/sql/db";
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
  await db.prisma.shopSettings.update({ where: { shopId }, data: { ...checked, updatedAt: clock.now() } });
}
