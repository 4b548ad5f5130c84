import type { Context } from "#domain/context";
import { readSettings, storeSettings } from "#domain/shops/settings";
import { checkSettings, type SettingsChanges } from "./check-settings.ts";

/** Saves changes; what is absent stays. Texts that wait meet the new hours and caps. Throws a UserError with every problem. */
export async function changeSettings(
  { db, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
  changes: SettingsChanges,
): Promise<void> {
  const { textingStartsMinute, textingEndsMinute } = await readSettings(db, shopId);
  const checked = checkSettings({ textingStartsMinute, textingEndsMinute }, changes);
  await storeSettings(db, shopId, checked, clock.now());
}
