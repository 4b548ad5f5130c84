import { expect, test } from "vitest";
import { keyedHash } from "#platform/keyed-hash";
import { createSeen } from "./seen.ts";

const hash = keyedHash(Buffer.alloc(32, "cartbell"));

test("every number that was there is known again, and none of fifty thousand new ones is taken for one", () => {
  const hashes = Array.from({ length: 50_000 }, (_, at) => hash(`+1212${2_000_000 + at}`));
  const seen = createSeen(hashes.length * 24);
  expect(hashes.filter((it) => seen.add(it))).toEqual([]);
  expect(hashes.every((it) => seen.add(it))).toBe(true);
});

test("a table that is full takes no more and still knows what it has", () => {
  const seen = createSeen(0);
  const hashes = Array.from({ length: 6_000 }, (_, at) => hash(`+1303${2_000_000 + at}`));
  for (const it of hashes) seen.add(it);
  expect(seen.isFull()).toBe(true);
  expect(hashes.slice(0, 4_000).every((it) => seen.add(it))).toBe(true);
});
