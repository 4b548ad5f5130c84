import { z } from "zod";
import { micros } from "./money.ts";
import { id, instant, maybeInstant, maybeText } from "./read.ts";
import { type Told, translator } from "./translator.ts";

export const refund = z.object({
  id,
  order_id: id,
  created_at: instant,
  processed_at: maybeInstant,
  transactions: z.array(z.object({ kind: maybeText, status: maybeText, amount: micros })).nullish(),
});

/** What went back to the buyer: a refund of lines whose payment is still under way has given nothing back yet. */
export function refundTold(payload: z.output<typeof refund>): Told {
  const paidBack = (payload.transactions ?? []).filter((it) => it.kind === "refund" && it.status === "success");
  const refundedAt = payload.processed_at ?? payload.created_at;
  return {
    kind: "refund",
    newsAt: refundedAt,
    refundId: payload.id,
    orderId: payload.order_id,
    amountMicros: paidBack.reduce((sum, { amount }) => sum + amount, 0),
    refundedAt,
  };
}

export const translateRefund = translator(refund, (payload) => [refundTold(payload)]);
