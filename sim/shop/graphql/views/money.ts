import { decimal } from "../../money.ts";

export function moneyBag(cents: number, currency: string) {
  const money = { amount: decimal(cents), currencyCode: currency };
  return { shopMoney: money, presentmentMoney: money };
}
