import { COUNTRY_ZONES } from "#domain/places/countries";

/** Every country with its name, the two first where most of our shops are. */
export function countryNames(): { value: string; label: string }[] {
  const names = new Intl.DisplayNames("en", { type: "region" });
  const named = (code: string) => ({ value: code, label: names.of(code) ?? code });
  const others = Object.keys(COUNTRY_ZONES).map(named);
  return [named("US"), named("CA"), ...others.sort((one, other) => one.label.localeCompare(other.label))];
}
