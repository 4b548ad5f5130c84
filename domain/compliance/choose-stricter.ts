import type { Context } from "#domain/context";
import { storeSettings } from "#domain/shops/settings";
import type { Db } from "#platform/sql/db";
import { storableValue } from "#platform/sql/storable";
import { checkStricter } from "./check-stricter.ts";
import type { Stricter } from "./stricter.ts";

/** What a shop chose beyond the law; nothing by default. */
export async function readStricter({ prisma }: Pick<Db, "prisma">, shopId: string): Promise<Stricter> {
  const row = await prisma.shopSettings.findUnique({ where: { shopId }, select: { stricterRules: true } });
  return (row?.stricterRules ?? {}) as Stricter; // only chooseStricter writes it
}

/** Replaces a shop's choices. Texts that wait meet them when they are due. Refuses, by the rule, what is laxer than it. */
export async function chooseStricter(
  { db, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
  given: unknown,
): Promise<void> {
  await storeSettings(db, shopId, { stricterRules: storableValue(checkStricter(given)) }, clock.now());
}
