import type { Merchant } from "#app/authenticate";
import { later } from "#app/later";
import { budgetsOf } from "#domain/carriers/budgets-of";
import { factsOf } from "#domain/senders/facts-of";
import type { SenderKind } from "#domain/senders/numbers";
import { connectedSenders } from "#domain/senders/read";
import { readSettings } from "#domain/shops/settings";
import { fingerprintOf } from "#platform/fingerprint";
import { numbersOnOffer } from "./numbers-on-offer.ts";

/** The shop's numbers with their budgets, its name in texts, and, later, the numbers that can be connected. */
export async function readSender(who: Merchant) {
  const senders = await connectedSenders(who.ctx.db, who.shopId);
  const [{ brandName }, budgets] = await Promise.all([
    readSettings(who.ctx.db, who.shopId),
    budgetsOf(
      who.ctx.db,
      who.shopId,
      senders.map(({ id }) => id),
      who.ctx.clock.now(),
    ),
  ]);
  return {
    senders: senders.map(({ id, phone, provider, partsPerSecond, state, stoppedReason, ...sender }) => {
      const kind = sender.kind as SenderKind; // one of three words, by the column's comment
      const mostPartsPerSecond = factsOf(who.ctx.providers, provider).limits.mostPartsPerSecond[kind];
      return {
        ...{ id, phone, kind, partsPerSecond, mostPartsPerSecond, state, stoppedReason },
        budgets: budgets.get(id) ?? null,
      };
    }),
    brandName,
    version: fingerprintOf(brandName),
    // Not awaited: the provider may take its time, and the shop's own numbers need not wait for it.
    onOffer: later(numbersOnOffer(who)),
  };
}

export type SenderData = Awaited<ReturnType<typeof readSender>>;
