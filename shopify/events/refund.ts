import { z } from "zod";
import { currency, micros } from "./money.ts";
import { id, instant, maybeInstant, maybeText } from "./read.ts";
import { type Told, translator } from "./translator.ts";

export const refund = z.object({
  id,
  order_id: id,
  created_at: instant,
  processed_at: maybeInstant,
  transactions: z
    .array(z.object({ kind: maybeText, status: maybeText, amount: micros, currency: currency.nullish() }))
    .nullish(),
});

/**
 * What went back to the buyer, in the currency in which they paid
 * (https://help.shopify.com/en/api/guides/multi-currency-migration-guide). A refund of lines whose payment is still under
 * way has given nothing back yet.
 */
export function refundTold(payload: z.output<typeof refund>): Told {
  const paidBack = (payload.transactions ?? []).filter((it) => it.kind === "refund" && it.status === "success");
  const [first] = paidBack;
  const refundedAt = payload.processed_at ?? payload.created_at;
  return {
    kind: "refund",
    eventAt: refundedAt,
    refundId: payload.id,
    orderId: payload.order_id,
    amountMicros: paidBack.filter((it) => it.currency === first?.currency).reduce((sum, { amount }) => sum + amount, 0),
    currency: first?.currency ?? null,
    refundedAt,
  };
}

export const translateRefund = translator(refund, (payload) => [refundTold(payload)]);
