import type { SamplePerson } from "#domain/segments/sample-people";
import { FOUND_SQL, foundPeople } from "#domain/subscribers/found";
import { isId } from "#platform/ids";
import type { Db, Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

export interface ListMember extends SamplePerson {
  addedAt: Date;
}

export interface MemberQuery {
  /** Part of a name, an e-mail address or a number. */
  search?: string;
  /** The id of the last one of the page before. */
  after?: string | null;
  size?: number;
}

const names = statement(
  "names-of-lists",
  "SELECT id, name FROM lists WHERE shop_id = $1 ORDER BY lower(name), id LIMIT $2",
);
const size = statement(
  "size-of-list",
  `SELECT count(*) AS people, count(*) FILTER (WHERE s.marketing = 'subscribed') AS subscribed
   FROM list_members m JOIN subscribers s ON s.shop_id = m.shop_id AND s.id = m.subscriber_id
   WHERE m.shop_id = $1 AND m.list_id = $2 AND s.redacted_at IS NULL`,
);
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
export async function findList(
  { prisma }: Pick<Db, "prisma">,
  shopId: string,
  listId: string,
): Promise<{ id: string; name: string } | null> {
  if (!isId(listId)) return null;
  return prisma.list.findUnique({ where: { shopId_id: { shopId, id: listId } }, select: { id: true, name: true } });
}

const MOST = 500;

/** The shop's lists to choose from, by name; without their sizes, which take counting. */
export function listsToChoose(db: Sql, shopId: string): Promise<{ id: string; name: string }[]> {
  return db.run(names, [shopId, MOST]);
}

/** How many people are on a list, and how many of them agreed to marketing texts. */
export async function sizeOfList(
  db: Sql,
  shopId: string,
  listId: string,
): Promise<{ people: number; subscribed: number }> {
  const [found] = await db.run<{ people: number; subscribed: number }>(size, [shopId, listId]);
  return found ?? { people: 0, subscribed: 0 };
}

/** A page of a list's people; `after` is the id to go on from, null on the last page. A cursor that is none is ignored. */
export async function listMembers(
  db: Sql,
  shopId: string,
  listId: string,
  { search = "", after = null, size: most = 50 }: MemberQuery = {},
): Promise<{ members: ListMember[]; after: string | null }> {
  const { values } = foundPeople({ search });
  const cursor = after !== null && isId(after) ? after : null;
  const rows = await db.run<ListMember>(members, [shopId, ...values, listId, cursor, most + 1]);
  const page = rows.slice(0, most);
  return { members: page, after: rows.length > most ? (page.at(-1)?.id ?? null) : null };
}
