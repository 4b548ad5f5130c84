import { done, intents } from "#app/actions/intents";
import type { Merchant } from "#app/authenticate";
import { HELLO, sendTest } from "#domain/campaigns/drafts/send-test";
import { dismissSetup } from "#domain/shops/setup";
import { proveTestPhone } from "#domain/test-phones/prove";
import { sendTestCode } from "#domain/test-phones/send-code";
import { turnOnReminders } from "./setup-help.ts";

/** What the setup guide does. The codes for test phones are asked for and checked here for every page. */
export const act = intents<Merchant>({
  "dismiss-setup": async ({ ctx, shopId }) => {
    await dismissSetup(ctx, shopId);
    return done("Setup guide dismissed");
  },
  "turn-on-reminders": async (who) => {
    await turnOnReminders(who);
    return done("Abandoned cart reminders turned on");
  },
  "test-text": async ({ ctx, shopId }, form) => {
    await sendTest(ctx, shopId, { phone: typedText(form, "phone"), wording: HELLO });
    return done("Test text sent");
  },
  "test-code": async ({ ctx, shopId }, form) => {
    const { kind } = await sendTestCode(ctx, shopId, typedText(form, "phone"));
    return done(kind === "sent" ? "Code sent" : "This number is already verified");
  },
  "test-prove": async ({ ctx, shopId }, form) => {
    await proveTestPhone(ctx, shopId, { phone: typedText(form, "phone"), code: typedText(form, "code") });
    return done("Number verified");
  },
});

function typedText(form: FormData, field: string): string {
  return String(form.get(field) ?? "");
}
