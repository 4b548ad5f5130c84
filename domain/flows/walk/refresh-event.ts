import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { storableJson } from "#platform/sql/storable";
import type { TriggerEvent } from "./entry.ts";

/** Served by the unique key of enrollments, and by enrollments_about. */
const refresh = statement(
  "refresh-events",
  `WITH told AS (
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::jsonb[]) AS t(shop_id, subject, event)
   ), held AS (
     SELECT e.shop_id, e.id, t.event FROM told t
     JOIN enrollments e ON e.shop_id = t.shop_id AND (e.subject = t.subject AND e.about IS NULL OR e.about = t.subject)
     WHERE e.state <> 'exited' AND e.event IS NOT NULL
     ORDER BY e.shop_id, e.id
     FOR UPDATE OF e
   )
   UPDATE enrollments e SET event = h.event FROM held h WHERE e.shop_id = h.shop_id AND e.id = h.id`,
);

/** Walks that are about these subjects tell from now on what the newest news say: what is in the cart, where it is. */
export async function refreshEvents(tx: Sql, news: TriggerEvent[]): Promise<void> {
  const told = news.filter(({ event }) => event !== undefined);
  if (told.length === 0) return;
  const t = columnsOf(told, {
    shop_id: (it) => it.shopId,
    subject: (it) => it.about ?? it.subject,
    event: (it) => storableJson(it.event ?? {}),
  });
  await tx.run(...batch(refresh, { t }));
}
