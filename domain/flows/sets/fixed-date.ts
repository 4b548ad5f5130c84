import type { FixedDateSettings } from "#domain/flows/triggers/fixed-date";
import { NIL_ID } from "#platform/ids";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { type Asked, type DuePage, nextQuarter, PAGE, type TimeTrigger } from "./time-trigger.ts";

const HOUR_MS = 3_600_000;
/** The first and the last clocks of the world. */
const EAST_HOURS = 14;
const WEST_HOURS = 12;

const findDue = statement(
  "people-of-a-date",
  `WITH page AS MATERIALIZED (
     SELECT s.id, s.time_zone, s.marketing, s.redacted_at FROM subscribers s
     WHERE s.shop_id = $1 AND s.id > $2::uuid ORDER BY s.id LIMIT $3
   ), due AS (
     SELECT page.id, ($4::date + make_interval(hours => $5::int)) AT TIME ZONE coalesce(page.time_zone, $6) AS at
     FROM page WHERE page.redacted_at IS NULL AND (NOT $7::boolean OR page.marketing = 'subscribed')
   )
   SELECT page.id AS "subscriberId", due.at
   FROM page LEFT JOIN due ON due.id = page.id AND due.at > $8::timestamptz AND due.at <= $9::timestamptz
     AND NOT EXISTS (SELECT FROM (SELECT own.flow_id FROM enrollments own
                                  WHERE own.shop_id = $1 AND own.subject = 'on:' || $4 || ':' || due.id OFFSET 0) e WHERE e.flow_id = $10)
   ORDER BY page.id`,
);

export const fixedDateInSets: TimeTrigger<FixedDateSettings> = { page, nextLook };

async function page(
  tx: Sql,
  { shopId, flowId, settings: { date, hour }, zone, isMarketing, from, until, cursor }: Asked<FixedDateSettings>,
): Promise<DuePage> {
  // No one's clock shows it yet, or everyone's has: the whole shop need not be read to know it.
  if (date === null || until < momentIn(date, hour, EAST_HOURS)) return { people: [], cursor: null };
  if (from >= momentIn(date, hour, -WEST_HOURS)) return { people: [], cursor: null };
  const asked = [shopId, cursor ?? NIL_ID, PAGE, date, hour, zone, isMarketing, from, until, flowId];
  const rows = await tx.run<{ subscriberId: string; at: Date | null }>(findDue, asked);
  const people = rows.flatMap(({ subscriberId, at }) =>
    at === null ? [] : [{ subscriberId, at, subject: `on:${date}:${subscriberId}` }],
  );
  return { people, cursor: rows.length === PAGE ? (rows.at(-1)?.subscriberId ?? null) : null };
}

function nextLook({ date, hour }: FixedDateSettings, now: Date): Date | null {
  if (date === null || now >= momentIn(date, hour, -WEST_HOURS)) return null;
  const first = momentIn(date, hour, EAST_HOURS);
  return now < first ? first : nextQuarter(now);
}

function momentIn(date: string, hour: number, offsetHours: number): Date {
  return new Date(Date.parse(`${date}T00:00:00Z`) + (hour - offsetHours) * HOUR_MS);
}
