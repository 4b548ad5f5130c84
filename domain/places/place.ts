import { AREA_CODES } from "./area-codes.ts";
import { COUNTRY_ZONES } from "./countries.ts";
import { countryCode } from "./country-code.ts";
import { countryOfPhone } from "./phone-country.ts";
import { regionCode } from "./region-names.ts";
import { REGION_ZONES } from "./regions.ts";

/** From the strongest to the weakest sign of where a person is. */
export const EVIDENCE_KINDS = ["shipping", "billing", "ip-region", "area-code"] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** One piece of evidence of where a person is. */
export interface Place {
  kind: EvidenceKind;
  /** ISO 3166-1 alpha-2; American territories count as the United States. */
  country: string;
  /** Subdivision code without the country, "FL"; null when only the country is known. */
  region: string | null;
  /** IANA zones the place reaches into, the most populous first. */
  timeZones: string[];
  seenAt: Date;
}

/**
 * The two ends of the United States between which an unknown place must lie. Merchants who serve Puerto Rico know
 * it by area code or address; a toll-free number tells nothing.
 */
export const UNKNOWN_US_ZONES = ["America/New_York", "Pacific/Honolulu"];

const TERRITORIES = new Set(["PR", "VI", "GU", "MP", "AS"]);

const byAreaCode = new Map<string, { country: string; region: string | null; timeZones: string[] }>();
const zonesByJurisdiction = new Map<string, string[]>();
for (const [jurisdiction, zones, codes] of AREA_CODES) {
  const [country = "", region = null] = jurisdiction.split("-");
  for (const code of codes.split(" ").filter(Boolean)) byAreaCode.set(code, { country, region, timeZones: [...zones] });
}
fillJurisdictions();

/**
 * What an address tells, or the region that a checkout or a sign-up came from by its IP address; null when it names no
 * country we know. Countries and regions may be written as codes or as names.
 */
export function placeOfAddress(
  kind: Exclude<EvidenceKind, "area-code">,
  address: { country: string | null; region: string | null },
  seenAt: Date,
): Place | null {
  const code = address.country === null ? null : countryCode(address.country);
  if (code === null) return null;
  const [country, region] = inCountry(code, address.region);
  const ofRegion = region === null ? undefined : zonesByJurisdiction.get(`${country}-${region}`);
  const timeZones = ofRegion ?? zonesByJurisdiction.get(country);
  if (timeZones === undefined) return null;
  // A region whose zones we do not know is still a jurisdiction, unless the country has rules by state.
  const isKnown = ofRegion !== undefined || (country !== "US" && country !== "CA");
  return { kind, country, region: isKnown ? region : null, timeZones: [...timeZones], seenAt };
}

/** "United States Minor Outlying Islands" stands below "United States" in lists: most who chose it meant the line above. */
function inCountry(code: string, region: string | null): [country: string, region: string | null] {
  if (code === "UM") return ["US", null];
  return TERRITORIES.has(code) ? ["US", code] : [code, regionCode(code, region)];
}

/**
 * What an E.164 number tells: its area code in North America, else its country. Null when neither is known: an 800
 * number may be anywhere in the plan, and so may a code too new for our list.
 */
export function placeOfPhone(phone: string, seenAt: Date): Place | null {
  const code = phone.startsWith("+1") ? byAreaCode.get(phone.slice(2, 5)) : undefined;
  if (code) return { kind: "area-code", ...code, timeZones: [...code.timeZones], seenAt };
  const country = countryOfPhone(phone);
  const timeZones = country === null ? undefined : zonesByJurisdiction.get(country);
  if (country === null || country === "US" || country === "CA" || timeZones === undefined) return null;
  return { kind: "area-code", country, region: null, timeZones: [...timeZones], seenAt };
}

/** True when the evidence names a country and nothing inside it. Canada's area codes that several provinces share name their zones. */
export function isVague({ kind, country, region }: Pick<Place, "kind" | "country" | "region">): boolean {
  return region === null && (kind !== "area-code" || country !== "CA");
}

function fillJurisdictions(): void {
  for (const [country, zones] of Object.entries(COUNTRY_ZONES)) zonesByJurisdiction.set(country, zones.split(" "));
  for (const [region, zones] of Object.entries(REGION_ZONES)) zonesByJurisdiction.set(region, zones.split(" "));
  const weights = new Map<string, Map<string, number>>();
  for (const [jurisdiction, zones, codes] of AREA_CODES) {
    for (const name of jurisdiction.startsWith("CA") ? [jurisdiction, "CA"] : [jurisdiction]) {
      const weight = weights.get(name) ?? new Map<string, number>();
      for (const zone of zones) weight.set(zone, (weight.get(zone) ?? 0) + codes.length / zones.length);
      weights.set(name, weight);
    }
  }
  for (const [name, weight] of weights)
    zonesByJurisdiction.set(
      name,
      [...weight].sort(([, a], [, b]) => b - a).map(([zone]) => zone),
    );
  zonesByJurisdiction.set("US", UNKNOWN_US_ZONES);
}
