import { everyDay, type HoursRule, hours, type WindowRule } from "./rule.ts";

const checked = { version: 1, effectiveFrom: "2026-01-01" } as const;
/** Marketing hours outside the United States, checked 2026-11; not legal advice. */
export const COUNTRY_RULES: WindowRule[] = [
  {
    ...{ ...checked, id: "fr-hours", jurisdiction: "FR", name: "France", kind: "hours" },
    ...{ weekdays: hours(8, 20), saturday: hours(8, 20), sunday: null },
    ...{ confidence: "conflict", source: "C20 C21 C22 K1" },
    note: "Three French vendors say 8 AM to 8 PM; a foreign vendor uses 8 AM to 10 PM. The regulator’s page covers consent only.",
  },
  {
    ...{ ...checked, id: "fr-holidays", jurisdiction: "FR", name: "France’s public holidays", kind: "holidays" },
    ...{ calendars: ["FR"], confidence: "firm", source: "C20 C21 C22" },
    note: "The 11 national holidays. Excludes Good Friday and December 26, which only Alsace and Moselle observe.",
  },
  vendorDefault("gb-hours", "GB", "United Kingdom"),
  vendorDefault("de-hours", "DE", "Germany"),
  vendorDefault("ca-hours", "CA", "Canada"),
  vendorDefault("au-hours", "AU", "Australia"),
  vendorDefault("nz-hours", "NZ", "New Zealand"),
  vendorDefault("ie-hours", "IE", "Ireland"),
  vendorDefault("nl-hours", "NL", "Netherlands"),
];

/** For countries of whose rules we know nothing: the hours that vendors take as decent elsewhere. */
export const ELSEWHERE: HoursRule = vendorDefault("elsewhere-hours", "*", "Countries without a specific rule");

/** Parts of a country that have a country code of their own and the country's law. */
export const UNDER_THE_LAW_OF: Readonly<Record<string, string>> = {
  ...{ GF: "FR", GP: "FR", MQ: "FR", RE: "FR", YT: "FR" }, // overseas departments of France
};

function vendorDefault(id: string, jurisdiction: string, name: string): HoursRule {
  return {
    ...{ ...checked, id, jurisdiction, name, kind: "hours", confidence: "weak", source: "K1" },
    ...everyDay(hours(8, 21)),
    note: "A vendor’s default, not a statute.",
  };
}
