import { done, intents } from "#app/actions/intents";
import { textIn } from "#app/actions/posted-fields";
import type { Merchant } from "#app/authenticate";
import { saveAlertSettings } from "#domain/alerts/alert-settings";
import { sendTestAlert } from "#domain/alerts/send-test";

/** Saves what one staff number is told of, or texts it a test. */
export const act = intents<Merchant>({
  save: async ({ ctx, shopId }, form) => {
    await saveAlertSettings(ctx, {
      ...{ shopId, staffId: textIn(form, "id") },
      questions: textIn(form, "questions") === "true",
      waitingMinutes: numberOrNone(form, "waitingMinutes"),
      troubles: textIn(form, "troubles") === "true",
      quietFrom: numberOrNone(form, "quietFrom"),
      quietTo: numberOrNone(form, "quietTo"),
    });
    return done("Alerts saved");
  },
  test: async ({ ctx, shopId }, form) => {
    await sendTestAlert(ctx, shopId, textIn(form, "id"));
    return done("Test alert sent");
  },
});

/** Returns null for an empty field. "0" is midnight. */
function numberOrNone(form: FormData, field: string): number | null {
  const text = textIn(form, field);
  return text === "" ? null : Number(text);
}
