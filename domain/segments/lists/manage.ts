import type { Context } from "#domain/context";
import { checkName } from "#domain/segments/name";
import { enforceLimit, type Limit, lockShop } from "#domain/shops/admit";
import { notFoundError, UserError } from "#domain/user-error";
import { newId } from "#platform/ids";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

const rename = statement(
  "rename-list",
  `UPDATE lists SET name = $3, updated_at = $4 WHERE shop_id = $1 AND id = $2
     AND NOT EXISTS (SELECT FROM lists o WHERE o.shop_id = $1 AND o.id <> $2 AND lower(o.name) = lower($3))
   RETURNING id`,
);
const lock = statement("lock-list", "SELECT name FROM lists WHERE shop_id = $1 AND id = $2 FOR UPDATE");
const uses = statement(
  "uses-of-list",
  `SELECT 'campaign' AS kind, name FROM campaigns
   WHERE shop_id = $1 AND audience ->> 'listId' = $2::text AND state IN ('scheduled', 'preparing', 'paused') AND snapshot_done_at IS NULL
   UNION ALL
   SELECT 'segment', name FROM segments
   WHERE shop_id = $1 AND archived_at IS NULL
     AND jsonb_path_exists(rules, '$.** ? (@.type == "list" && @.id == $id)', jsonb_build_object('id', $2::text))
   UNION ALL
   SELECT 'flow', f.name FROM flows f LEFT JOIN flow_versions v ON v.shop_id = f.shop_id AND v.id = f.live_version_id
   WHERE f.shop_id = $1 AND f.deleted_at IS NULL
     AND (jsonb_path_exists(f.draft, $3::jsonpath, jsonb_build_object('id', $2::text))
       OR jsonb_path_exists(v.document, $3::jsonpath, jsonb_build_object('id', $2::text)))
   UNION ALL
   SELECT 'keyword', words[1] FROM keywords WHERE shop_id = $1 AND list_id = $2::text::uuid
   LIMIT 1`,
);
/** A flow's step that changes the list, and a rule about the list in a branch or in who enters. */
const LIST_IN_FLOW = '$.** ? (@.listId == $id || (@.type == "list" && @.id == $id))';
const remove = statement(
  "delete-list",
  `WITH members AS (DELETE FROM list_members WHERE shop_id = $1 AND list_id = $2)
   DELETE FROM lists WHERE shop_id = $1 AND id = $2`,
);

/** As many as segments. */
export const LISTS: Limit = {
  most: 500,
  count: statement("count-lists", "SELECT count(*) AS count FROM lists WHERE shop_id = $1"),
  code: "list-too-many",
  says: "Your store has reached the limit of 500 lists. Delete a list you don’t need, then try again.",
};

/** Makes an empty list and returns its id. Refuses by the field a name that is empty or in use, and one list too many. */
export async function createList(
  { db, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
  name: string,
): Promise<string> {
  const [id, now] = [newId(), clock.now()];
  const data = { shopId, id, name: checkName(name), createdAt: now, updatedAt: now };
  return db.transaction(async (tx) => {
    await lockShop(tx, shopId);
    // The index on the name in lower case decides.
    const { count } = await tx.prisma.list.createMany({ data, skipDuplicates: true });
    if (count === 0) throw nameTaken();
    await enforceLimit(LISTS, tx, shopId);
    return id;
  });
}

/** Gives a list another name. Refuses by the field, and refuses a list that is not there. */
export async function renameList(
  { db, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
  listId: string,
  name: string,
): Promise<void> {
  await db.transaction(async (tx) => {
    await lockList(tx, shopId, listId);
    const renamed = await tx.run(rename, [shopId, listId, checkName(name), clock.now()]);
    if (renamed.length === 0) throw nameTaken();
  });
}

/** Deletes a list; the people stay. Refuses while a campaign that is still to count its audience, a segment, a flow or a keyword uses it. */
export async function deleteList({ db }: Pick<Context, "db">, shopId: string, listId: string): Promise<void> {
  await db.transaction(async (tx) => {
    await lockList(tx, shopId, listId);
    const [use] = await tx.run<{ kind: string; name: string }>(uses, [shopId, listId, LIST_IN_FLOW]);
    if (use) throw new UserError("list-in-use", `The ${use.kind} “${use.name}” uses this list. Change it first.`);
    await tx.run(remove, [shopId, listId]);
  });
}

async function lockList(tx: Sql, shopId: string, listId: string): Promise<void> {
  if ((await tx.run(lock, [shopId, listId])).length === 0) throw notFoundError("list");
}

function nameTaken(): UserError {
  return new UserError("list-name-taken", "A list with this name already exists.", "name");
}
