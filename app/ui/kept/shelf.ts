/** What of a form is kept in the browser until the server has it. */
export interface Kept {
  /** When it was typed, in milliseconds. */
  at: number;
  /** The version of the record that was on screen then. */
  version: string;
  /** By the field's name. */
  values: Record<string, unknown>;
}

/** A form as it is kept: of one shop and one record. */
export interface Place {
  shop: string;
  form: string;
  record: string;
}

const PREFIX = "cartbell:kept:";
const LONGEST_MS = 30 * 24 * 3_600_000;

/**
 * What a form left behind: in this tab, or else in a tab that was closed, the latest first. What another open tab is
 * still working on stays that tab's.
 */
export function findKept(shelf: Storage, place: Place, tab: string, openTabs: ReadonlySet<string>): Kept | null {
  const own = readKept(shelf, keyOf(place, tab));
  if (own) return own;
  const closed = keysOf(shelf)
    .filter((key) => key.startsWith(keyOf(place, "")) && !openTabs.has(key.slice(keyOf(place, "").length)))
    .flatMap((key) => {
      const kept = readKept(shelf, key);
      return kept ? [{ key, kept }] : [];
    })
    .sort((one, other) => other.kept.at - one.kept.at)[0];
  if (!closed) return null;
  shelf.removeItem(closed.key);
  putKept(shelf, place, tab, closed.kept);
  return closed.kept;
}

/** Keeps it; when the browser has no room, what is oldest makes way. False when it cannot be kept at all. */
export function putKept(shelf: Storage, place: Place, tab: string, kept: Kept): boolean {
  const key = keyOf(place, tab);
  for (;;) {
    try {
      shelf.setItem(key, JSON.stringify(kept));
      return true;
    } catch {
      const oldest = keysOf(shelf)
        .filter((other) => other !== key)
        .sort((one, other) => (readKept(shelf, one)?.at ?? 0) - (readKept(shelf, other)?.at ?? 0))[0];
      if (oldest === undefined) return false;
      shelf.removeItem(oldest);
    }
  }
}

export function forgetKept(shelf: Storage, place: Place, tab: string): void {
  shelf.removeItem(keyOf(place, tab));
}

/** Removes what was typed more than a month ago. */
export function forgetOld(shelf: Storage, now: number): void {
  for (const key of keysOf(shelf)) {
    const kept = readKept(shelf, key);
    if (!kept || now - kept.at > LONGEST_MS) shelf.removeItem(key);
  }
}

function keyOf({ shop, form, record }: Place, tab: string): string {
  return `${PREFIX}${[shop, form, record].map(encodeURIComponent).join(":")}:${tab}`;
}

function keysOf(shelf: Storage): string[] {
  const keys = Array.from({ length: shelf.length }, (_, place) => shelf.key(place));
  return keys.filter((key): key is string => key?.startsWith(PREFIX) ?? false);
}

/** Null for what an older version of the app, or someone's hand, left there. */
function readKept(shelf: Storage, key: string): Kept | null {
  try {
    const kept: unknown = JSON.parse(shelf.getItem(key) ?? "null");
    return isKept(kept) ? kept : null;
  } catch {
    return null;
  }
}

function isKept(it: unknown): it is Kept {
  if (typeof it !== "object" || it === null) return false;
  const { at, version, values } = it as Partial<Kept>; // checked in the next line
  return typeof at === "number" && typeof version === "string" && typeof values === "object" && values !== null;
}
