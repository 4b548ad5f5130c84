/** Cents as Shopify writes money: "12.00". */
export function decimal(cents: number): string {
  return (cents / 100).toFixed(2);
}

/** Cents as a person reads them in that currency. */
export function spoken(cents: number, currency: string): string {
  return new Intl.NumberFormat("en-US", { style: "currency", currency }).format(cents / 100);
}

/** The pair of amounts webhooks carry: in the shop's currency and in the buyer's, the same here. */
export function moneySet(cents: number, currency: string) {
  const amount = { amount: decimal(cents), currency_code: currency };
  return { shop_money: amount, presentment_money: { ...amount } };
}
