import { isId } from "#platform/ids";
import type { Sql } from "#platform/sql/db";
import { type Statement, statement } from "#platform/sql/statement";
import { FOUND_SQL, foundPeople, type PeopleCondition, type SubscriberFilter } from "./found.ts";

export const consentStates = ["subscribed", "pending", "unsubscribed", "never"] as const;
export type MarketingState = (typeof consentStates)[number];

export interface ListedSubscriber {
  id: string;
  /** E.164. */
  phone: string | null;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
  marketing: MarketingState;
  marketingAt: Date | null;
  country: string | null;
  region: string | null;
  tags: string[];
  createdAt: Date;
  /** The provider says that the number cannot receive texts. */
  isInvalid: boolean;
  /** A STOP stands: not even order texts may leave. */
  isOptedOut: boolean;
}

export interface SubscriberQuery extends SubscriberFilter {
  consent?: MarketingState | null;
  /** Cursors of an earlier page; at most one of them. */
  after?: string | null;
  before?: string | null;
  size?: number;
}

export interface SubscriberPage {
  subscribers: ListedSubscriber[];
  /** Null on the last page. */
  after: string | null;
  /** Null on the first page. */
  before: string | null;
}

/** Where the values of a condition begin that `subscriberPage` is given. */
export const FIRST_OWN_PLACE = 9;

// $1 shop id, $2 to $5 the filters, $6 page size + 1, $7 and $8 the cursor. By the index subscribers_newest, in
// either direction.
const found = `
  SELECT s.id, s.phone, s.first_name AS "firstName", s.last_name AS "lastName", s.email, s.marketing,
         s.marketing_at AS "marketingAt", s.country, s.region, s.tags, s.created_at AS "createdAt",
         s.invalid_at IS NOT NULL AS "isInvalid", p.phone_hash IS NOT NULL AS "isOptedOut"
  FROM subscribers s
  LEFT JOIN suppressions p ON p.shop_id = s.shop_id AND p.phone_hash = s.phone_hash AND p.lifted_at IS NULL
                          AND p.reason NOT IN ('invalid-number', 'reply-unsure')
  WHERE s.shop_id = $1 AND s.redacted_at IS NULL AND ${FOUND_SQL}`;
const forwards = ` AND ($7::timestamptz IS NULL OR (s.created_at, s.id) < ($7, $8::uuid))
   ORDER BY s.created_at DESC, s.id DESC LIMIT $6`;
const backwards = ` AND (s.created_at, s.id) > ($7::timestamptz, $8::uuid) ORDER BY s.created_at, s.id LIMIT $6`;
const list = {
  forwards: statement("list-subscribers", `${found} ${forwards}`),
  backwards: statement("list-subscribers-backwards", `${found} ${backwards}`),
};
const count = statement(
  "count-by-consent",
  `SELECT marketing, count(*) AS people FROM subscribers WHERE shop_id = $1 AND redacted_at IS NULL GROUP BY marketing`,
);

/**
 * The question for a page of the shop's subscribers, newest first and without the erased, and what is made of its answer. With
 * `among` only those are on it who meet that condition as well, whose values stand from FIRST_OWN_PLACE on. A cursor that is none
 * is ignored.
 */
export function subscriberPage(
  shopId: string,
  query: SubscriberQuery,
  among: PeopleCondition | null = null,
): { statement: Statement; values: unknown[]; pageOf: (rows: ListedSubscriber[]) => SubscriberPage } {
  const { size = 50 } = query;
  const cursor = parseCursor(query.after ?? query.before ?? "");
  const isBackwards = cursor !== null && !query.after;
  const values = [shopId, ...foundPeople(query).values, size + 1, cursor?.createdAt ?? null, cursor?.id ?? null];
  const order = isBackwards ? backwards : forwards;
  return {
    // A condition is the merchant's own: a name would keep each of them prepared on every connection.
    statement: among
      ? statement("", `${found} AND (${among.sql}) ${order}`)
      : list[isBackwards ? "backwards" : "forwards"],
    values: among ? [...values, ...among.values] : values,
    pageOf: (rows) => {
      const hasMore = rows.length > size;
      const page = rows.slice(0, size);
      if (isBackwards) page.reverse();
      const [first, last] = [page[0], page.at(-1)];
      const isFirstPage = cursor === null || (isBackwards && !hasMore);
      const isLastPage = !isBackwards && !hasMore;
      return {
        subscribers: page,
        after: last && !isLastPage ? cursorOf(last) : null,
        before: first && !isFirstPage ? cursorOf(first) : null,
      };
    },
  };
}

/** How many subscribers are in each state of consent. */
export async function countByConsent(db: Sql, shopId: string): Promise<Record<MarketingState, number>> {
  const counts: Record<MarketingState, number> = { subscribed: 0, pending: 0, unsubscribed: 0, never: 0 };
  const rows = await db.run<{ marketing: MarketingState; people: number }>(count, [shopId]);
  for (const { marketing, people } of rows) counts[marketing] = people;
  return counts;
}

function cursorOf({ createdAt, id }: ListedSubscriber): string {
  return `${createdAt.getTime()}_${id}`;
}

function parseCursor(text: string): { createdAt: Date; id: string } | null {
  const [time = "", id = ""] = text.split("_");
  return /^\d{1,15}$/.test(time) && isId(id) ? { createdAt: new Date(Number(time)), id } : null;
}
