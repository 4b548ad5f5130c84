import { everyDay, type HoursRule, hours, type WindowRule } from "./rule.ts";

const checked = { kind: "hours", version: 1, effectiveFrom: "2026-01-01" } as const;
const eightToEight = everyDay(hours(8, 20));
const eightToNine = everyDay(hours(8, 21));
const nineToEight = everyDay(hours(9, 20));
const nineToNine = everyDay(hours(9, 21));

/**
 * Marketing hours in the United States, checked 2026-11; not legal advice. Many of these statutes were written for
 * calls and are applied to texts out of caution; where sources differ the stricter reading stands. Not here:
 * Pennsylvania, whose row in our source was garbled (left-out.ts). Keys of sources: docs/compliance-sources.md.
 */
export const US_HOURS: HoursRule[] = [
  {
    ...{ id: "us-hours", jurisdiction: "US", name: "Federal texting hours (47 CFR 64.1200(c)(1))" },
    ...{ ...checked, ...eightToNine, confidence: "firm", source: "C10 C11" },
  },
  {
    ...{ id: "us-fl-hours", jurisdiction: "US-FL", name: "Florida (FTSA 501.059)" },
    ...{ ...checked, ...eightToEight, confidence: "firm", source: "K4 K8" },
  },
  {
    ...{ id: "us-ok-hours", jurisdiction: "US-OK", name: "Oklahoma (OTSA)" },
    ...{ ...checked, ...eightToEight, confidence: "firm", source: "K4" },
  },
  {
    ...{ id: "us-md-hours", jurisdiction: "US-MD", name: "Maryland (Stop the Spam Calls)" },
    ...{ ...checked, ...eightToEight, confidence: "firm", source: "K4" },
  },
  {
    ...{ id: "us-wa-hours", jurisdiction: "US-WA", name: "Washington" },
    ...{ ...checked, ...eightToEight, confidence: "weak", source: "C12", note: "One vendor says so." },
  },
  {
    ...{ id: "us-ct-hours", jurisdiction: "US-CT", name: "Connecticut (SB 1058)" },
    ...{ ...checked, ...nineToEight, confidence: "firm", source: "C10 C11 C13" },
  },
  {
    ...{ id: "us-nj-hours", jurisdiction: "US-NJ", name: "New Jersey" },
    ...{ ...checked, ...eightToEight, confidence: "weak", source: "C10", note: "One source." },
  },
  {
    ...{ id: "us-tx-hours", jurisdiction: "US-TX", name: "Texas (SB 140)" },
    ...{ ...checked, ...nineToNine, sunday: hours(12, 21), confidence: "firm", source: "C4 C9 C10" },
    note: "Applies to where the person lives, not the area code. Cartbell counts either.",
  },
  {
    ...{ id: "us-va-hours", jurisdiction: "US-VA", name: "Virginia (VTPPA)" },
    ...{ ...checked, ...eightToNine, confidence: "weak", source: "C14" },
    note: "Doesn’t apply with prior consent, which every text sent here has. Federal hours apply anyway.",
  },
  {
    ...{ id: "us-ri-hours", jurisdiction: "US-RI", name: "Rhode Island" },
    ...{ ...checked, weekdays: hours(9, 18), saturday: hours(10, 17), sunday: null, confidence: "weak", source: "C10" },
    note: "Sources differ about Sunday: 10 AM to 5 PM, or no texts. Cartbell sends no texts.",
  },
  {
    ...{ id: "us-al-hours", jurisdiction: "US-AL", name: "Alabama" },
    ...{ ...checked, ...eightToEight, sunday: null, confidence: "conflict", source: "C13 C11" },
    note: "One source treats Sundays as other days.",
  },
  {
    ...{ id: "us-la-hours", jurisdiction: "US-LA", name: "Louisiana" },
    ...{ ...checked, ...eightToEight, sunday: null, confidence: "firm", source: "C13 C11" },
  },
  {
    ...{ id: "us-ms-hours", jurisdiction: "US-MS", name: "Mississippi" },
    ...{ ...checked, ...eightToEight, sunday: null, confidence: "conflict", source: "C13 C10" },
    note: "One source treats Sundays as other days.",
  },
  {
    ...{ id: "us-ky-hours", jurisdiction: "US-KY", name: "Kentucky" },
    ...{ ...checked, ...everyDay(hours(10, 21)), confidence: "firm", source: "C11 C13" },
  },
  {
    ...{ id: "us-ma-hours", jurisdiction: "US-MA", name: "Massachusetts" },
    ...{ ...checked, ...eightToEight, confidence: "firm", source: "C11 C13" },
  },
  {
    ...{ id: "us-mi-hours", jurisdiction: "US-MI", name: "Michigan" },
    ...{ ...checked, ...nineToNine, confidence: "firm", source: "C13 C11" },
  },
  {
    ...{ id: "us-mn-hours", jurisdiction: "US-MN", name: "Minnesota" },
    ...{ ...checked, ...nineToNine, confidence: "firm", source: "C13 C11" },
  },
  {
    ...{ id: "us-nm-hours", jurisdiction: "US-NM", name: "New Mexico" },
    ...{ ...checked, ...nineToNine, confidence: "weak", source: "C13", note: "One source." },
  },
  {
    ...{ id: "us-nv-hours", jurisdiction: "US-NV", name: "Nevada" },
    ...{ ...checked, ...nineToEight, confidence: "weak", source: "C13", note: "One source." },
  },
  {
    ...{ id: "us-il-hours", jurisdiction: "US-IL", name: "Illinois" },
    ...{ ...checked, ...nineToNine, confidence: "conflict", source: "C11 C13" },
    note: "One source starts at 8 AM.",
  },
  {
    ...{ id: "us-ca-hours", jurisdiction: "US-CA", name: "California" },
    ...{ ...checked, ...nineToNine, confidence: "weak", source: "C11" },
    note: "The cited statute is about dialing devices.",
  },
];

/** States where no marketing text may arrive on a public holiday. */
export const US_HOLIDAYS: WindowRule[] = [
  {
    ...{ id: "us-al-holidays", jurisdiction: "US-AL", name: "Alabama’s public holidays", kind: "holidays" },
    ...{ calendars: ["US-AL"], version: 1, confidence: "conflict", source: "C13 C11", effectiveFrom: "2026-01-01" },
    note: "One source lists no closed days.",
  },
  {
    ...{ id: "us-la-holidays", jurisdiction: "US-LA", name: "Louisiana’s public holidays", kind: "holidays" },
    ...{ calendars: ["US-LA"], version: 1, confidence: "weak", source: "C13", effectiveFrom: "2026-01-01" },
    note: "Not verified.",
  },
];

/** For people of whom nothing tells the state: what every state's rule allows, on days on which every state allows any. */
export const US_SAFE: WindowRule[] = [
  {
    ...{ id: "us-safe-hours", jurisdiction: "US", name: "Hours allowed in every state (unknown state)" },
    ...{ ...checked, weekdays: hours(10, 18), saturday: hours(10, 17), sunday: null },
    ...{ confidence: "firm", source: "derived" },
    note: "Only hours allowed in all states, in both the earliest and latest US time zones.",
  },
  {
    ...{ id: "us-safe-holidays", jurisdiction: "US", name: "Holidays of all states that observe them (unknown state)" },
    ...{ kind: "holidays", version: 1, calendars: ["US-AL", "US-LA"], effectiveFrom: "2026-01-01" },
    ...{ confidence: "weak", source: "derived" },
  },
];
