/**
 * What a part costs, in millionths of a US dollar. List prices of the default provider (twilio.com/en-us/sms/pricing),
 * carrier fees left out; `confidence` is weak because list prices change and contracts differ. Data, not code: an
 * operator's own price list replaces it.
 */
const PRICES: {
  effectiveFrom: string;
  source: string;
  confidence: "weak";
  perPartMicros: Record<string, number>;
  elsewhere: number;
} = {
  effectiveFrom: "2026-01-01",
  source: "https://www.twilio.com/en-us/sms/pricing",
  confidence: "weak",
  perPartMicros: {
    US: 8_300,
    CA: 8_300,
    PR: 8_300,
    GB: 52_400,
    AU: 51_500,
    IE: 82_700,
    FR: 79_800,
    DE: 111_800,
    NL: 109_800,
    NZ: 102_900,
  },
  elsewhere: 120_000,
};

/** The price of a text of so many parts to a number in this country (ISO alpha-2; unknown counts as the dearest). */
export function priceMicros(country: string | null, parts: number): number {
  return (PRICES.perPartMicros[country ?? ""] ?? PRICES.elsewhere) * parts;
}
