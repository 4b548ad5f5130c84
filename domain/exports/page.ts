import type { PeopleCondition } from "#domain/subscribers/found";
import type { MarketingState } from "#domain/subscribers/list";
import type { Sql } from "#platform/sql/db";
import { type Statement, statement } from "#platform/sql/statement";

/** One person as the file names them. */
export interface ExportedPerson {
  id: string;
  /** E.164. */
  phone: string;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
  country: string | null;
  region: string | null;
  timeZone: string | null;
  marketing: MarketingState;
  marketingAt: Date | null;
  /** Where the decision that stands came from, and the words the person was shown or wrote. */
  consentSource: string | null;
  consentWords: string | null;
  /** Why no text may go to the number whatever was agreed, or null. */
  blockedBecause: string | null;
  tags: string[];
  orders: number;
  /** "42.00", or "42.00 + 7.50" when there are several currencies; refunds are taken off. */
  spent: string | null;
  currencies: string | null;
  createdAt: Date;
}

/**
 * Up to `size` of the people, in the order of their ids, after the one given. Each page sees the table as it is then: a
 * snapshot held for the whole file would keep PostgreSQL from cleaning up behind every text sent meanwhile.
 */
export function readPage(
  db: Sql,
  shopId: string,
  people: PeopleCondition,
  { after, size }: { after: string | null; size: number },
): Promise<ExportedPerson[]> {
  return db.run<ExportedPerson>(pageOf(people), [shopId, ...people.values, after, size]);
}

/** How many people the file will hold. */
export async function countPeople(db: Sql, shopId: string, people: PeopleCondition): Promise<number> {
  const [row] = await db.run<{ people: number }>(
    unnamedStatement(`SELECT count(*) AS people FROM subscribers s WHERE ${OF_THE_SHOP} AND (${people.sql})`),
    [shopId, ...people.values],
  );
  return row?.people ?? 0;
}

const OF_THE_SHOP = "s.shop_id = $1 AND s.redacted_at IS NULL AND s.phone IS NOT NULL";

/** The people are chosen first, so that their consent and orders are looked up for one page and no more. */
function pageOf({ sql, values }: PeopleCondition): Statement {
  const [after, size] = [`$${values.length + 2}`, `$${values.length + 3}`];
  return unnamedStatement(`
    WITH page AS MATERIALIZED (
      SELECT s.* FROM subscribers s
      WHERE ${OF_THE_SHOP} AND (${after}::uuid IS NULL OR s.id > ${after}) AND (${sql})
      ORDER BY s.id LIMIT ${size})
    SELECT s.id, s.phone, s.first_name AS "firstName", s.last_name AS "lastName", s.email, s.country, s.region,
           s.time_zone AS "timeZone", s.marketing, s.marketing_at AS "marketingAt", c.source AS "consentSource",
           c.text_shown AS "consentWords", p.reason AS "blockedBecause", s.tags, coalesce(o.orders, 0) AS orders,
           o.spent, o.currencies, s.created_at AS "createdAt"
    FROM page s
    LEFT JOIN suppressions p ON p.shop_id = s.shop_id AND p.phone_hash = s.phone_hash AND p.lifted_at IS NULL
    LEFT JOIN LATERAL (
      SELECT e.source, e.text_shown FROM consent_events e
      WHERE e.shop_id = s.shop_id AND e.subscriber_id = s.id AND e.scope IN ('marketing', 'all') AND e.state = s.marketing
        AND e.occurred_at = s.marketing_at
      ORDER BY e.applied DESC, e.recorded_at, e.id LIMIT 1) c ON true
    LEFT JOIN LATERAL (
      SELECT sum(n)::int AS orders, string_agg(currency, ' + ' ORDER BY n DESC, currency) AS currencies,
             string_agg(to_char(micros / 1000000.0, 'FM999999999999990.00'), ' + ' ORDER BY n DESC, currency) AS spent
      FROM (SELECT currency, count(*) AS n, sum(total_micros - refunded_micros) AS micros FROM orders
            WHERE shop_id = s.shop_id AND subscriber_id = s.id AND cancelled_at IS NULL GROUP BY currency) each) o ON true
    ORDER BY s.id`);
}

/** The condition differs from export to export: a name would keep each of them prepared on every connection. */
function unnamedStatement(text: string): Statement {
  return statement("", text);
}
