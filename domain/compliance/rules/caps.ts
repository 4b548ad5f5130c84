import type { CapRule } from "./rule.ts";

const threeADay = { kind: "cap", texts: 3, hours: 24, version: 1, effectiveFrom: "2026-01-01" } as const;

/** Most marketing texts to one person in any 24 hours, by state; checked 2026-11. */
export const CAP_RULES: CapRule[] = [
  {
    ...{ ...threeADay, id: "us-fl-cap", jurisdiction: "US-FL", name: "Florida’s cap (FTSA 501.059)" },
    ...{ confidence: "firm", source: "K4 K8" },
  },
  {
    ...{ ...threeADay, id: "us-ok-cap", jurisdiction: "US-OK", name: "Oklahoma’s cap (OTSA)" },
    ...{ confidence: "firm", source: "K4" },
  },
  {
    ...{ ...threeADay, id: "us-md-cap", jurisdiction: "US-MD", name: "Maryland’s cap (Stop the Spam Calls)" },
    ...{ confidence: "firm", source: "K4" },
  },
  {
    ...{ ...threeADay, id: "us-nj-cap", jurisdiction: "US-NJ", name: "New Jersey’s cap" },
    ...{ confidence: "conflict", source: "C10 K8 K4" },
    note: "A vendor’s glossary lists this cap, but the vendor doesn’t enforce it for this state.",
  },
];

/** Of someone who may be in any state. */
export const US_SAFE_CAP: CapRule = {
  ...{ ...threeADay, id: "us-safe-cap", jurisdiction: "US", name: "Strictest state cap (unknown state)" },
  ...{ confidence: "firm", source: "derived" },
  note: "The strictest cap of all states applies to recipients in an unknown state.",
};
