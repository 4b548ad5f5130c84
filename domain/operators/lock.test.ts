import { expect, test } from "vitest";
import { LOCKS, lockedUntil } from "./lock.ts";

const lastAt = new Date("2026-11-27T10:00:00Z");
const minutesFor = (failures: number, lock: { mostMs: number } = LOCKS.account) => {
  const until = lockedUntil({ failures, lastAt }, lock, lastAt);
  return until && (until.getTime() - lastAt.getTime()) / 60_000;
};

test("four failures cost nothing, the fifth a minute, and each later one twice as long, up to a bound", () => {
  expect([0, 4, 5, 6, 7, 8, 9, 30].map((failures) => minutesFor(failures))).toEqual([null, null, 1, 2, 4, 8, 15, 15]);
  expect(minutesFor(30, LOCKS.address)).toBe(60);
});

test("a lock ends by itself", () => {
  const later = (ms: number) => lockedUntil({ failures: 5, lastAt }, LOCKS.account, new Date(lastAt.getTime() + ms));
  expect(later(59_999)).not.toBeNull();
  expect(later(60_000)).toBeNull();
});
