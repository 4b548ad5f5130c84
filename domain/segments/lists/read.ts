import { FOUND_SQL, foundPeople } from "#domain/subscribers/found";
import type { MarketingState } from "#domain/subscribers/list";
import type { Sql } from "#platform/db";
import { isId } from "#platform/ids";
import { statement } from "#platform/statement";

export interface ListMember {
  id: string;
  /** E.164. */
  phone: string | null;
  firstName: string | null;
  lastName: string | null;
  country: string | null;
  region: string | null;
  marketing: MarketingState;
  addedAt: Date;
}

export interface MemberQuery {
  /** Part of a name, an e-mail address or a number. */
  search?: string;
  /** The id of the last one of the page before. */
  after?: string | null;
  size?: number;
}

const find = statement("find-list", "SELECT id, name FROM lists WHERE shop_id = $1 AND id = $2");
/** In the order of the table's key, from the youngest subscriber on: no other order is there to page by. */
const members = statement(
  "members-of-list",
  `SELECT s.id, s.phone, s.first_name AS "firstName", s.last_name AS "lastName", s.country, s.region, s.marketing,
          m.added_at AS "addedAt"
   FROM list_members m JOIN subscribers s ON s.shop_id = m.shop_id AND s.id = m.subscriber_id
   WHERE m.shop_id = $1 AND m.list_id = $6 AND s.redacted_at IS NULL AND ${FOUND_SQL}
     AND ($7::uuid IS NULL OR m.subscriber_id < $7)
   ORDER BY m.subscriber_id DESC LIMIT $8`,
);

/** A list of the shop; null when there is none of that id. */
export async function findList(db: Sql, shopId: string, listId: string): Promise<{ id: string; name: string } | null> {
  if (!isId(listId)) return null;
  const [list] = await db.run<{ id: string; name: string }>(find, [shopId, listId]);
  return list ?? null;
}

/** A page of a list's people; `after` is the id to go on from, null on the last page. A cursor that is none is ignored. */
export async function listMembers(
  db: Sql,
  shopId: string,
  listId: string,
  { search = "", after = null, size = 50 }: MemberQuery = {},
): Promise<{ members: ListMember[]; after: string | null }> {
  const { values } = foundPeople({ search });
  const cursor = after !== null && isId(after) ? after : null;
  const rows = await db.run<ListMember>(members, [shopId, ...values, listId, cursor, size + 1]);
  const page = rows.slice(0, size);
  return { members: page, after: rows.length > size ? (page.at(-1)?.id ?? null) : null };
}
