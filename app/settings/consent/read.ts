import type { Merchant } from "#app/authenticate";
import { readSettingsForm } from "#app/settings/settings-form";
import { DOUBLE_OPT_IN_RULES } from "#domain/consent/double-opt-in";
import { readSyncStatus } from "#domain/consent/store-sync/sync-status";

/** Double opt-in with the countries that require it, and how the store's record and ours agree. */
export async function readConsent(who: Merchant) {
  const [{ settings, version }, syncStatus] = await Promise.all([
    readSettingsForm(who, ["doubleOptIn", "doubleOptInHours"]),
    readSyncStatus(who.ctx.db, who.shopId),
  ]);
  return { setting: settings, syncStatus, rules: DOUBLE_OPT_IN_RULES, version };
}

export type ConsentData = Awaited<ReturnType<typeof readConsent>>;
