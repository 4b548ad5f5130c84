/** Cents as Shopify writes money: "12.00". */
export function decimal(cents: number): string {
  return (cents / 100).toFixed(2);
}

/** Cents as a person reads them in that currency. */
export function spoken(cents: number, currency: string): string {
  return new Intl.NumberFormat("en-US", { style: "currency", currency }).format(cents / 100);
}

/** The currency in which a buyer shops, and how much of it a unit of the shop's currency is. */
export interface Presentment {
  currency: string;
  rate: number;
}

/** What some currencies cost, in whatever the shop counts in. They are no real rates. */
const rates: Record<string, number> = { CAD: 1.37, CHF: 0.88, EUR: 0.92, GBP: 0.79, JPY: 150 };

export function presentmentIn(currency: string | null | undefined, shopCurrency: string): Presentment | null {
  if (!currency || currency === shopCurrency) return null;
  return { currency, rate: rates[currency] ?? 2 };
}

/** The amount in the buyer's currency, as Shopify writes it: yen have no cents. */
export function presented(cents: number, presentment: Presentment | null): string {
  if (!presentment) return decimal(cents);
  const amount = (cents / 100) * presentment.rate;
  return presentment.currency === "JPY" ? amount.toFixed(0) : amount.toFixed(2);
}

/** The pair of amounts webhooks carry: in the shop's currency and in the buyer's. */
export function moneySet(cents: number, currency: string, presentment: Presentment | null = null) {
  return {
    shop_money: { amount: decimal(cents), currency_code: currency },
    presentment_money: { amount: presented(cents, presentment), currency_code: presentment?.currency ?? currency },
  };
}
