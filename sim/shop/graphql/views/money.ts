import { decimal, type Presentment, presented } from "../../money.ts";

export function moneyBag(cents: number, currency: string, presentment: Presentment | null = null) {
  return {
    shopMoney: { amount: decimal(cents), currencyCode: currency },
    presentmentMoney: { amount: presented(cents, presentment), currencyCode: presentment?.currency ?? currency },
  };
}
