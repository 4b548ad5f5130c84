import type { Merchant } from "#app/authenticate";
import { readSettingsForm } from "#app/settings/settings-form";

/** How long after a click an order counts. */
export async function readAttribution(who: Merchant) {
  const { settings, version } = await readSettingsForm(who, ["attributionWindowDays"]);
  return { ...settings, version };
}

export type AttributionData = Awaited<ReturnType<typeof readAttribution>>;
