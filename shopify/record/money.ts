import { z } from "zod";

const money = z.object({ amount: z.string(), currencyCode: z.string() });

/** An amount in the shop's own currency, as webhooks of orders have it. */
export const shopMoney = z.object({ shopMoney: money });

/** An amount in the buyer's currency, as webhooks of checkouts and of refunds have it. */
export const presentmentMoney = z.object({ presentmentMoney: money });

const line = z.object({ title: z.string().nullable(), quantity: z.number(), originalUnitPriceSet: shopMoney });

export const lines = z.object({ nodes: z.array(line) });

export const presentmentLines = z.object({
  nodes: z.array(line.omit({ originalUnitPriceSet: true }).extend({ originalUnitPriceSet: presentmentMoney })),
});

export function presentmentLinesAsWebhook({ nodes }: z.infer<typeof presentmentLines>) {
  return nodes.map(({ title, quantity, originalUnitPriceSet }) => ({
    title: title ?? "",
    quantity,
    price: originalUnitPriceSet.presentmentMoney.amount,
  }));
}

export function linesAsWebhook({ nodes }: z.infer<typeof lines>) {
  return nodes.map(({ title, quantity, originalUnitPriceSet }) => ({
    title: title ?? "",
    quantity,
    price: originalUnitPriceSet.shopMoney.amount,
  }));
}
