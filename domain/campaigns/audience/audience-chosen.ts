import { asOf } from "#domain/segments/as-of";
import { compileWith } from "#domain/segments/compile";
import type { Value, ValueType } from "#domain/segments/rules/rule-type";
import { parseRules, type Rules } from "#domain/segments/tree";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import type { Audience } from "./audience.ts";

/** A segment's or a list's people as they are asked for: a condition over s, whose values are in the JSON document $2. */
export interface Chosen {
  kind: "chosen";
  sql: string;
  values: unknown[];
  /** How many they were when they were last counted; null when they never were. */
  expected: number | null;
  /** Only those up to this page key; null for all. */
  upTo: number | null;
}

/** Held until the transaction ends, so that what a campaign is scheduled for is not deleted beside it. */
const readSegment = statement(
  "segment-of-campaign",
  "SELECT rules, subscribed FROM segments WHERE shop_id = $1 AND id = $2 FOR KEY SHARE",
);
const readList = statement("list-of-campaign", "SELECT id FROM lists WHERE shop_id = $1 AND id = $2 FOR KEY SHARE");

/**
 * The people of a segment or a list as of `now`; they are asked for again by each statement. Null when it
 * was deleted.
 */
export async function findChosenPeople(
  db: Sql,
  shopId: string,
  of: Extract<Audience, { kind: "segment" | "list" }>,
  now: Date,
): Promise<Chosen | null> {
  const values: unknown[] = [];
  const found = await readChosen(db, shopId, of);
  if (!found) return null;
  const { rules, expected } = found;
  const sql = compileWith(rules, await asOf(db, shopId, now), (value, type) => {
    values.push(value instanceof Date ? value.getTime() / 1_000 : value);
    return placeOf(value, type, values.length - 1);
  });
  return { kind: "chosen", sql, values, expected, upTo: null };
}

async function readChosen(
  db: Sql,
  shopId: string,
  of: Extract<Audience, { kind: "segment" | "list" }>,
): Promise<{ rules: Rules; expected: number | null } | null> {
  if (of.kind === "list") {
    if ((await db.run(readList, [shopId, of.listId])).length === 0) return null;
    return { rules: { type: "list", id: of.listId, name: of.name }, expected: null };
  }
  const [segment] = await db.run<{ rules: unknown; subscribed: number | null }>(readSegment, [shopId, of.segmentId]);
  if (!segment) return null;
  return { rules: parseRules(segment.rules), expected: segment.subscribed };
}

/**
 * Where a value is in $2, by expressions that PostgreSQL works out once, when it plans: each is immutable, which a cast
 * of text to an array or to a time is not.
 */
function placeOf(value: Value, type: ValueType, index: number): string {
  const at = `$2::jsonb -> 'values' -> ${index}`;
  const elements = (read: (element: number) => string) =>
    `ARRAY[${Array.from(value as string[], (_, element) => read(element)).join()}]`; // of the array types, it is one
  if (type === "text[]") return elements((element) => `(${at} ->> ${element})`);
  if (type === "jsonb[]") return elements((element) => `(${at} ->> ${element})::jsonb`);
  if (type === "timestamptz") return `to_timestamp(($2::jsonb -> 'values' ->> ${index})::float8)`;
  return `($2::jsonb -> 'values' ->> ${index})::${type}`;
}
