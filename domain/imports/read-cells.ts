/** What a file says of somebody's consent; null when it cannot be told. */
export type SaidConsent = "yes" | "no" | "never" | null;

const YES = new Set(
  "yes y true 1 subscribed optedin optin active confirmed accepted accepts granted oui ja si subscriber singleoptin doubleoptin".split(
    " ",
  ),
);
const NO = new Set(
  "unsubscribed optedout optout stop stopped suppressed blocked donottext donotcontact removed revoked unsubscribe".split(
    " ",
  ),
);
const NEVER = new Set(
  "no n false 0 neversubscribed notsubscribed never none pending pendingconfirmation inactive nonsubscribed nosubscribed invalid redacted non nein".split(
    " ",
  ),
);

/** Reads a cell of a consent column: yes, no (they took it back), never (they have not agreed, or not yet). */
export function readConsent(cell: string): SaidConsent {
  const word = cell.toLowerCase().replace(/[^a-z0-9]/g, "");
  if (YES.has(word)) return "yes";
  if (NO.has(word)) return "no";
  return word === "" || NEVER.has(word) ? "never" : null;
}

const ISO = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?)?\s*(Z|UTC|[+-]\d\d:?\d\d)?$/i;
const SLASHED = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?:[ ,T]+(\d{1,2}):(\d\d)(?::(\d\d))?\s*([ap]m)?)?$/i;
const EPOCH = /^\d{10}(\d{3})?$/;

/**
 * Reads a date as exports write it; null for what is none. "03/04/2026" is March 4th where the month comes first, as in
 * the United States. A time without a zone is read as UTC.
 */
export function readDate(cell: string, isMonthFirst: boolean): Date | null {
  const iso = ISO.exec(cell);
  if (iso) {
    const [, year, month, day, hour = "0", minute = "0", second = "0", zone] = iso;
    return exactDate(
      Number(year),
      Number(month),
      Number(day),
      Number(hour),
      Number(minute),
      Number(second),
      offsetMs(zone),
    );
  }
  const slashed = SLASHED.exec(cell);
  if (slashed) {
    const [, first, other, year, hour = "0", minute = "0", second = "0", half] = slashed;
    const [month, day] = isMonthFirst || Number(other) > 12 ? [first, other] : [other, first];
    const hours = half ? (Number(hour) % 12) + (half.toLowerCase() === "pm" ? 12 : 0) : Number(hour);
    return exactDate(Number(year), Number(month), Number(day), hours, Number(minute), Number(second), 0);
  }
  const epoch = EPOCH.exec(cell);
  return epoch ? new Date(Number(cell) * (epoch[1] === undefined ? 1_000 : 1)) : null;
}

/** Refuses the 31st of April. */
function exactDate(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
  offset: number,
): Date | null {
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || hour > 23 || minute > 59) return null;
  return offset === 0 ? date : new Date(date.getTime() - offset);
}

function offsetMs(zone: string | undefined): number {
  if (zone === undefined || /^(z|utc)$/i.test(zone)) return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone.startsWith("-") ? -minutes : minutes) * 60_000;
}
