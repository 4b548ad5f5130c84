import { stringify } from "csv-stringify/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type FileRecord, readRecords } from "./records.ts";

async function recordsOf(bytes: Buffer, cuts: number[], from = { bytes: 0, lines: 0 }): Promise<FileRecord[]> {
  async function* pieces() {
    let start = 0;
    for (const cut of [...cuts].sort((a, b) => a - b)) {
      const end = Math.min(bytes.length, Math.max(start, cut));
      yield bytes.subarray(start, end);
      start = end;
    }
    yield bytes.subarray(start);
  }
  const all: FileRecord[] = [];
  for await (const records of readRecords(pieces(), { separator: ",", columns: 2, ...from })) all.push(...records);
  return all;
}

const cell = fc.string({ unit: fc.constantFrom("a", "é", "😀", '"', ",", "\n", "\r\n", " ", "1"), maxLength: 8 });
const rows = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 30 });
const places = fc.array(fc.nat(600), { maxLength: 12 });

test("wherever a file is cut into pieces, its records are those that were written", async () => {
  await fc.assert(
    fc.asyncProperty(rows, places, fc.constantFrom("\n", "\r\n"), async (given, cuts, lineEnd) => {
      const bytes = Buffer.from(stringify(given, { record_delimiter: lineEnd, quoted: true }));
      const records = await recordsOf(bytes, cuts);
      expect(records.map(({ cells, problem }) => ({ cells, problem }))).toEqual(
        given.map((cells) => ({ cells, problem: null })),
      );
      expect(records.at(-1)?.endBytes).toBe(bytes.length);
    }),
    { numRuns: 200 },
  );
});

test("whatever the bytes are, reading can go on behind any record and finds the same, at the same lines", async () => {
  const bytes = fc.string({ unit: fc.constantFrom("a", '"', ",", "\n", "\r", "\0", "é", '""', '"\n'), maxLength: 120 });
  await fc.assert(
    fc.asyncProperty(bytes, fc.nat(30), async (text, number) => {
      const file = Buffer.from(text);
      const all = await recordsOf(file, []);
      const at = all[number % Math.max(1, all.length)];
      if (at === undefined) return;
      const rest = await recordsOf(file.subarray(at.endBytes), [], { bytes: at.endBytes, lines: at.endLine });
      expect(rest).toEqual(all.slice(all.indexOf(at) + 1));
      expect(all.at(-1)?.endBytes).toBe(file.length);
    }),
    { numRuns: 500 },
  );
});
