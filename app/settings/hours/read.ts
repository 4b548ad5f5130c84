import type { Merchant } from "#app/authenticate";
import { readSettingsForm } from "#app/settings/settings-form";

/** Texting hours and the frequency cap. */
export async function readHours(who: Merchant) {
  const { settings, version } = await readSettingsForm(who, [
    "textingStartsMinute",
    "textingEndsMinute",
    "frequencyCapTexts",
    "frequencyCapHours",
    "frequencyCapAction",
  ]);
  const { textingStartsMinute, textingEndsMinute, ...cap } = settings;
  return { hours: { textingStartsMinute, textingEndsMinute }, cap, version };
}

export type HoursData = Awaited<ReturnType<typeof readHours>>;
