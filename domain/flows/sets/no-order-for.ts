import type { NoOrderForSettings } from "#domain/flows/triggers/no-order-for";
import { NIL_ID } from "#platform/ids";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { type Asked, type DuePage, nextQuarter, PAGE, type TimeTrigger } from "./time-trigger.ts";

const DAY_MS = 86_400_000;

/** Served by subscriber_facts_last_order. */
const findDue = statement(
  "people-without-orders",
  `SELECT f.subscriber_id AS "subscriberId", f.last_order_at AS "lastOrderAt"
   FROM subscriber_facts f JOIN subscribers s ON s.shop_id = f.shop_id AND s.id = f.subscriber_id
   WHERE f.shop_id = $1 AND f.last_order_at > $2::timestamptz AND f.last_order_at <= $3::timestamptz
     AND (f.last_order_at, f.subscriber_id) > ($4::timestamptz, $5::uuid)
     AND s.redacted_at IS NULL AND (NOT $6::boolean OR s.marketing = 'subscribed')
   ORDER BY f.last_order_at, f.subscriber_id
   LIMIT $7`,
);

interface Row {
  subscriberId: string;
  lastOrderAt: Date;
}

export const noOrderForInSets: TimeTrigger<NoOrderForSettings> = { page, nextLook: (_, now) => nextQuarter(now) };

async function page(
  tx: Sql,
  { shopId, settings: { days }, isMarketing, from, until, cursor }: Asked<NoOrderForSettings>,
): Promise<DuePage> {
  const ago = (at: Date) => new Date(at.getTime() - days * DAY_MS);
  const [after = ago(from).toISOString(), id = NIL_ID] = cursor?.split(" ") ?? [];
  const rows = await tx.run<Row>(findDue, [shopId, ago(from), ago(until), after, id, isMarketing, PAGE]);
  const people = rows.map(({ subscriberId, lastOrderAt }) => ({
    subscriberId,
    at: new Date(lastOrderAt.getTime() + days * DAY_MS),
    subject: `no-order:${subscriberId}:${lastOrderAt.getTime()}`,
  }));
  const last = rows.at(-1);
  const isFull = last !== undefined && rows.length === PAGE;
  return { people, cursor: isFull ? `${last.lastOrderAt.toISOString()} ${last.subscriberId}` : null };
}
