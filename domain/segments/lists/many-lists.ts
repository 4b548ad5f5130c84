import type { Context } from "#domain/context";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

/** One person on one list. */
export interface Membership {
  shopId: string;
  listId: string;
  subscriberId: string;
}

/** Holds the lists themselves: no one is put on one that is being deleted, and a deletion of the same rows waits for us. */
const hold = statement(
  "lists-to-change",
  `SELECT l.id FROM lists l
   WHERE (l.shop_id, l.id) IN (SELECT t.shop_id, t.list_id FROM unnest($1::uuid[], $2::uuid[]) AS t(shop_id, list_id))
   ORDER BY l.shop_id, l.id
   FOR KEY SHARE`,
);
const add = statement(
  "add-to-lists",
  `INSERT INTO list_members (shop_id, list_id, subscriber_id, added_at)
   SELECT t.shop_id, t.list_id, s.id, $4::timestamptz
   FROM (SELECT DISTINCT u.* FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS u(shop_id, list_id, subscriber_id)) AS t
   JOIN lists l ON l.shop_id = t.shop_id AND l.id = t.list_id
   JOIN subscribers s ON s.shop_id = t.shop_id AND s.id = t.subscriber_id
   WHERE s.redacted_at IS NULL
   ORDER BY t.shop_id, t.list_id, s.id
   ON CONFLICT DO NOTHING`,
);
const remove = statement(
  "remove-from-lists",
  `DELETE FROM list_members m USING unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS t(shop_id, list_id, subscriber_id)
   WHERE m.shop_id = t.shop_id AND m.list_id = t.list_id AND m.subscriber_id = t.subscriber_id`,
);

/**
 * Puts people on lists, of any shops, inside the caller's transaction. A list that is not the shop's, or was
 * deleted, takes no one; erased people are left out. Safe to repeat.
 */
export async function addToLists(tx: Sql, { clock }: Pick<Context, "clock">, memberships: Membership[]): Promise<void> {
  if (memberships.length === 0) return;
  await holdLists(tx, memberships);
  await tx.run(...batch(add, { u: rowsOf(memberships) }, [clock.now()]));
}

/** Takes people off lists, of any shops. Safe to repeat. */
export async function removeFromLists(tx: Sql, memberships: Membership[]): Promise<void> {
  if (memberships.length === 0) return;
  await holdLists(tx, memberships);
  await tx.run(...batch(remove, { t: rowsOf(memberships) }));
}

async function holdLists(tx: Sql, memberships: Membership[]): Promise<void> {
  const lists = [...new Map(memberships.map((it) => [`${it.shopId} ${it.listId}`, it])).values()];
  await tx.run(...batch(hold, { t: columnsOf(lists, { shop_id: (it) => it.shopId, list_id: (it) => it.listId }) }));
}

function rowsOf(memberships: Membership[]) {
  return columnsOf(memberships, {
    shop_id: (it) => it.shopId,
    list_id: (it) => it.listId,
    subscriber_id: (it) => it.subscriberId,
  });
}
