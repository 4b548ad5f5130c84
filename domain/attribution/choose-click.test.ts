import { expect, test } from "vitest";
import { type CandidateClick, chooseClick } from "./choose-click.ts";

const placedAt = new Date("2026-11-24T15:00:00Z");
const hoursBefore = (hours: number) => new Date(placedAt.getTime() - hours * 3_600_000);
const click = (clickId: string, hours: number, given: Partial<CandidateClick> = {}): CandidateClick => ({
  clickId,
  messageMonth: "2026-11-01",
  messageId: `m-${clickId}`,
  sourceKind: "flow",
  sourceId: "flow",
  clickedAt: hoursBefore(hours),
  through: "subscriber",
  ...given,
});

test("an order is owed to the last tap before it, and the others are kept as candidates", () => {
  const chosen = chooseClick(placedAt, [click("a", 30), click("b", 2, { sourceKind: "campaign" }), click("c", 5)], 5);
  expect(chosen?.click.clickId).toBe("b");
  expect(chosen?.explanation.rule).toBe(
    "Credited to the buyer's last tap on one of your links, in the 5 days before the order.",
  );
  expect(chosen?.explanation.candidates.map(({ clickId, isChosen }) => [clickId, isChosen])).toEqual([
    ["b", true],
    ["c", false],
    ["a", false],
  ]);
});

test("a tap after the order earns nothing, one in the same second does", () => {
  expect(chooseClick(placedAt, [click("late", -0.01)], 5)).toBeNull();
  expect(chooseClick(placedAt, [click("now", 0)], 5)?.click.clickId).toBe("now");
});

test("a tap counts to the last second of the window and not beyond", () => {
  expect(chooseClick(placedAt, [click("old", 24)], 1)).toBeNull();
  expect(chooseClick(placedAt, [click("old", 23.99)], 1)?.explanation.rule).toContain("in the day before the order");
});

test("of two taps at one moment the choice does not depend on which was heard of first", () => {
  const [a, b] = [click("a", 1), click("b", 1)];
  expect(chooseClick(placedAt, [a, b], 5)).toEqual(chooseClick(placedAt, [b, a], 5));
});

test("a guest whose visit began with our link is explained as such", () => {
  expect(chooseClick(placedAt, [click("a", 1, { through: "landing-page" })], 5)?.explanation.rule).toBe(
    "Credited to the last tap on the link that started the order's visit, in the 5 days before the order.",
  );
});
