import { intents } from "#app/actions/intents";
import { textIn } from "#app/actions/posted-fields";
import type { Merchant } from "#app/authenticate";
import { saveSettingsForm } from "#app/settings/settings-form";

/** Saves opt-out words and help text. */
export const act = intents<Merchant>({
  save: (who, form) =>
    saveSettingsForm(who, form, {
      optOutWords: textIn(form, "optOutWords").split(/[,\n]/),
      helpText: textIn(form, "helpText"),
    }),
});
