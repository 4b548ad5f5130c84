import { useShop } from "./shop.tsx";

export interface MoneyProps {
  /** Millionths of the currency's unit. */
  micros: number | bigint;
  /** ISO 4217; the shop's own when absent. */
  currency?: string;
  /** Shows fractions of a cent, as the price of one text has. */
  isExact?: boolean;
}

/** An amount with its currency, in figures of one width so that columns line up. */
export function Money({ micros, currency, isExact = false }: MoneyProps) {
  const shop = useShop();
  return (
    <span style={{ fontVariantNumeric: "tabular-nums" }}>
      {formatMoney(micros, currency ?? shop.currency, isExact)}
    </span>
  );
}

export function formatMoney(micros: number | bigint, currency: string, isExact = false): string {
  const format = new Intl.NumberFormat("en-US", {
    style: "currency",
    currency,
    ...(isExact ? { maximumFractionDigits: 4 } : {}),
  });
  return format.format(Number(micros) / 1_000_000);
}
