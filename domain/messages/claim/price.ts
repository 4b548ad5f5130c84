/** What a provider charges for each SMS segment. List prices without carrier fees: contracts differ, so costs are estimates. */
export interface PriceList {
  /** YYYY-MM-DD. */
  effectiveFrom: string;
  /** Where the provider publishes it. */
  source: string;
  /** Millionths of a US dollar for one segment, by country (ISO 3166-1 alpha-2). */
  perPartMicros: Record<string, number>;
  /** For every other country, and when the country is unknown: the highest price. */
  elsewhereMicros: number;
}

/** The price of a text with this many segments to a number in this country (ISO 3166-1 alpha-2), in millionths of a US dollar. */
export function priceMicros(prices: PriceList, country: string | null, parts: number): number {
  return (prices.perPartMicros[country ?? ""] ?? prices.elsewhereMicros) * parts;
}
