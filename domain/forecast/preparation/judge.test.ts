import { expect, test } from "vitest";
import { TUESDAY_MORNING } from "../../../test/factories/context.ts";
import { type Facts, judgePreparation, type TextToAll } from "./judge.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A store with everything in place. */
const prepared: Facts = {
  testTextSentAt: TUESDAY_MORNING,
  dayCapMicros: null,
  startsMinute: 540,
  endsMinute: 1_200,
  activeNumbers: 1,
  stoppedNumbers: [],
  liveFlows: 2,
  otherFlows: [],
  changedFlows: [],
  savedReplies: 3,
  keywordsWithHours: 1,
  openReviews: 0,
  staffNumbers: 1,
  alertsStaff: true,
};
const toAll: TextToAll = {
  audience: 12_000,
  startsAt: "9:00 AM EST",
  canLeaveNow: 12_000,
  costMicros: 99_600_000,
  partsPerSecond: 40,
  takesMs: 5 * 60_000,
  endsOnAnotherDay: false,
  waitsForDay: false,
};

const judged = (facts: Partial<Facts> = {}, all: Partial<TextToAll> | null = {}) =>
  judgePreparation({ ...prepared, ...facts }, all && { ...toAll, ...all }, TUESDAY_MORNING);
const open = (...given: Parameters<typeof judged>) => judged(...given).filter(({ state }) => state !== "ready");

test("a store that has everything is ready", () => {
  expect(open()).toEqual([]);
});

test("a text to everyone is said with its time and its price", () => {
  expect(judged()).toEqual(
    expect.arrayContaining([
      {
        kind: "speed",
        state: "ready",
        sentence:
          "A text of one SMS segment to all 12,000 subscribers, started at 9:00 AM EST, takes about 5 minutes at 40 SMS segments per second.",
      },
      {
        kind: "spending",
        state: "ready",
        sentence:
          "A text of one SMS segment to all 12,000 subscribers costs about $99.60. You have no daily spending limit.",
      },
    ]),
  );
});

test.each<[string, Partial<Facts>, Partial<TextToAll>, string, string, string]>([
  ["no number", { activeNumbers: 0 }, {}, "sender", "todo", "No number is active"],
  ["a stopped number", { stoppedNumbers: ["+16465550199"] }, {}, "sender", "todo", "+1 646 555 0199 can’t send"],
  ["a slow number", {}, { takesMs: 3 * HOUR + 60_000 }, "speed", "todo", "takes about 3 h 1 min"],
  ["a carrier’s limit", {}, { waitsForDay: true }, "speed", "todo", "daily limit is reached before it ends"],
  ["an end after hours", {}, { endsOnAnotherDay: true }, "quiet-hours", "todo", "the rest gets it the next day"],
  ["a low limit", { dayCapMicros: 50_000_000 }, {}, "spending", "todo", "daily limit of $50.00 holds back the rest"],
  ["no live flow", { liveFlows: 0 }, {}, "flows", "todo", "No flow is live"],
  ["changes in a draft", { changedFlows: ["Welcome"] }, {}, "flows", "todo", "Changes not published: “Welcome”"],
  ["drafts", { otherFlows: ["A", "B", "C", "D"] }, {}, "flows", "review", "Not live: “A”, “B”, “C” and 1 more"],
  ["no test text", { testTextSentAt: null }, {}, "test-text", "todo", "You haven’t sent a test text"],
  [
    "an old test text",
    { testTextSentAt: new Date(TUESDAY_MORNING.getTime() - 31 * DAY) },
    {},
    "test-text",
    "review",
    "more than 30 days old",
  ],
  ["no saved reply", { savedReplies: 0 }, {}, "saved-replies", "todo", "You have no saved replies"],
  ["no opening hours", { keywordsWithHours: 0 }, {}, "opening-hours", "review", "while you are closed"],
  ["a reply to review", { openReviews: 1 }, {}, "opt-outs", "todo", "1 reply may be an opt-out and needs your review"],
  ["no staff number", { staffNumbers: 0 }, {}, "staff", "todo", "No staff number"],
  ["no flow that alerts", { alertsStaff: false }, {}, "staff", "review", "no live flow notifies them"],
])("%s is told", (_what, facts, all, kind, state, words) => {
  expect(open(facts, all)).toEqual([{ kind, state, sentence: expect.stringContaining(words) }]);
});

test("people in quiet hours at the start are no reason to change anything", () => {
  const hours = judged({}, { canLeaveNow: 9_000 }).find(({ kind }) => kind === "quiet-hours");
  expect(hours).toMatchObject({ state: "ready", sentence: expect.stringContaining("3,000 subscribers are in quiet") });
});

test("without anyone to text nothing is said about speed, hours and price", () => {
  expect(judged({}, null).map(({ kind }) => kind)).not.toEqual(expect.arrayContaining(["speed"]));
});
