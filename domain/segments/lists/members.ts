import type { Context } from "#domain/context";
import { MOST_PEOPLE } from "#domain/subscribers/change-tag";
import { notFoundError, UserError } from "#domain/user-error";
import { isId } from "#platform/ids";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { createList } from "./manage.ts";

/** Holds the list itself, so that no one is put on one that is being deleted. */
const find = statement("list-to-change", "SELECT id FROM lists WHERE shop_id = $1 AND id = $2 FOR KEY SHARE");
const add = statement(
  "add-to-list",
  `INSERT INTO list_members (shop_id, list_id, subscriber_id, added_at)
   SELECT $1, $2, s.id, $4 FROM unnest($3::uuid[]) AS t(id) JOIN subscribers s ON s.shop_id = $1 AND s.id = t.id
   WHERE s.redacted_at IS NULL
   ORDER BY s.id
   ON CONFLICT DO NOTHING RETURNING 1`,
);
const remove = statement(
  "remove-from-list",
  "DELETE FROM list_members WHERE shop_id = $1 AND list_id = $2 AND subscriber_id = ANY($3::uuid[]) RETURNING 1",
);

/**
 * Puts people on a list, inside the caller's transaction (an import's, a selection's). Returns how many were not on it
 * before; who is not a subscriber of the shop's is left out. Refuses a list that is not there. Safe to repeat.
 */
export async function addToList(
  tx: Sql,
  { clock }: Pick<Context, "clock">,
  { shopId, listId, subscriberIds }: { shopId: string; listId: string; subscriberIds: string[] },
): Promise<number> {
  if ((await tx.run(find, [shopId, listId])).length === 0) throw notFoundError("list");
  return (await tx.run(add, [shopId, listId, subscriberIds, clock.now()])).length;
}

/** Takes people off a list; returns how many were on it. Safe to repeat. */
export async function removeFromList(
  tx: Sql,
  { shopId, listId, subscriberIds }: { shopId: string; listId: string; subscriberIds: string[] },
): Promise<number> {
  return (await tx.run(remove, [shopId, listId, subscriberIds])).length;
}

/**
 * Puts people whom a merchant chose on a list, or on a new one of that name. Returns how many were not on it before. Refuses
 * too many at a time, and what createList and addToList refuse.
 */
export async function addChosenToList(
  ctx: Pick<Context, "db" | "clock">,
  shopId: string,
  { subscriberIds, list }: { subscriberIds: string[]; list: { id: string } | { name: string } },
): Promise<number> {
  if (subscriberIds.length > MOST_PEOPLE) throw new UserError("list-many", "Select fewer people.");
  const listId = "id" in list ? list.id : await createList(ctx, shopId, list.name);
  if (!isId(listId)) throw notFoundError("list");
  return ctx.db.transaction((tx) => addToList(tx, ctx, { shopId, listId, subscriberIds }));
}
