import { recordConsent } from "#domain/consent/record";
import type { Context } from "#domain/context";
import { addTimelineEntries } from "#domain/subscribers/add-timeline-entries";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

/** Two records of a store's customers that became one. */
export interface CustomerMerge {
  shopId: string;
  keptId: string;
  goneId: string;
  mergedAt: Date;
}

interface Owner {
  id: string;
  customerId: string;
  marketing: string;
}

const lock = statement(
  "lock-merged-customers",
  `SELECT id, customer_id AS "customerId", marketing FROM subscribers
   WHERE shop_id = $1 AND customer_id = ANY($2::text[]) AND redacted_at IS NULL
   ORDER BY id FOR NO KEY UPDATE`,
);
const rename = statement(
  "rename-merged-customer",
  `UPDATE subscribers SET customer_id = $3, updated_at = $4, identity_news = identity_news || jsonb_build_object('customerId', $5::int8)
   WHERE shop_id = $1 AND customer_id = $2`,
);
const moveOrders = statement(
  "move-orders",
  "UPDATE orders SET subscriber_id = $3 WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[])",
);
const moveCheckouts = statement(
  "move-checkouts",
  "UPDATE checkouts SET subscriber_id = $3 WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[])",
);
/** Counted taps are in the facts of the person who has them, and move along. The trigger on clicks sees no new one. */
const moveTaps = statement(
  "move-taps",
  `WITH moved AS (
     UPDATE clicks SET subscriber_id = $3 WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[]) RETURNING counted, clicked_at
   ), sums AS (
     SELECT count(*) AS clicks, max(clicked_at) AS last_at FROM moved WHERE counted HAVING count(*) > 0
   ), left_behind AS (
     UPDATE subscriber_facts SET clicks = 0, last_click_at = NULL
     WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[]) AND EXISTS (SELECT FROM sums)
   )
   INSERT INTO subscriber_facts AS f (shop_id, subscriber_id, clicks, last_click_at)
   SELECT $1, $3, clicks, last_at FROM sums
   ON CONFLICT (shop_id, subscriber_id) DO UPDATE
   SET clicks = f.clicks + excluded.clicks, last_click_at = greatest(f.last_click_at, excluded.last_click_at)`,
);
const joinLists = statement(
  "join-lists",
  `INSERT INTO list_members (shop_id, list_id, subscriber_id, added_at)
   SELECT shop_id, list_id, $3, min(added_at) FROM list_members WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[])
   GROUP BY shop_id, list_id ON CONFLICT DO NOTHING`,
);
const leaveLists = statement(
  "leave-lists",
  "DELETE FROM list_members WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[])",
);
/** What the record that is kept has stays. */
const moveProperties = statement(
  "move-properties",
  `WITH moved AS (
     DELETE FROM subscriber_properties WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[])
     RETURNING shop_id, name, value, number, day, month_day, updated_at
   )
   INSERT INTO subscriber_properties (shop_id, name, subscriber_id, value, number, day, month_day, updated_at)
   SELECT DISTINCT ON (name) shop_id, name, $3::uuid, value, number, day, month_day, updated_at FROM moved
   ORDER BY name, updated_at DESC
   ON CONFLICT DO NOTHING`,
);

/**
 * Makes one person of two: the store says that both records are of the same. Orders, checkouts, taps, lists and properties go to
 * the record that is kept. A no to one of their numbers is a no to all of them; a yes stays with its own number. Safe to repeat.
 */
export async function mergeCustomers(tx: Sql, ctx: Pick<Context, "clock">, merges: CustomerMerge[]): Promise<void> {
  const inOrder = [...merges].sort((a, b) => a.mergedAt.getTime() - b.mergedAt.getTime());
  for (const merge of inOrder) await mergeOne(tx, ctx, merge);
}

async function mergeOne(tx: Sql, ctx: Pick<Context, "clock">, merge: CustomerMerge): Promise<void> {
  const { shopId, keptId, goneId, mergedAt } = merge;
  const owners = await tx.run<Owner>(lock, [shopId, [keptId, goneId]]);
  const gone = owners.filter((it) => it.customerId === goneId);
  if (gone.length === 0) return;
  // With its time, or late news of the record that is gone would name them by it again.
  await tx.run(rename, [shopId, goneId, keptId, ctx.clock.now(), mergedAt.getTime()]);
  const [kept] = owners.filter((it) => it.customerId === keptId);
  if (!kept) return;
  const move = [shopId, gone.map((it) => it.id), kept.id];
  for (const statementOf of [moveOrders, moveCheckouts, moveTaps, joinLists, moveProperties])
    await tx.run(statementOf, move);
  await tx.run(leaveLists, move.slice(0, 2));
  await keepStrictest(tx, ctx, merge, owners);
  const entry = { shopId, subscriberId: kept.id, kind: "customer-merged", occurredAt: mergedAt, data: {} };
  await addTimelineEntries(tx, [entry], ctx.clock.now());
}

async function keepStrictest(
  tx: Sql,
  ctx: Pick<Context, "clock">,
  { shopId, goneId, mergedAt: occurredAt }: CustomerMerge,
  owners: Owner[],
): Promise<void> {
  if (owners.every((it) => it.marketing !== "unsubscribed")) return;
  const others = owners.filter((it) => it.marketing !== "unsubscribed");
  const decision = { shopId, state: "unsubscribed" as const, source: "shopify" as const, occurredAt };
  await recordConsent(
    tx,
    ctx,
    others.map(({ id: subscriberId }) => ({ ...decision, subscriberId, evidence: { mergedCustomer: goneId } })),
  );
}
