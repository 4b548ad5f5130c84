import type { Db, Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { MOST_NAMES, type Property, type PropertyType } from "./property.ts";

const readProperties = statement(
  "properties-of-people",
  `SELECT p.subscriber_id AS "subscriberId", p.name, n.type, p.value
   FROM subscriber_properties p JOIN property_names n ON n.shop_id = p.shop_id AND n.name = p.name
   WHERE p.shop_id = $1 AND p.subscriber_id = ANY($2::uuid[])
   ORDER BY p.name`,
);

/** The properties of these people, by the person's id. Who has none is not in the map. */
export async function propertiesOf(db: Sql, shopId: string, subscriberIds: string[]): Promise<Map<string, Property[]>> {
  const rows = await db.run<Property & { subscriberId: string }>(readProperties, [shopId, subscriberIds]);
  const byPerson = Map.groupBy(rows, (row) => row.subscriberId);
  return new Map([...byPerson].map(([id, those]) => [id, those.map(({ subscriberId: _, ...it }) => it)]));
}

/** The names that a shop's properties have, for a field that offers them. */
export async function propertyNames(
  { prisma }: Pick<Db, "prisma">,
  shopId: string,
): Promise<{ name: string; type: PropertyType }[]> {
  const select = { name: true, type: true };
  const rows = await prisma.propertyName.findMany({
    where: { shopId },
    select,
    orderBy: { name: "asc" },
    take: MOST_NAMES,
  });
  return rows as { name: string; type: PropertyType }[]; // written by setProperties alone
}
