import { intents } from "#app/actions/intents";
import { numberIn } from "#app/actions/posted-fields";
import type { Merchant } from "#app/authenticate";
import { saveSettingsForm } from "#app/settings/settings-form";

/** Saves texting hours and the frequency cap together. */
export const act = intents<Merchant>({
  save: (who, form) =>
    saveSettingsForm(who, form, {
      textingStartsMinute: numberIn(form, "textingStartsMinute"),
      textingEndsMinute: numberIn(form, "textingEndsMinute"),
      frequencyCapTexts: numberIn(form, "frequencyCapTexts"),
      frequencyCapHours: numberIn(form, "frequencyCapHours"),
      frequencyCapAction: String(form.get("frequencyCapAction")),
    }),
});
