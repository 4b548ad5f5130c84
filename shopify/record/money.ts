import { z } from "zod";

/** Amounts in the shop's own currency, as webhooks have them. */
export const shopMoney = z.object({ shopMoney: z.object({ amount: z.string(), currencyCode: z.string() }) });

const line = z.object({ title: z.string().nullable(), quantity: z.number(), originalUnitPriceSet: shopMoney });

export const lines = z.object({ nodes: z.array(line) });

export function linesAsWebhook({ nodes }: z.infer<typeof lines>) {
  return nodes.map(({ title, quantity, originalUnitPriceSet }) => ({
    title: title ?? "",
    quantity,
    price: originalUnitPriceSet.shopMoney.amount,
  }));
}
