import type { Db } from "#platform/sql/db";
import { statement, statementFile } from "#platform/sql/statement";

/** Where some of an audience live. The share is in people out of the sum of all shares. */
export interface AudiencePlace {
  areaCode: string;
  /** US or CA; the United States when absent. */
  country?: string;
  region: string;
  timeZone: string;
  share: number;
}

export interface AudienceOptions {
  shopId: string;
  count: number;
  places?: AudiencePlace[];
  /** The number of the first of them; numbers of one shop must not meet. */
  first?: number;
  tags?: string[];
  /** Business time. */
  now: Date;
}

/** Four states whose rules differ, in four zones. */
export const ACROSS_THE_COUNTRY: AudiencePlace[] = [
  { areaCode: "646", region: "NY", timeZone: "America/New_York", share: 4 },
  { areaCode: "512", region: "TX", timeZone: "America/Chicago", share: 3 },
  { areaCode: "303", region: "CO", timeZone: "America/Denver", share: 1 },
  { areaCode: "415", region: "CA", timeZone: "America/Los_Angeles", share: 4 },
];

const insert = statementFile(import.meta.url, "./insert-audience.sql");
const analyze = statement("analyze-subscribers", "VACUUM ANALYZE subscribers");

const PER_STATEMENT = 100_000;
/** Digits after the area code run from 2,000,000. */
const MOST_NUMBERS = 8_000_000;
const MONTH_MS = 30 * 24 * 3_600_000;

/** Puts subscribed people with American numbers into a shop: about 40,000 a second. Each number is used once in it. */
export async function insertAudience(db: Db, options: AudienceOptions): Promise<void> {
  const { shopId, count, places = ACROSS_THE_COUNTRY, first = 0, tags = null, now } = options;
  if (first + count > MOST_NUMBERS) throw new Error(`A shop here has room for ${MOST_NUMBERS} people.`);
  const spread = places.flatMap((place) => Array.from({ length: place.share }, () => place));
  const columns = [
    spread.map((place) => place.areaCode),
    spread.map((place) => place.country ?? "US"),
    spread.map((place) => place.region),
    spread.map((place) => place.timeZone),
    spread.map((place) => signatureOf(place)),
  ];
  const subscribedAt = new Date(now.getTime() - MONTH_MS);
  for (let begin = first; begin < first + count; begin += PER_STATEMENT) {
    const last = Math.min(begin + PER_STATEMENT, first + count) - 1;
    await db.run(insert, [shopId, begin, last, ...columns, tags, subscribedAt]);
  }
}

// Only the United States have rules by state (domain/places/signature.ts).
function signatureOf({ country = "US", region, timeZone }: AudiencePlace): string {
  return `${country === "US" ? `US-${region}` : country}@${timeZone}`;
}

/** What PostgreSQL does by itself within minutes of such an insert; call it once when all are there. */
export async function settleAudiences(db: Db): Promise<void> {
  await db.run(analyze);
}
