/** What people call the parts of the United States and Canada, by ISO 3166-2 code. */
export const REGION_NAMES: Readonly<Record<string, string>> = namedRegions(`
US-AL Alabama | US-AK Alaska | US-AZ Arizona | US-AR Arkansas | US-CA California | US-CO Colorado | US-CT Connecticut
US-DE Delaware | US-DC Washington, D.C. | US-FL Florida | US-GA Georgia | US-HI Hawaii | US-ID Idaho | US-IL Illinois
US-IN Indiana | US-IA Iowa | US-KS Kansas | US-KY Kentucky | US-LA Louisiana | US-ME Maine | US-MD Maryland
US-MA Massachusetts | US-MI Michigan | US-MN Minnesota | US-MS Mississippi | US-MO Missouri | US-MT Montana
US-NE Nebraska | US-NV Nevada | US-NH New Hampshire | US-NJ New Jersey | US-NM New Mexico | US-NY New York
US-NC North Carolina | US-ND North Dakota | US-OH Ohio | US-OK Oklahoma | US-OR Oregon | US-PA Pennsylvania
US-RI Rhode Island | US-SC South Carolina | US-SD South Dakota | US-TN Tennessee | US-TX Texas | US-UT Utah
US-VT Vermont | US-VA Virginia | US-WA Washington | US-WV West Virginia | US-WI Wisconsin | US-WY Wyoming
US-PR Puerto Rico | US-VI U.S. Virgin Islands | US-GU Guam | US-MP Northern Mariana Islands | US-AS American Samoa
CA-AB Alberta | CA-BC British Columbia | CA-MB Manitoba | CA-NB New Brunswick | CA-NL Newfoundland and Labrador
CA-NS Nova Scotia | CA-NT Northwest Territories | CA-NU Nunavut | CA-ON Ontario | CA-PE Prince Edward Island
CA-QC Quebec | CA-SK Saskatchewan | CA-YT Yukon
`);

/** Other ways in which some of them are written. */
const ALIASES: Readonly<Record<string, string>> = {
  ...{ "US DISTRICTOFCOLUMBIA": "DC", "US WASHINGTONDC": "DC", "US VIRGINISLANDS": "VI", "CA NEWFOUNDLAND": "NL" },
};

const codes = new Map(
  Object.entries(REGION_NAMES).map(([code, name]) => [`${code.slice(0, 2)} ${toPlainName(name)}`, code.slice(3)]),
);

/**
 * The code of a part of a country however it is written: "FL", "fl", "US-FL", "Florida"; null when it is empty. What is
 * none we know is left as it is, in capitals.
 */
export function regionCode(country: string, written: string | null): string | null {
  const region = written?.trim().toUpperCase() ?? "";
  if (region === "") return null;
  const bare = region.startsWith(`${country}-`) ? region.slice(country.length + 1) : region;
  const key = `${country} ${toPlainName(bare)}`;
  return codes.get(key) ?? ALIASES[key] ?? bare;
}

function namedRegions(list: string): Record<string, string> {
  const rows = list.split(/[|\n]/).map((row) => row.trim());
  return Object.fromEntries(rows.filter(Boolean).map((row) => [row.slice(0, 5), row.slice(6)]));
}

function toPlainName(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/[^a-z]/gi, "")
    .toUpperCase();
}
