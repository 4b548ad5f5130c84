import { expect, test } from "vitest";
import { earliestOf, newestByKey } from "./newest.ts";

interface Told {
  key: string;
  eventAt: Date | null;
  says: string;
  completedAt: Date | null;
}

const at = (minute: number) => new Date(Date.UTC(2026, 10, 24, 15, minute));
const told = (says: string, minute: number | null, completed: number | null = null): Told => ({
  key: "a",
  eventAt: minute === null ? null : at(minute),
  says,
  completedAt: completed === null ? null : at(completed),
});
const keep = (kept: Told, other: Told) => ({ ...kept, completedAt: earliestOf(kept.completedAt, other.completedAt) });
const fold = (news: Told[]) => newestByKey(news, (it) => it.key, keep);

function permutations<T>(items: T[]): T[][] {
  if (items.length < 2) return [items];
  return items.flatMap((first, i) => permutations(items.toSpliced(i, 1)).map((rest) => [first, ...rest]));
}

test("whatever the order of news, the newest counts and a completion is never lost", () => {
  const news = [told("first", 1), told("second", 2, 9), told("third", 3), told("only completed", null, 5)];
  for (const order of permutations(news))
    expect(fold(order)).toEqual([{ key: "a", eventAt: at(3), says: "third", completedAt: at(5) }]);
});

test("news of different things stay apart", () => {
  expect(fold([told("mine", 1), { ...told("yours", 2), key: "b" }]).map((it) => it.says)).toEqual(["mine", "yours"]);
});

test("the earlier of two times is the known one when the other is unknown", () => {
  expect(earliestOf(null, at(1))).toEqual(at(1));
  expect(earliestOf(at(2), at(1))).toEqual(at(1));
  expect(earliestOf(null, null)).toBeNull();
});
