import { checkUnchanged } from "#app/actions/form-version";
import { done, intents } from "#app/actions/intents";
import { textIn } from "#app/actions/posted-fields";
import type { Merchant } from "#app/authenticate";
import { setCarrierBudgets } from "#domain/carriers/set-budgets";
import { connectSender } from "#domain/senders/connect";
import { releaseSender } from "#domain/senders/release";
import { setSenderRate } from "#domain/senders/set-rate";
import { restartSender } from "#domain/senders/stop";
import { changeSettings } from "#domain/settings/change-settings";
import { readSettings } from "#domain/shops/settings";
import { UserError } from "#domain/user-error";
import { isId } from "#platform/ids";

/** Saves the name in texts; connects, changes and releases numbers. */
export const act = intents<Merchant>({
  name: async ({ ctx, shopId }, form) => {
    checkUnchanged(form, (await readSettings(ctx.db, shopId)).brandName, form.get("brandName"));
    await changeSettings(ctx, shopId, { brandName: textIn(form, "brandName") });
    return done("Name saved");
  },
  connect: async ({ ctx, shopId, providers }, form) => {
    const name = textIn(form, "provider");
    const provider = Object.hasOwn(providers, name) ? providers[name] : undefined;
    if (!provider) throw new UserError("provider-unknown", "This provider is no longer set up.");
    await connectSender(ctx, provider, shopId, textIn(form, "phone"));
    return done("Number connected");
  },
  rate: async ({ ctx, shopId }, form) => {
    await setSenderRate(ctx, shopId, senderIn(form), Number(textIn(form, "partsPerSecond")));
    return done("Rate saved");
  },
  budgets: async ({ ctx, shopId }, form) => {
    await setCarrierBudgets(ctx, shopId, senderIn(form), {
      attClass: textIn(form, "attClass"),
      registration: textIn(form, "registration"),
      tMobileTier: textIn(form, "tMobileTier"),
    });
    return done("Carrier limits saved");
  },
  restart: async ({ ctx, shopId }, form) => {
    await restartSender(ctx.db, shopId, senderIn(form));
    return done("Number reactivated");
  },
  release: async ({ ctx, shopId }, form) => {
    await releaseSender(ctx, shopId, senderIn(form));
    return done("Number released");
  },
});

function senderIn(form: FormData): string {
  const id = textIn(form, "senderId");
  if (!isId(id)) throw new UserError("sender-not-found", "This number isn’t connected.");
  return id;
}
