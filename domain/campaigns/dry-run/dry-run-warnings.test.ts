import { expect, test } from "vitest";
import type { DryRunPlan } from "./dry-run-plan.ts";
import type { DryRunResult } from "./dry-run-result.ts";
import { warningsOf } from "./dry-run-warnings.ts";

const plan = (given: Partial<DryRunPlan> = {}): DryRunPlan => ({
  ...{
    name: "Sale",
    body: "{{ shop.name }}: 20% off {{ link }}",
    linkUrl: "https://a.test/",
    audience: { kind: "all" },
  },
  ...{ senderId: null, spendCapMicros: null, isNow: true, localTime: null },
  ...{ startsAt: "2026-11-24T15:00:00.000Z", expiresAt: "2026-11-26T15:00:00.000Z" },
  ...given,
});

const result = (given: Partial<DryRunResult> = {}): DryRunResult => ({
  ...{ people: 1_000, now: 1_000, later: [], nothing: [], leftOut: [], texts: 1_000, parts: 1_000, micros: 8_300_000 },
  ...{ lengths: [{ parts: 1, texts: 1_000 }], countries: [], finish: null, late: [], caps: [], nowhere: 0 },
  unicode: { texts: 0, extraMicros: 0, extraParts: 0, characters: {} },
  ...{ optOutLine: { texts: 0, extraMicros: 0 }, largestBefore: null, collisions: [], isStopped: false },
  brandName: "Harbor Candles",
  rules: {
    ...{ textingStartsMinute: 480, textingEndsMinute: 1_260, stricter: {} },
    ...{ frequencyCapTexts: 1, frequencyCapHours: 24, frequencyCapAction: "skip" },
  },
  ...given,
});

const told = (of: Partial<DryRunResult>, about: Partial<DryRunPlan> = {}) =>
  warningsOf(plan(about), result(of), (at) => at.toISOString().slice(11, 16));
const kinds = (of: Partial<DryRunResult>, about: Partial<DryRunPlan> = {}) => told(of, about).map(({ kind }) => kind);

test("a campaign that is in order is warned of nothing", () => {
  expect(told({})).toEqual([]);
});

test("a character that makes it dearer is named with its price, and can be replaced", () => {
  const unicode = { texts: 1_000, extraMicros: 8_300_000, extraParts: 1_000, characters: { "’": 1_000 } };
  const [warning] = told({ unicode }, { body: "It’s on at {{ shop.name }} {{ link }}" });
  expect(warning).toMatchObject({
    ...{ kind: "unicode", tone: "warning", title: "“’” adds $8.30 to the cost" },
    fix: { label: "Use plain characters", body: "It's on at {{ shop.name }} {{ link }}" },
  });
  const [emoji] = told({ unicode }, { body: "🎉 On at {{ shop.name }} {{ link }}" });
  expect(emoji?.fix).toEqual({ label: "Remove them", body: "On at {{ shop.name }} {{ link }}" });
});

test("characters of people’s names are a note, not the text’s fault", () => {
  const unicode = { texts: 12, extraMicros: 99_600, extraParts: 12, characters: { ë: 12 } };
  expect(told({ unicode })).toMatchObject([{ kind: "unicode-names", tone: "info" }]);
});

test("a window that closes too early says how many wait until when", () => {
  const late = [{ count: 300, closesAt: "2026-11-25T01:00:00.000Z", until: "2026-11-25T14:00:00.000Z" }];
  expect(told({ late })).toMatchObject([
    {
      title: "Quiet hours begin before 300 texts are sent",
      sentence: "Quiet hours begin from 01:00. They’ll be sent 14:00. Start earlier, or send from a faster number.",
    },
  ]);
});

test("a cap that is too small comes first: the campaign would stop at it", () => {
  const caps = [
    { kind: "campaign" as const, most: 5_000_000, left: 5_000_000, needs: 8_300_000, beyond: 398, until: null },
  ];
  expect(told({ caps, nowhere: 500, texts: 602 })).toMatchObject([
    {
      ...{
        kind: "cap-campaign",
        tone: "critical",
        title: "The campaign’s spending limit is too low for 398 texts of 1,000",
      },
      sentence: "It needs $8.30. $5.00 of $5.00 is left. The campaign will pause until you raise the limit.",
    },
    { kind: "nowhere", tone: "info" },
  ]);
});

test("an audience is compared with the largest before, and with the campaigns beside it", () => {
  expect(kinds({ largestBefore: 400 })).toEqual(["audience"]);
  expect(kinds({ largestBefore: 600 })).toEqual([]);
  const collision = { campaignId: "c", name: "VIPs", startsAt: null, isFirst: true, people: 120 };
  expect(told({ collisions: [collision] })).toMatchObject([
    {
      title: "“VIPs” also goes to about 120 people in this audience",
      sentence: "It is sending now. When your frequency cap allows only one of them, this one is skipped.",
    },
  ]);
});

test("a number that needs hours is named with its rate", () => {
  const finish = {
    ...{ at: "2026-11-24T18:00:00.000Z", partsPerSecond: 0.1, limit: "number" as const },
    ...{ shopsInLine: 1, waitsForDay: false, waitsForHours: false },
  };
  expect(told({ finish })).toMatchObject([{ kind: "slow", title: "It takes 3 hours to send" }]);
  expect(told({ finish: { ...finish, partsPerSecond: 10 } })).toEqual([]);
});

test("the words themselves: brand, link and the way out", () => {
  expect(kinds({}, { body: "20% off {{ link }}" })).toEqual(["brand"]);
  expect(kinds({}, { body: "harbor candles: 20% off", linkUrl: null })).toEqual(["link"]);
  expect(kinds({}, { body: "{{ shop.name }}: STOP by for tea {{ link }}" })).toEqual([]); // the line is added
  expect(kinds({}, { body: "{{ shop.name }}: tea. Reply STOP to end {{ link }}" })).toEqual([]);
  expect(kinds({ optOutLine: { texts: 7, extraMicros: 58_100 } })).toEqual(["opt-out-line"]);
  expect(
    kinds({
      lengths: [
        { parts: 1, texts: 900 },
        { parts: 2, texts: 100 },
      ],
    }),
  ).toEqual(["lengths"]);
});

test("no one to text, and a store whose sending is stopped, are the gravest", () => {
  expect(told({ isStopped: true, people: 0, texts: 0 }).map(({ tone }) => tone)).toEqual(["critical", "critical"]);
  const expired = { fate: "expired" as const, because: "quiet-hours", count: 4, examples: [] };
  const failed = { fate: "skipped" as const, because: "too-long", count: 2, examples: [] };
  expect(kinds({ nothing: [expired, failed] })).toEqual(["content", "expired"]);
});
