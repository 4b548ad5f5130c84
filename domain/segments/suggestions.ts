import type { Db, Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

/** Something that a rule may name. */
export interface Choice {
  value: string;
  label: string;
}

const RECENT = 5_000;
const SHOWN = 100;

const named = { id: true, name: true };
const choiceOf = ({ id, name }: { id: string; name: string }): Choice => ({ value: id, label: name });

const products = statement(
  "bought-products",
  `SELECT line ->> 'title' AS value, line ->> 'title' AS label
   FROM (SELECT lines FROM orders WHERE shop_id = $1 ORDER BY id DESC LIMIT $2) AS recent, jsonb_array_elements(recent.lines) AS line
   WHERE line ->> 'title' <> '' GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT $3`,
);
const zones = statement(
  "zones-of-subscribers",
  `SELECT zone AS value, replace(zone, '_', ' ') AS label FROM (
     SELECT time_zone AS zone FROM subscribers WHERE shop_id = $1 AND marketing = 'subscribed' ORDER BY page_key LIMIT $2
   ) AS people WHERE zone IS NOT NULL GROUP BY zone ORDER BY count(*) DESC, zone LIMIT $3`,
);

/** Titles of what was bought lately, the most frequent first. Not everything ever sold is among them. */
export function productsToChoose(db: Sql, shopId: string): Promise<Choice[]> {
  return db.run<Choice>(products, [shopId, RECENT, SHOWN]);
}

/** Campaigns that were sent, the newest first. */
export async function campaignsToChoose({ prisma }: Pick<Db, "prisma">, shopId: string): Promise<Choice[]> {
  const where = { shopId, startedAt: { not: null } };
  const rows = await prisma.campaign.findMany({ where, select: named, orderBy: { createdAt: "desc" }, take: SHOWN });
  return rows.map(choiceOf);
}

export async function flowsToChoose({ prisma }: Pick<Db, "prisma">, shopId: string): Promise<Choice[]> {
  const orderBy = [{ name: "asc" }, { id: "asc" }] as const;
  const rows = await prisma.flow.findMany({
    where: { shopId, deletedAt: null },
    select: named,
    orderBy: [...orderBy],
    take: SHOWN,
  });
  return rows.map(choiceOf);
}

/** Segments that aren't archived. */
export async function segmentsToChoose({ prisma }: Pick<Db, "prisma">, shopId: string): Promise<Choice[]> {
  const where = { shopId, archivedAt: null };
  const rows = await prisma.segment.findMany({ where, select: named, orderBy: { name: "asc" } });
  return rows.map(choiceOf);
}

/** The clocks that most subscribed people live by. */
export function zonesToChoose(db: Sql, shopId: string): Promise<Choice[]> {
  return db.run<Choice>(zones, [shopId, RECENT, SHOWN]);
}
