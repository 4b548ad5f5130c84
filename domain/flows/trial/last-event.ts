import type { Subject } from "#domain/flows/definition/wording";
import { type TriggerKind, triggerType } from "#domain/flows/triggers/registry";
import type { EventDetails } from "#domain/flows/walk/entry";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import type { ShopOfTrial } from "./setting.ts";

/** Of the person's newest walks; by enrollments_shop_id_subscriber_id_idx. */
const readWalk = statement(
  "last-walk-of-kind",
  `SELECT coalesce(e.about, e.subject) AS about, e.event FROM enrollments e
   JOIN flow_versions v ON v.shop_id = e.shop_id AND v.id = e.version_id
   WHERE e.shop_id = $1 AND e.subscriber_id = $2 AND v.document -> 'trigger' ->> 'kind' = $3
   ORDER BY e.started_at DESC, e.id DESC LIMIT 1`,
);
const readOrder = statement(
  "last-order",
  `SELECT id AS about, NULL::jsonb AS event FROM orders
   WHERE shop_id = $1 AND subscriber_id = $2 ORDER BY placed_at DESC, id DESC LIMIT 1`,
);
const readCheckout = statement(
  "last-checkout",
  `SELECT token AS about, NULL::jsonb AS event FROM checkouts
   WHERE shop_id = $1 AND subscriber_id = $2 AND news_at IS NOT NULL ORDER BY news_at DESC, token LIMIT 1`,
);
const readAbout = statement(
  "about-of-trial",
  `SELECT coalesce(o.status_url, c.recovery_url) AS url, o.name, coalesce(o.currency, c.currency) AS currency,
          o.placed_at AS "placedAt", coalesce(o.total_micros, c.total_micros, 0) AS "totalMicros", coalesce(o.lines, c.lines, '[]') AS lines
   FROM (SELECT $1::uuid AS shop_id, $2::text AS about) a
   LEFT JOIN orders o ON o.shop_id = a.shop_id AND o.id = a.about
   LEFT JOIN checkouts c ON c.shop_id = a.shop_id AND c.token = a.about`,
);

const readOrdered = statement(
  "ordered-before-trial",
  `SELECT EXISTS (SELECT FROM orders WHERE shop_id = $1 AND subscriber_id = $2 AND placed_at < $3 AND id <> $4) AS "hadOrdered"`,
);

/** The order or checkout that an event was about, and what the event said. */
export interface LastEvent {
  about: string;
  event: EventDetails | null;
}

/**
 * The latest event of this kind that really happened to the person: the one that started their last walk of the
 * kind, else their last order or checkout for a trigger about one. Null when there is none.
 */
export async function lastEvent(
  db: Sql,
  shopId: string,
  subscriberId: string,
  kind: TriggerKind,
): Promise<LastEvent | null> {
  const [walk] = await db.run<LastEvent>(readWalk, [shopId, subscriberId, kind]);
  if (walk) return walk;
  const { about } = triggerType(kind);
  if (about === "none") return null;
  const [found] = await db.run<LastEvent>(about === "order" ? readOrder : readCheckout, [shopId, subscriberId]);
  return found ?? null;
}

/** Whether the person had ordered before, apart from the order that the event is about. */
export async function hadOrdered(
  db: Sql,
  shopId: string,
  subscriberId: string,
  before: Date,
  about: string,
): Promise<boolean> {
  const [row] = await db.run<{ hadOrdered: boolean }>(readOrdered, [shopId, subscriberId, before, about]);
  return row?.hadOrdered ?? false;
}

/** What the texts of a walk after this event are about. */
export async function realSubject(db: Sql, shopId: string, last: LastEvent, shop: ShopOfTrial): Promise<Subject> {
  type About = Omit<Subject, "event" | keyof ShopOfTrial>;
  const [about] = await db.run<About>(readAbout, [shopId, last.about]);
  const nothing: About = { url: null, name: null, currency: null, totalMicros: 0, lines: [], placedAt: null };
  return { ...nothing, ...about, ...shop, event: last.event };
}
