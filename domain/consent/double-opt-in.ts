import type { ConsentSource, ConsentState } from "./decision.ts";

/** Where a sign-up needs double opt-in by text. A merchant may ask for more than the law, never for less. */
export const DOUBLE_OPT_IN_SETTINGS = ["where-required", "forms", "forms-and-checkout"] as const;
export type DoubleOptInSetting = (typeof DOUBLE_OPT_IN_SETTINGS)[number];

/** A country in which one yes in a form is not enough. */
export interface DoubleOptInRule {
  /** ISO 3166-1 alpha-2. */
  country: string;
  name: string;
  /** What asks for it. */
  because: string;
  source: string;
  confidence: "firm" | "part" | "weak";
  /** The day from which we apply it. */
  effectiveFrom: string;
}

/**
 * The rows that a reader can check. No statute names the second text; it is the proof of express consent that courts and
 * regulators take, and where that is said of a country we take the stricter reading.
 */
export const DOUBLE_OPT_IN_RULES: DoubleOptInRule[] = [
  {
    country: "DE",
    name: "Germany",
    because: "Express consent must be proved (UWG §7); double opt-in is the accepted proof.",
    source: "support.ometria.com: Email double opt-in regional compliance; fedma.org: Germany, SMS marketing opt-in",
    confidence: "part",
    effectiveFrom: "2026-01-01",
  },
  {
    country: "AT",
    name: "Austria",
    because: "Double opt-in is recommended for texts and should be used where possible.",
    source: "support.ometria.com: SMS country-specific marketing compliance",
    confidence: "weak",
    effectiveFrom: "2026-01-01",
  },
  {
    country: "LU",
    name: "Luxembourg",
    because: "Double opt-in meets the authority’s guidelines on provable consent.",
    source: "support.ometria.com: Email double opt-in regional compliance (written about e-mail)",
    confidence: "weak",
    effectiveFrom: "2026-01-01",
  },
  {
    country: "GR",
    name: "Greece",
    because: "Double opt-in is recommended by the authority.",
    source: "support.ometria.com: Email double opt-in regional compliance (written about e-mail)",
    confidence: "weak",
    effectiveFrom: "2026-01-01",
  },
];

/** The yes that is weighed. */
export interface FirstYes {
  state: ConsentState;
  source: ConsentSource;
  /** The store's word for how it was given; "confirmed_opt_in" when the store has asked twice itself. */
  optInLevel: string | null;
  /** What was signed asks for a YES by text itself. */
  asksFirst?: boolean | undefined;
}

/**
 * Whether a yes counts only once it is repeated by text: of a form where the merchant, the form itself or a country of the person wants it; at
 * the checkout, and so in the store's own record of it, where the merchant does. What the merchant attests (an import), what
 * was texted from the phone itself and what the store has confirmed need no second.
 */
export function needsDoubleOptIn(yes: FirstYes, setting: DoubleOptInSetting, countries: string[]): boolean {
  const { state, source, optInLevel, asksFirst = false } = yes;
  if (state !== "subscribed" || optInLevel === "confirmed_opt_in") return false;
  if (asksFirst) return true;
  if (source === "checkout" || source === "shopify") return setting === "forms-and-checkout";
  if (source !== "sign-up-form") return false;
  return setting !== "where-required" || countries.some(isRequiredIn);
}

function isRequiredIn(country: string): boolean {
  return DOUBLE_OPT_IN_RULES.some((rule) => rule.country === country);
}
