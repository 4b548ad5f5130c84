import { intents } from "#app/actions/intents";
import { numberIn } from "#app/actions/posted-fields";
import type { Merchant } from "#app/authenticate";
import { saveSettingsForm } from "#app/settings/settings-form";

/** Saves the attribution window. */
export const act = intents<Merchant>({
  save: (who, form) => saveSettingsForm(who, form, { attributionWindowDays: numberIn(form, "attributionWindowDays") }),
});
