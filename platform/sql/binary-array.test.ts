import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { isId, newIdBytes } from "#platform/ids";
import { testDatabaseUrl } from "../../test/setup/per-worker.ts";
import { binaryArray, byteaArray, int4Array, textArray, timestampArray, uuidArray } from "./binary-array.ts";
import { connectDb } from "./db.ts";
import { statement } from "./statement.ts";

const db = connectDb(testDatabaseUrl(), { connections: 2 });
afterAll(() => db.close());

const texts = statement(
  "echo-texts",
  "SELECT t, coalesce(cardinality($1::text[]), 0) AS n FROM unnest($1::text[]) AS t",
);
const bytes = statement("echo-bytes", "SELECT b FROM unnest($1::bytea[]) AS b");

test("texts arrive as they were given, with quotes, braces, emoji, backslashes and nulls among them", async () => {
  const text = fc.string({ unit: "grapheme" }).map((it) => it.replaceAll("\0", ""));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.option(text), { maxLength: 20 }), async (given) => {
      const rows = await db.run<{ t: string | null }>(texts, [textArray(given)]);
      expect(rows.map(({ t }) => t)).toEqual(given);
    }),
    { numRuns: 50 },
  );
});

test("bytes arrive as they were given, empty ones and zeros too", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 20 }), async (given) => {
      const rows = await db.run<{ b: Buffer }>(bytes, [byteaArray(given.map((it) => Buffer.from(it)))]);
      expect(rows.map(({ b }) => [...b])).toEqual(given.map((it) => [...it]));
    }),
    { numRuns: 50 },
  );
});

const numbers = statement("echo-numbers", "SELECT n FROM unnest($1::int[]) AS n");
const instants = statement("echo-instants", "SELECT t FROM unnest($1::timestamptz[]) AS t");
const ids = statement("echo-ids", "SELECT i::text AS id FROM unnest($1::uuid[]) AS i");

test("numbers and instants arrive as they were given", async () => {
  const instant = fc.date({ min: new Date("1970-01-01"), max: new Date("2200-01-01"), noInvalidDate: true });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer(), { maxLength: 20 }),
      fc.array(instant, { maxLength: 20 }),
      async (ints, dates) => {
        const rows = await db.run<{ n: number }>(numbers, [int4Array(ints)]);
        expect(rows.map(({ n }) => n)).toEqual(ints);
        const times = await db.run<{ t: Date }>(instants, [timestampArray(dates)]);
        expect(times.map(({ t }) => t)).toEqual(dates);
      },
    ),
    { numRuns: 50 },
  );
});

test("ids made as bytes arrive as ids, all different", async () => {
  const rows = await db.run<{ id: string }>(ids, [uuidArray(newIdBytes(5_000))]);
  expect(rows.every(({ id }) => isId(id))).toBe(true);
  expect(new Set(rows.map(({ id }) => id)).size).toBe(5_000);
});

const NAMED = ["uuid", "text", "jsonb", "timestamptz", "boolean"];

test("columns of a named type arrive as they do as text, nulls among them", async () => {
  const values = fc.record({
    uuid: fc.uuid(),
    text: fc.string({ unit: "grapheme" }).map((it) => it.replaceAll("\0", "")),
    jsonb: fc.json().filter((it) => !it.includes("\\u0000")),
    timestamptz: fc.date({ min: new Date("1900-01-01"), max: new Date("2200-01-01"), noInvalidDate: true }),
    boolean: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.option(values), { maxLength: 40 }), async (rows) => {
      for (const type of NAMED) {
        const column = rows.map((row) => row?.[type as keyof typeof row]);
        const echo = statement(`echo-${type}`, `SELECT v::text AS v FROM unnest($1::${type}[]) AS v`);
        const binary = binaryArray(type, column);
        expect(Buffer.isBuffer(binary)).toBe(true);
        expect(await db.run(echo, [binary])).toEqual(await db.run(echo, [column]));
      }
    }),
    { numRuns: 30 },
  );
});

test("what isn’t of the type is left to PostgreSQL, which says so", () => {
  expect(binaryArray("uuid", ["no id"])).toBeNull();
  expect(binaryArray("timestamptz", [new Date(Number.NaN)])).toBeNull();
  expect(binaryArray("text", ["a", 1])).toBeNull();
  expect(binaryArray("int8", [1])).toBeNull();
});
