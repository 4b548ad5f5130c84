/** How many parts a carrier takes, from whom and in what time. Carriers publish it by class or score of the registration. */
export interface BudgetPreset {
  carrier: "att" | "t-mobile";
  /** brand: the tax ID, whatever its numbers and providers. registration: one 10DLC campaign. */
  scope: "brand" | "registration";
  per: "day" | "minute";
  tier: string;
  label: string;
  parts: number;
}

/** At whose midnight T-Mobile's day begins again. */
export const PACIFIC = "America/Los_Angeles";

/** Since when these figures are taken for valid; carriers date them no better. */
export const PRESETS_FROM = new Date("2026-01-01T00:00:00Z");

export const sources: Record<BudgetPreset["carrier"], string> = {
  att: "https://developers.telnyx.com/docs/messaging/10dlc/10dlc-rate-limits",
  "t-mobile": "https://docs.bird.com (SMS 10DLC: throughput and daily caps)",
};

const att = (tier: string, label: string, parts: number): BudgetPreset => ({
  ...{ carrier: "att", scope: "registration", per: "minute", tier, label: `${tier} (${label})`, parts },
});
const tMobile = (tier: string, label: string, parts: number): BudgetPreset => ({
  ...{ carrier: "t-mobile", scope: "brand", per: "day", tier, label, parts },
});

/** SMS only. Verizon publishes no figure; what is not known is no budget. */
export const presets: BudgetPreset[] = [
  att("A", "score 75 to 100", 4_500),
  att("B", "score 75 to 100", 4_500),
  att("C", "score 50 to 74", 2_400),
  att("D", "score 50 to 74", 2_400),
  att("E", "score 1 to 49", 240),
  att("F", "score 1 to 49", 240),
  att("T", "low volume", 75),
  tMobile("75-100", "Score 75 to 100", 200_000),
  tMobile("50-74", "Score 50 to 74", 40_000),
  tMobile("25-49", "Score 25 to 49", 10_000),
  tMobile("1-24", "Score 1 to 24, or not vetted", 2_000),
  tMobile("sole-proprietor", "Sole proprietor", 1_000),
];

export function findPreset(carrier: BudgetPreset["carrier"], tier: string): BudgetPreset | undefined {
  return presets.find((it) => it.carrier === carrier && it.tier === tier);
}
