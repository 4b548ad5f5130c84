import type { Person } from "#domain/imports/reading/person";
import { type Place, placeOfAddress, placeOfPhone } from "#domain/places/place";
import { likelyPlace, ruleSignature } from "#domain/places/signature";

/** What a new subscriber's row says of where they are. Thousands share one. */
export interface Facts {
  country: string | null;
  region: string | null;
  timeZone: string | null;
  signature: string;
  /** JSON. */
  places: string;
}

const MOST = 20_000;

/** Works out where people are, once for all whose number's area and address are the same. */
export function rememberFacts(seenAt: Date): (person: Pick<Person, "phone" | "address">) => Facts {
  const known = new Map<string, Facts>();
  return (person) => {
    const { phone, address } = person;
    const key = `${phone.slice(0, 5)} ${address?.country ?? ""} ${address?.region ?? ""}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const places = [address && placeOfAddress("billing", address, seenAt), placeOfPhone(phone, seenAt)].filter(
      (place) => place !== null,
    );
    const facts = factsOf(places);
    // What the five characters settle: the areas of the United States and Canada (see placeOfPhone). Elsewhere they do not.
    const isCertain = phone.startsWith("+1") && places.some(isNorthAmericanArea);
    if (isCertain && known.size < MOST) known.set(key, facts);
    return facts;
  };
}

function isNorthAmericanArea({ kind, country }: Place): boolean {
  return kind === "area-code" && (country === "US" || country === "CA");
}

function factsOf(places: Place[]): Facts {
  const likely = likelyPlace(places);
  return {
    country: likely?.country ?? null,
    region: likely?.region ?? null,
    timeZone: likely?.timeZone ?? null,
    signature: ruleSignature(places),
    places: JSON.stringify(places),
  };
}
