import { expect, test } from "vitest";
import { countsFrom, sumOf } from "#domain/campaigns/report/recipient-counts";
import { sharesOf, summaryOf } from "./summary.ts";

const NOW = new Date("2026-11-24T03:00:00Z");
const EIGHT = new Date("2026-11-24T13:00:00Z");
const row = { reason: null, dueAt: null, asking: false };
const formatTime = () => "8:00 AM";

test("the line says why fewer were sent than were meant", () => {
  const counts = countsFrom(
    [
      { ...row, state: "delivered", count: 1_200 },
      { ...row, state: "accepted", count: 4 },
      { ...row, state: "queued", dueAt: EIGHT, count: 71 },
      { ...row, state: "skipped", reason: "frequency-cap", count: 35 },
    ],
    NOW,
  );
  expect(summaryOf(counts, 1_310, formatTime)).toBe(
    "1,204 of 1,310 sent · 71 in quiet hours until 8:00 AM · 35 skipped",
  );
});

test("while the audience is being counted, nothing is told as a share of it", () => {
  const none = countsFrom([], NOW);
  expect(summaryOf(none, 0, formatTime, { isCounting: true })).toBe("Counting audience…");
  const some = countsFrom([{ ...row, state: "delivered", count: 12 }], NOW);
  expect(summaryOf(some, 250, formatTime, { isCounting: true })).toBe("12 sent · 250 people counted so far");
});

test("the bar's parts add up to the audience, whatever became of everyone", () => {
  const states = ["sending", "accepted", "sent", "delivered", "failed", "skipped", "expired", "unknown"] as const;
  const counts = countsFrom(
    [
      ...states.map((state, place) => ({ ...row, state, count: 10 + place })),
      { ...row, state: "queued", dueAt: NOW, count: 7 },
      { ...row, state: "waiting", reason: "throttled-by-provider", dueAt: EIGHT, count: 3 },
    ],
    NOW,
  );
  const total = sharesOf(counts).reduce((sum, { count }) => sum + count, 0);
  expect(total).toBe(sumOf(counts));
  expect(sharesOf(counts).map(({ kind }) => kind)).toEqual(["sent", "failed", "skipped", "unknown", "left"]);
});

test("when everyone got it there is nothing to explain", () => {
  const counts = countsFrom([{ ...row, state: "delivered", count: 5 }], NOW);
  expect(summaryOf(counts, 5, formatTime)).toBe("5 of 5 sent");
});
