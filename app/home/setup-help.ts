import type { Merchant } from "#app/authenticate";
import { later } from "#app/later";
import { type NumbersOnOffer, numbersOnOffer } from "#app/settings/sender/numbers-on-offer";
import { knownTestPhone } from "#app/test-phone/read";
import { turnOnFlow } from "#domain/flows/publishing/turn-on";
import { findFlowOfPreset } from "#domain/flows/report/find";
import { UserError } from "#domain/user-error";
import type { KnownPhone } from "../test-phone/test-phone-form.tsx";

/** What the steps of the setup guide need in order to do what they say. */
export interface SetupHelp {
  onOffer: Promise<NumbersOnOffer>;
  testPhone: KnownPhone;
  /** Null when the shop has no such flow. */
  remindersFlowId: string | null;
}

export async function setupHelp(who: Merchant): Promise<SetupHelp> {
  const [testPhone, flow] = await Promise.all([knownTestPhone(who), remindersFlow(who)]);
  return {
    onOffer: later(numbersOnOffer(who)),
    testPhone,
    remindersFlowId: flow?.id ?? null,
  };
}

/** Sets the abandoned-cart flow live as it stands. Refuses when its draft has a problem. Safe to repeat. */
export async function turnOnReminders(who: Merchant): Promise<void> {
  const flow = await remindersFlow(who);
  if (!flow) throw new UserError("flow-not-found", "The abandoned cart flow is missing. Create one in Flows.");
  await turnOnFlow(who.ctx, who.shopId, flow, who.staff);
}

function remindersFlow({ ctx, shopId }: Merchant): Promise<{ id: string; state: string } | null> {
  return findFlowOfPreset(ctx.db, shopId, "abandoned-cart");
}
