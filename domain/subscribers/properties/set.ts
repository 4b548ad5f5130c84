import type { Context } from "#domain/context";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement, statementFile } from "#platform/sql/statement";
import { MOST_NAMES, type PropertyType, type PropertyValue } from "./property.ts";

/** A value that a person is given. The name and the value were read by toPropertyName and readPropertyValue. */
export interface PropertyChange {
  shopId: string;
  subscriberId: string;
  name: string;
  type: PropertyType;
  /** Null takes the property away. */
  value: PropertyValue | null;
}

interface RefusedProperty {
  change: PropertyChange;
  /** The shop's values of this name have another type, or the shop has no room for another name. */
  because: "other-type" | "too-many-names";
}

interface Named {
  shopId: string;
  name: string;
  type: PropertyType;
}

const addNames = statement(
  "add-property-names",
  `INSERT INTO property_names (shop_id, name, type, created_at)
   SELECT t.shop_id, t.name, t.type, $5::timestamptz FROM (
     SELECT u.*, row_number() OVER (PARTITION BY u.shop_id ORDER BY u.name) AS place
     FROM unnest($1::uuid[], $2::text[], $3::text[]) AS u(shop_id, name, type)
     WHERE NOT EXISTS (SELECT FROM property_names n WHERE n.shop_id = u.shop_id AND n.name = u.name)) AS t
   WHERE t.place + (SELECT count(*) FROM property_names n WHERE n.shop_id = t.shop_id) <= $4::int
   ORDER BY t.shop_id, t.name
   ON CONFLICT (shop_id, name) DO NOTHING`,
);
const readNames = statement(
  "types-of-properties",
  `SELECT n.shop_id AS "shopId", n.name, n.type
   FROM property_names n JOIN unnest($1::uuid[], $2::text[]) AS u(shop_id, name) ON n.shop_id = u.shop_id AND n.name = u.name`,
);
const write = statementFile(import.meta.url, "./set.sql");
const remove = statement(
  "remove-properties",
  `DELETE FROM subscriber_properties p USING unnest($1::uuid[], $2::text[], $3::uuid[]) AS t(shop_id, name, subscriber_id)
   WHERE p.shop_id = t.shop_id AND p.name = t.name AND p.subscriber_id = t.subscriber_id`,
);

/**
 * Gives people properties, thousands at once. The first value of a name decides the type of the name in the shop, and a shop
 * has up to 100 names; what breaks one of these rules is returned and changes nothing. Of several changes of one property
 * the last counts. Erased people are left out. Safe to repeat.
 */
export async function setProperties(
  tx: Sql,
  { clock }: Pick<Context, "clock">,
  changes: PropertyChange[],
): Promise<RefusedProperty[]> {
  if (changes.length === 0) return [];
  const now = clock.now();
  const typeOf = await typesOf(tx, changes, now);
  const refused: RefusedProperty[] = [];
  const accepted = new Map<string, PropertyChange>();
  for (const change of changes) {
    const type = typeOf.get(keyOf(change));
    if (change.value !== null && type === undefined) refused.push({ change, because: "too-many-names" });
    else if (change.value !== null && type !== change.type) refused.push({ change, because: "other-type" });
    else accepted.set(`${keyOf(change)} ${change.subscriberId}`, change);
  }
  const taken = [...accepted.values()];
  await removeAll(
    tx,
    taken.filter(({ value }) => value === null),
  );
  const given = taken.filter(({ value }) => value !== null);
  if (given.length > 0) await tx.run(...batch(write, { t: rowsOf(given) }, [now]));
  return refused;
}

async function typesOf(tx: Sql, changes: PropertyChange[], now: Date): Promise<Map<string, PropertyType>> {
  const names = [...new Map(changes.map((it) => [keyOf(it), it])).values()];
  const u = columnsOf(names, { shop_id: (it) => it.shopId, name: (it) => it.name });
  const read = async () => {
    const rows = await tx.run<Named>(...batch(readNames, { u }));
    return new Map(rows.map((row) => [keyOf(row), row.type]));
  };
  const known = await read();
  const unknown = names.filter((it) => it.value !== null && !known.has(keyOf(it)));
  if (unknown.length === 0) return known;
  const added = columnsOf(unknown, { shop_id: (it) => it.shopId, name: (it) => it.name, type: (it) => it.type });
  await tx.run(...batch(addNames, { u: added }, [MOST_NAMES, now]));
  return read();
}

async function removeAll(tx: Sql, changes: PropertyChange[]): Promise<void> {
  if (changes.length === 0) return;
  const t = columnsOf(changes, {
    shop_id: (it) => it.shopId,
    name: (it) => it.name,
    subscriber_id: (it) => it.subscriberId,
  });
  await tx.run(...batch(remove, { t }));
}

function rowsOf(changes: PropertyChange[]) {
  const dayOf = ({ type, value }: PropertyChange) => (type === "date" ? String(value) : null);
  return columnsOf(changes, {
    shop_id: (it) => it.shopId,
    subscriber_id: (it) => it.subscriberId,
    name: (it) => it.name,
    value: (it) => JSON.stringify(it.value),
    number: (it) => (it.type === "number" ? it.value : null),
    day: dayOf,
    month_day: (it) => dayOf(it) && Number(dayOf(it)?.slice(5).replace("-", "")),
  });
}

function keyOf({ shopId, name }: { shopId: string; name: string }): string {
  return `${shopId} ${name}`;
}
