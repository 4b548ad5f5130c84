import { expect, test } from "vitest";
import type { EstimateAnswer } from "#app/campaigns/estimate";
import { forecastStart } from "./forecast.ts";

const answer: EstimateAnswer = {
  audience: "All subscribers",
  cost: {
    recipients: 3,
    partsLeast: 1,
    partsMost: 1,
    micros: 30_000,
    microsLeast: 30_000,
    microsMost: 30_000,
    currency: "USD",
  },
  capped: 0,
  canLeaveNow: 3,
  nextOpeningAt: "8:00 AM",
  finishesAt: "9:00 AM",
  pace: "at 1 SMS segment per second",
  problem: null,
  startsAt: "8:00 AM",
  numberInUse: null,
};
const said = (given: Partial<EstimateAnswer>, when: "now" | "local" = "now") =>
  forecastStart({ ...answer, ...given }, when, (at) => at).join(" ");

test.each([
  [1, "1 more has reached the frequency cap"],
  [1_200, "1,200 more have reached the frequency cap"],
])("%i people over the cap are counted as people say it", (capped, words) => {
  expect(said({ capped })).toContain(words);
});

test("those who have to wait are counted as recipients, one of them as one", () => {
  expect(said({ canLeaveNow: 2 })).toContain("1 recipient is in quiet hours at start");
  expect(said({ canLeaveNow: 1 })).toContain("2 recipients are in quiet hours at start");
  expect(said({ canLeaveNow: 2 }, "local")).toContain("already passed for 2 recipients.");
});

test("a number that another campaign still uses is told with the time from which it is free", () => {
  expect(said({ numberInUse: { campaign: "Early access", freeAt: "8:40 AM" } })).toContain(
    "At 8:00 AM your number is still busy with “Early access”. Start at 8:40 AM instead, or choose another number",
  );
  expect(said({})).not.toContain("still busy");
});

test("only a campaign that nothing can send is told to connect a number", () => {
  expect(said({})).not.toContain("No active number");
  expect(said({ numberInUse: { campaign: "Early access", freeAt: "8:40 AM" } })).not.toContain("No active number");
  expect(said({ finishesAt: null, pace: null })).toContain("No active number can send this.");
});
