import { intents } from "#app/actions/intents";
import { numberIn, textIn } from "#app/actions/posted-fields";
import type { Merchant } from "#app/authenticate";
import { saveSettingsForm } from "#app/settings/settings-form";

/** Saves where sign-ups are confirmed by text, and how long the answer is waited for. */
export const act = intents<Merchant>({
  save: (who, form) =>
    saveSettingsForm(who, form, {
      doubleOptIn: textIn(form, "doubleOptIn"),
      doubleOptInHours: numberIn(form, "doubleOptInHours"),
    }),
});
