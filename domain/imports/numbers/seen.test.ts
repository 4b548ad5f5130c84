import { expect, test } from "vitest";
import { keyedHash } from "#platform/keyed-hash";
import { createSeen, fingerprintsOf } from "./seen.ts";

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

test("what was kept of numbers is known again after a restart: those seen, and those opted out", () => {
  const hashes = Array.from({ length: 2_000 }, (_, at) => hash(`+1415${2_000_000 + at}`));
  const kept = [fingerprintsOf(hashes.slice(0, 1_000)), fingerprintsOf(hashes.slice(500, 600))] as const;
  const seen = createSeen(hashes.length * 24);
  seen.load(...kept);
  expect(hashes.map((it) => seen.hasOptedOut(it))).toEqual(hashes.map((_, at) => at >= 500 && at < 600));
  expect(hashes.map((it) => seen.add(it))).toEqual(hashes.map((_, at) => at < 1_000));
});

test("a number is opted out from its mark on, and a full table marks nothing that it does not hold", () => {
  const seen = createSeen(0);
  const [ada = "", bob = ""] = [hash("+12125550123"), hash("+13035550142")];
  seen.add(ada);
  seen.optOut(bob);
  expect([seen.hasOptedOut(ada), seen.hasOptedOut(bob)]).toEqual([false, false]);
  seen.optOut(ada);
  expect(seen.hasOptedOut(ada)).toBe(true);
});
