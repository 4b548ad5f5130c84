import { expect, test } from "vitest";
import { batch, columnsOf } from "./batch.ts";
import { statement } from "./statement.ts";

const record = statement(
  "record-carts",
  `-- unnest($9::uuid[]) AS t(no_parameter)
   INSERT INTO carts SELECT t.*, $3 FROM unnest($1::uuid[], $4::text[], $2::timestamptz[]) AS t(shop_id, token, at)
   JOIN unnest($5::text[], $6::int8[]) WITH ORDINALITY AS k(currency, micros, number) ON true WHERE $7`,
);
const carts = [
  { shop: "a", token: "1", at: 10 },
  { shop: "b", token: "2", at: 20 },
];
const t = columnsOf(carts, { at: ({ at }) => at, shop_id: ({ shop }) => shop, token: (_cart, index) => index });
const k = { currency: ["USD"], micros: [5] };

test("each column goes to the parameter that the statement's list names so, and single values to the others in order", () => {
  const [asked, values] = batch(record, { t, k }, ["now", true]);
  expect(asked).toBe(record);
  expect(values).toEqual([["a", "b"], [10, 20], "now", [0, 1], ["USD"], [5], true]);
});

test("no rows are empty arrays", () => {
  expect(columnsOf([], { id: () => 1 })).toEqual({ id: [] });
});

test("a column too few or too many, or a wrong count of single values, is refused before anything is asked", () => {
  const { token: _token, ...fewer } = t;
  expect(() => batch(record, { t: fewer, k }, ["now", true])).toThrow("record-carts: no values for t.token");
  expect(() => batch(record, { t: { ...t, tokens: [] }, k }, ["now", true])).toThrow(
    "record-carts has no column t.tokens",
  );
  expect(() => batch(record, { t, k, l: { id: [] } }, ["now", true])).toThrow("record-carts has no column l.id");
  expect(() => batch(record, { t, k }, ["now"])).toThrow("record-carts takes 2 single values, not 1");
});

test("two lists of one name that differ in a column are refused", () => {
  const twice = statement("twice", "SELECT unnest($1::uuid[]) AS t(id), unnest($2::uuid[]) AS t(id)");
  expect(() => batch(twice, { t: { id: [] } })).toThrow("twice has two lists t that differ in id");
});
