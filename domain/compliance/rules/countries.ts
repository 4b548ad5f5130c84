import { type HoursRule, hours } from "./rule.ts";

const daily = { weekdays: hours(8, 21), saturday: hours(8, 21), sunday: hours(8, 21) };
const checked = { effectiveFrom: "2026-01-01" };
const vendorDefault = { ...daily, ...checked, confidence: "weak", source: "K1" } as const;

/** Marketing hours outside the United States, checked 2026-11; not legal advice. French public holidays: later work. */
export const COUNTRY_RULES: HoursRule[] = [
  {
    name: "France",
    jurisdiction: "FR",
    // A vendor applies 08-22; three French ones say 08-20.
    weekdays: hours(8, 20),
    saturday: hours(8, 20),
    sunday: null,
    confidence: "conflict",
    source: "C20 C21 C22",
    ...checked,
  },
  { ...vendorDefault, name: "United Kingdom", jurisdiction: "GB" },
  { ...vendorDefault, name: "Germany", jurisdiction: "DE" },
  { ...vendorDefault, name: "Canada", jurisdiction: "CA" },
  { ...vendorDefault, name: "Australia", jurisdiction: "AU" },
  { ...vendorDefault, name: "New Zealand", jurisdiction: "NZ" },
  { ...vendorDefault, name: "Ireland", jurisdiction: "IE" },
  { ...vendorDefault, name: "Netherlands", jurisdiction: "NL" },
];

/** For countries of whose rules we know nothing: the hours that vendors take as decent elsewhere. */
export const ELSEWHERE: HoursRule = {
  ...vendorDefault,
  name: "Countries without a rule of their own",
  jurisdiction: "*",
  source: "K1, applied out of caution",
};
