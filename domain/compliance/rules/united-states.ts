import { type Hours, type HoursRule, hours } from "./rule.ts";

/**
 * Marketing hours in the United States, checked 2026-11; not legal advice. Many of these statutes were written for
 * calls and are applied to texts out of caution; where sources differ the stricter reading stands. Not here:
 * - Pennsylvania: our source's row was garbled (something about Sundays and holidays); federal hours apply until verified.
 * - Public holidays without texting (Alabama, Louisiana): later work.
 * Keys of sources: docs/compliance-sources.md.
 */
export const US_RULES: HoursRule[] = [
  every("US", "Federal texting hours (47 CFR 64.1200(c)(1))", hours(8, 21), "firm", "C10 C11"),
  { ...every("US-FL", "Florida (FTSA 501.059)", hours(8, 20), "firm", "K4 K8"), textsPer24Hours: 3 },
  { ...every("US-OK", "Oklahoma (OTSA)", hours(8, 20), "firm", "K4"), textsPer24Hours: 3 },
  { ...every("US-MD", "Maryland (Stop the Spam Calls)", hours(8, 20), "firm", "K4"), textsPer24Hours: 3 },
  every("US-WA", "Washington", hours(8, 20), "weak", "C12"),
  every("US-CT", "Connecticut (SB 1058)", hours(9, 20), "firm", "C10 C11 C13"),
  // One page of a vendor gives the cap, the same vendor's enforcement leaves it out.
  { ...every("US-NJ", "New Jersey", hours(8, 20), "conflict", "C10 K8 K4"), textsPer24Hours: 3 },
  { ...every("US-TX", "Texas (SB 140)", hours(9, 21), "firm", "C4 C9 C10"), sunday: hours(12, 21) },
  // Does not bind where consent was given before, as it was for every text we send: the federal hours, named.
  every("US-VA", "Virginia (VTPPA)", hours(8, 21), "firm", "C14"),
  // One source has no Sunday.
  {
    ...every("US-RI", "Rhode Island", hours(9, 18), "conflict", "C10"),
    saturday: hours(10, 17),
    sunday: null,
  },
  // C11 shows Sundays as other days.
  { ...every("US-AL", "Alabama", hours(8, 20), "conflict", "C13 C11"), sunday: null },
  { ...every("US-LA", "Louisiana", hours(8, 20), "firm", "C13 C11"), sunday: null },
  // C10 shows Sundays as other days.
  { ...every("US-MS", "Mississippi", hours(8, 20), "conflict", "C13 C10"), sunday: null },
  every("US-KY", "Kentucky", hours(10, 21), "firm", "C11 C13"),
  every("US-MA", "Massachusetts", hours(8, 20), "firm", "C11 C13"),
  every("US-MI", "Michigan", hours(9, 21), "firm", "C13 C11"),
  every("US-MN", "Minnesota", hours(9, 21), "firm", "C13 C11"),
  every("US-NM", "New Mexico", hours(9, 21), "weak", "C13"),
  every("US-NV", "Nevada", hours(9, 20), "weak", "C13"),
  every("US-IL", "Illinois", hours(9, 21), "conflict", "C11 C13"),
  // The statute that is cited is about dialling devices.
  every("US-CA", "California", hours(9, 21), "weak", "C11"),
];

/** For people of whom nothing tells the state: what every state's rule allows. */
export const US_UNKNOWN_STATE: HoursRule = {
  ...every(
    "US",
    "Hours that are safe in every state (state unknown)",
    hours(10, 18),
    "firm",
    "derived from the rows above",
  ),
  saturday: hours(10, 17),
  sunday: null,
};

function every(
  jurisdiction: string,
  name: string,
  daily: Hours,
  confidence: HoursRule["confidence"],
  source: string,
): HoursRule {
  const week = { weekdays: daily, saturday: daily, sunday: daily };
  return { name, jurisdiction, ...week, confidence, source, effectiveFrom: "2026-01-01" };
}
