import { z } from "zod";
import { EVIDENCE_KINDS, type Place } from "#domain/places/place";

const stored = z.array(
  z.object({
    kind: z.enum(EVIDENCE_KINDS),
    country: z.string(),
    region: z.string().nullable(),
    timeZones: z.array(z.string()),
    seenAt: z.coerce.date(),
  }),
);

/** The evidence of place as a subscriber's row keeps it. Throws when the row holds anything else. */
export function parsePlaces(places: unknown): Place[] {
  return stored.parse(places);
}

/** Seen again within this time, the same place is not written again. */
const FRESH_MS = 7 * 24 * 3_600_000;

/** The newest evidence of each kind, whatever order it comes in. Evidence that only repeats a fresh one changes nothing. */
export function addEvidence(known: Place[], seen: Place[]): Place[] {
  const all = [...known, ...seen];
  return EVIDENCE_KINDS.flatMap((kind) => {
    const ofKind = all.filter((place) => place.kind === kind);
    const newest = ofKind.reduce<Place | null>((best, place) => (best && !isNewer(place, best) ? best : place), null);
    return newest ? [newest] : [];
  });
}

function isNewer(place: Place, than: Place): boolean {
  const laterMs = place.seenAt.getTime() - than.seenAt.getTime();
  const isSame =
    place.country === than.country && place.region === than.region && place.timeZones.join() === than.timeZones.join();
  return laterMs > (isSame ? FRESH_MS : 0);
}
