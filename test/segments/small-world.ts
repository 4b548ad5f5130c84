import fc from "fast-check";
import { newId } from "#platform/ids";

/** Words that would do harm anywhere but in a value, and some that would not. */
export const WORDS = [
  "vip",
  "VIP",
  "Cedar candle",
  "'; DROP TABLE subscribers; --",
  '"quoted"',
  "$1",
  "$2::text",
  "{a,b}",
  "back\\slash",
  "%_",
  "NULL",
  "ünïcödé 🎁",
  "/* comment */",
  "s.shop_id",
];

export const PLACES = ["US-FL", "US-NY", "CA-ON", "US", "CA", "FR"];
export const ZONES = ["America/New_York", "America/Los_Angeles", "Europe/Paris"];
export const DAYS = [1, 2, 7, 30, 90];
const DAY_MS = 24 * 3_600_000;

/** Things that rules may name. */
export const FLOWS = [newId(), newId()] as const;
export const LISTS = [newId(), newId()] as const;
export const CAMPAIGNS = [newId(), newId()] as const;

export interface SmallOrder {
  at: Date;
  totalMicros: number;
  refundedMicros: number;
  isCancelled: boolean;
  titles: string[];
}

export interface SmallProperty {
  name: string;
  value: string | number | boolean | string[];
}

/** Values that properties have, by name; PROPERTY_WORDS are what rules compare them with. */
const PROPERTIES = {
  color: ["red", "Dark Red", "'; DROP TABLE", "5", "NULL"],
  size: [5, 5.5, -1],
  born: ["2000-02-29", "1990-11-24"],
  likes: [["red", "tea"], ["$1"]],
  member: [true, false],
} as const;
export const PROPERTY_NAMES = Object.keys(PROPERTIES);

export interface SmallPerson {
  country: string | null;
  region: string | null;
  timeZone: string | null;
  tags: string[];
  marketing: "never" | "pending" | "subscribed" | "unsubscribed";
  marketingAt: Date | null;
  createdAt: Date;
  isErased: boolean;
  orders: SmallOrder[];
  clicks: { at: Date; counted: boolean; campaign: number | null }[];
  replies: Date[];
  /** As the frequency cap keeps them: oldest first. Null when nothing was ever sent. */
  texts: Date[] | null;
  enrollments: { flow: number; state: "waiting" | "finished" | "exited"; startedAt: Date; endedAt: Date | null }[];
  lists: number[];
  properties: SmallProperty[];
  yeses: { source: string; state: string; applied: boolean; scope: string }[];
}

const anyProperties = fc.uniqueArray(
  fc.oneof(
    ...Object.entries(PROPERTIES).map(([name, values]) =>
      fc.record({ name: fc.constant(name), value: fc.constantFrom(...(values as readonly SmallProperty["value"][])) }),
    ),
  ),
  { maxLength: 3, selector: ({ name }) => name },
);

/** Moments around those that rules speak of: the very instant, and a millisecond and some hours to each side. */
function moment(now: Date): fc.Arbitrary<Date> {
  const aside = fc.constantFrom(-1, 0, 1, 5 * 3_600_000, -5 * 3_600_000);
  return fc
    .tuple(fc.constantFrom(0, ...DAYS, 31, 60, 200), aside)
    .map(([days, ms]) => new Date(now.getTime() - days * DAY_MS + ms));
}

/** A person about whom anything may be known, or nothing. */
export function smallPerson(now: Date): fc.Arbitrary<SmallPerson> {
  const at = moment(now);
  const place = fc.constantFrom("US-FL", "US-NY", "CA-ON", "FR", null);
  const words = fc.uniqueArray(fc.constantFrom(...WORDS), { maxLength: 3 });
  const amount = fc.constantFrom(0, 1, 49_990_000, 50_000_000, 100_000_000);
  return fc
    .record({
      place,
      timeZone: fc.constantFrom(...ZONES, null),
      tags: words,
      marketing: fc.constantFrom("never", "pending", "subscribed", "subscribed", "unsubscribed"),
      marketingAt: fc.option(at),
      createdAt: at,
      isErased: fc.constantFrom(false, false, false, true),
      orders: fc.array(
        fc.record({
          at,
          totalMicros: amount,
          refundedMicros: fc.constantFrom(0, 0, 1, 50_000_000),
          isCancelled: fc.constantFrom(false, false, true),
          titles: words,
        }),
        { maxLength: 4 },
      ),
      clicks: fc.array(fc.record({ at, counted: fc.boolean(), campaign: fc.constantFrom(null, 0, 1) }), {
        maxLength: 3,
      }),
      replies: fc.array(at, { maxLength: 3 }),
      texts: fc.option(fc.array(at, { maxLength: 4 })),
      enrollments: fc.array(
        fc.record({
          flow: fc.constantFrom(0, 1),
          state: fc.constantFrom("waiting", "finished", "exited"),
          startedAt: at,
          endedAt: fc.option(at),
        }),
        { maxLength: 2 },
      ),
      lists: fc.uniqueArray(fc.constantFrom(0, 1)),
      properties: anyProperties,
      yeses: fc.array(
        fc.record({
          source: fc.constantFrom("checkout", "import", "merchant"),
          state: fc.constantFrom("subscribed", "pending", "unsubscribed"),
          applied: fc.boolean(),
          scope: fc.constantFrom("marketing", "transactional"),
        }),
        { maxLength: 2 },
      ),
    })
    .map(({ place: code, texts, ...rest }) => ({
      ...rest,
      country: code?.slice(0, 2) ?? null,
      region: code?.slice(3) || null,
      // What the cap forgets, it forgets by its newest text.
      texts: texts && keptOf(texts),
    }));
}

function keptOf(texts: Date[]): Date[] {
  const sorted = texts.toSorted((a, b) => a.getTime() - b.getTime());
  const newest = sorted.at(-1)?.getTime() ?? 0;
  return sorted.filter((at) => at.getTime() > newest - 31 * DAY_MS);
}
