import type { Person } from "#domain/imports/reading/person";
import type { RefusalReason } from "#domain/imports/reading/refusal";
import type { Place } from "#domain/places/place";
import { placeOfAddress } from "#domain/places/place";
import { MOST_TAGS } from "#domain/subscribers/change-tag";
import { parsePlaces } from "#domain/subscribers/evidence";

/** What is known of a number: its subscriber, if it has one (the columns of look-up.sql), and why it must not be texted. */
export interface Known {
  phoneHash: string;
  id: string | null;
  marketing: "never" | "pending" | "subscribed" | "unsubscribed" | null;
  marketingAt: Date | null;
  email: string | null;
  firstName: string | null;
  lastName: string | null;
  tags: string[] | null;
  places: unknown;
  redactedAt: Date | null;
  suppressedBecause: string | null;
}

/** What is to become of a line. */
export type Verdict =
  | { kind: "new" }
  | { kind: "unchanged" }
  | { kind: "duplicate" }
  | { kind: "refused"; reason: RefusalReason }
  /** `details`: names and tags as they are from now on. `consents`: the ledger has to hear of it. */
  | { kind: "updated"; subscriberId: string; details: Details | null; consents: boolean }
  | { kind: "suppressed"; subscriberId: string | null };

export interface Details {
  email: string | null;
  firstName: string | null;
  lastName: string | null;
  tags: string[];
}

export interface DecideOptions {
  /** The file's names and e-mails go before ours. */
  replaces: boolean;
  /** It is a list of numbers that must not be texted: a number is blocked even if its owner wants no marketing already. */
  blocks: boolean;
}

/**
 * What a line comes to, given what is known. A no in a file counts against whatever we know that is not newer; a yes never
 * takes back a no, a STOP or an erasure, and answers for no one who was asked to confirm. Pure: the dry run and the
 * import ask the same.
 */
export function decidePerson(person: Person, known: Known | undefined, { replaces, blocks }: DecideOptions): Verdict {
  if (person.isUnsubscribed) return decideNo(person, known, blocks);
  if (known === undefined) return { kind: "new" };
  // Before anything else that refuses them: no line of an erased person is kept.
  if (known.redactedAt !== null && person.decidedAt <= known.redactedAt) return refusedVerdict("erased");
  if (known.suppressedBecause === "invalid-number") return refusedVerdict("invalid-number");
  if (known.suppressedBecause !== null) return refusedVerdict("suppressed");
  if (known.id === null) return { kind: "new" };
  if (known.marketing === "unsubscribed") return refusedVerdict("opted-out");
  if (known.marketing === "pending") return refusedVerdict("awaits-confirmation");
  const details = detailsOf(person, known, replaces);
  const consents = known.marketing === "never";
  if (details === null && !consents && !tellsPlace(person, known)) return { kind: "unchanged" };
  return { kind: "updated", subscriberId: known.id, details, consents };
}

function decideNo(person: Person, known: Known | undefined, blocks: boolean): Verdict {
  if (known === undefined || known.id === null) {
    const isSuppressed =
      known !== undefined && known.suppressedBecause !== null && known.suppressedBecause !== "invalid-number";
    return isSuppressed ? { kind: "unchanged" } : { kind: "suppressed", subscriberId: null };
  }
  if (known.marketing === "unsubscribed" && (known.suppressedBecause !== null || !blocks)) return { kind: "unchanged" };
  if (known.marketing !== "unsubscribed" && known.marketingAt !== null && known.marketingAt > person.decidedAt)
    return refusedVerdict("older-news");
  return { kind: "suppressed", subscriberId: known.id };
}

/** Null when the file tells nothing new about names and tags. Tags are only ever added. */
function detailsOf(person: Person, known: Known, replaces: boolean): Details | null {
  const choose = (ours: string | null, theirs: string | null) => (replaces ? (theirs ?? ours) : (ours ?? theirs));
  const tags = known.tags ?? [];
  const details = {
    email: choose(known.email, person.email),
    firstName: choose(known.firstName, person.firstName),
    lastName: choose(known.lastName, person.lastName),
    tags: [...new Set([...tags, ...person.tags])].slice(0, Math.max(MOST_TAGS, tags.length)),
  };
  const isSame =
    details.email === known.email &&
    details.firstName === known.firstName &&
    details.lastName === known.lastName &&
    details.tags.length === tags.length;
  return isSame ? null : details;
}

/** An address that no evidence names yet: what repeats it, as an export of ours does, tells nothing. */
function tellsPlace({ address, decidedAt }: Person, known: Known): boolean {
  const place = address === null ? null : placeOfAddress("billing", address, decidedAt);
  if (place === null) return false;
  return !parsePlaces(known.places).some((it) => isSamePlace(it, place));
}

function isSamePlace(a: Place, b: Place): boolean {
  return a.country === b.country && a.region === b.region;
}

function refusedVerdict(reason: RefusalReason): Verdict {
  return { kind: "refused", reason };
}
