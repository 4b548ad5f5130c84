import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { byteaArray, textArray } from "#platform/binary-array";
import { connectDb } from "#platform/db";
import { statement } from "#platform/statement";
import { testDatabaseUrl } from "../test/setup/per-worker.ts";

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
