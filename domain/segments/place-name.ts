/** ISO 3166-2 codes of the United States and Canada; elsewhere a region is called by its code. */
const US =
  "AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware|DC Washington, D.C.|FL Florida|GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas|KY Kentucky|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|MI Michigan|MN Minnesota|MS Mississippi|MO Missouri|MT Montana|NE Nebraska|NV Nevada|NH New Hampshire|NJ New Jersey|NM New Mexico|NY New York|NC North Carolina|ND North Dakota|OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|RI Rhode Island|SC South Carolina|SD South Dakota|TN Tennessee|TX Texas|UT Utah|VT Vermont|VA Virginia|WA Washington|WV West Virginia|WI Wisconsin|WY Wyoming|PR Puerto Rico|VI U.S. Virgin Islands|GU Guam|AS American Samoa|MP Northern Mariana Islands";
const CANADA =
  "AB Alberta|BC British Columbia|MB Manitoba|NB New Brunswick|NL Newfoundland and Labrador|NS Nova Scotia|NT Northwest Territories|NU Nunavut|ON Ontario|PE Prince Edward Island|QC Quebec|SK Saskatchewan|YT Yukon";

const names = new Map([...namesOf("US", US), ...namesOf("CA", CANADA)]);
const countries = new Intl.DisplayNames("en", { type: "region", fallback: "code" });

/** "US-FL" is Florida, "US" the United States, "AU-NSW" NSW, Australia. */
export function placeName(code: string): string {
  const [country = "", region] = code.split("-");
  if (region === undefined) return countryName(country);
  return names.get(code) ?? `${region}, ${countryName(country)}`;
}

/** The regions that have a name here, "US-FL", for a field that offers them. */
export const NAMED_REGIONS: readonly string[] = [...names.keys()];

function countryName(code: string): string {
  const name = countries.of(code) ?? code;
  return code === "US" || code === "GB" || code === "NL" ? `the ${name}` : name;
}

function namesOf(country: string, list: string): [string, string][] {
  return list.split("|").map((entry) => [`${country}-${entry.slice(0, 2)}`, entry.slice(3)]);
}
