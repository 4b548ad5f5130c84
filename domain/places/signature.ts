import { EVIDENCE_KINDS, isVague, type Place, UNKNOWN_US_ZONES } from "./place.ts";

/**
 * The signature of someone of whose place nothing is known. They are treated as being anywhere in the United States:
 * the strictest country, and the one whose numbers (800, 500) name no place.
 */
export const UNKNOWN_SIGNATURE = "unknown";

/** What a signature stands for. The jurisdictions' rules all apply, in all of the zones. */
export interface Whereabouts {
  jurisdictions: string[];
  timeZones: string[];
}

/**
 * Names the set of rules and zones that bound texts to someone: "US-CA,US-FL@America/Los_Angeles,America/New_York".
 * The same evidence gives the same name in any order, and the name alone determines the window.
 */
export function ruleSignature(places: Place[]): string {
  const telling = tellingPlaces(places);
  if (telling.length === 0) return UNKNOWN_SIGNATURE;
  const jurisdictions = sortNames(telling.map(jurisdictionOf));
  const timeZones = sortNames(telling.flatMap((place) => place.timeZones));
  return `${jurisdictions.join(",")}@${timeZones.join(",")}`;
}

/** Reads a signature back. */
export function parseSignature(signature: string): Whereabouts {
  const [jurisdictions, timeZones] = signature.split("@");
  if (!jurisdictions || !timeZones) return { jurisdictions: ["US"], timeZones: UNKNOWN_US_ZONES };
  return { jurisdictions: jurisdictions.split(","), timeZones: timeZones.split(",") };
}

/** Where the person most likely is, for local-time sending and for show: the address before the area code. */
export function likelyPlace(
  places: Place[],
): { country: string; region: string | null; timeZone: string | null } | null {
  const telling = tellingPlaces(places).sort((a, b) => EVIDENCE_KINDS.indexOf(a.kind) - EVIDENCE_KINDS.indexOf(b.kind));
  const [strongest] = telling;
  if (strongest === undefined) return null;
  return { country: strongest.country, region: strongest.region, timeZone: localZone(places) };
}

/**
 * The IANA zone for local-time sending; null when nothing tells. An address in a state of two zones takes the one
 * that weaker evidence from the same state points at, else the more populous. Never widens what is allowed.
 */
export function localZone(places: Place[]): string | null {
  const telling = tellingPlaces(places).sort((a, b) => EVIDENCE_KINDS.indexOf(a.kind) - EVIDENCE_KINDS.indexOf(b.kind));
  const [strongest, ...weaker] = telling;
  if (strongest === undefined || (strongest.country === "US" && isVague(strongest))) return null;
  const near = weaker.filter((place) => jurisdictionOf(place) === jurisdictionOf(strongest));
  const agreed = strongest.timeZones.filter((zone) => near.every((place) => place.timeZones.includes(zone)));
  return agreed[0] ?? strongest.timeZones[0] ?? null;
}

/** "Somewhere in the country" says nothing more once other evidence names a place inside it. */
function tellingPlaces(places: Place[]): Place[] {
  return places.filter(
    (place) => !isVague(place) || !places.some((other) => other.country === place.country && !isVague(other)),
  );
}

/** Only the United States have rules by state; elsewhere the region matters for its zones alone. */
function jurisdictionOf({ country, region }: Place): string {
  return country === "US" && region !== null ? `US-${region}` : country;
}

function sortNames(names: string[]): string[] {
  return [...new Set(names)].sort();
}
