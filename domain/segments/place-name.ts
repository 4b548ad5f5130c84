import { REGION_NAMES } from "#domain/places/region-names";

const countries = new Intl.DisplayNames("en", { type: "region", fallback: "code" });

/** "US-FL" is Florida, "US" the United States, "AU-NSW" NSW, Australia. */
export function placeName(code: string): string {
  const [country = "", region] = code.split("-");
  if (region === undefined) return countryName(country);
  return REGION_NAMES[code] ?? `${region}, ${countryName(country)}`;
}

/** The regions that have a name here, "US-FL", for a field that offers them. */
export const NAMED_REGIONS: readonly string[] = Object.keys(REGION_NAMES);

function countryName(code: string): string {
  const name = countries.of(code) ?? code;
  return code === "US" || code === "GB" || code === "NL" ? `the ${name}` : name;
}
