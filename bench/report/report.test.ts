import { expect, test } from "vitest";
import { type Goal, judge, type Result } from "../benchmark.ts";
import { asJsonLine, asTable, type Report } from "./report.ts";

const goals: Goal[] = [
  { key: "ratioToBareServer", atLeast: 0.35 },
  { key: "p99Ms", below: 100 },
  { key: "redisBytes", atMost: 0 },
];

const result: Result = {
  scale: { rounds: 6 },
  settings: { connections: 96 },
  values: { ratioToBareServer: 0.361_234_5, p99Ms: 100 },
  sides: { bareServer: { perSecond: 11_200.4 }, cartbell: { perSecond: 4_045.8 } },
  cpuSeconds: { web: 12.34 },
};

function aReport(given: Partial<Report> = {}): Report {
  const machine = {
    cpu: "Some CPU",
    cores: 2,
    memoryGb: 24,
    system: "linux 6",
    node: "24",
    postgres: "18",
    redis: "7",
  };
  const date = new Date("2026-11-21T14:00:00Z");
  const judgements = judge(goals, result.values);
  return { name: "intake", date, isQuick: false, flags: {}, machine, result, judgements, ...given };
}

test("a goal is met at its bound, not met below it, and not met when nothing was measured", () => {
  const verdicts = (values: Record<string, number>) => judge(goals, values).map(({ isMet }) => isMet);
  expect(verdicts({ ratioToBareServer: 0.35, p99Ms: 99.9, redisBytes: 0 })).toEqual([true, true, true]);
  expect(verdicts({ ratioToBareServer: 0.349, p99Ms: 100, redisBytes: 1 })).toEqual([false, false, false]);
  expect(verdicts({ ratioToBareServer: Number.NaN })).toEqual([false, false, false]);
});

test("the line for programs is one line, with the goals' keys, both sides, the machine and the scale at its top", () => {
  const line = asJsonLine(aReport());
  expect(line).not.toContain("\n");
  expect(JSON.parse(line)).toEqual({
    name: "intake",
    date: "2026-11-21T14:00:00.000Z",
    quick: false,
    machine: aReport().machine,
    scale: { rounds: 6 },
    settings: { connections: 96 },
    ratioToBareServer: 0.3612,
    p99Ms: 100,
    sides: { bareServer: { perSecond: 11_200 }, cartbell: { perSecond: 4_046 } },
    cpuSeconds: { web: 12.34 },
    goals: [
      { key: "ratioToBareServer", atLeast: 0.35, isMet: true },
      { key: "p99Ms", below: 100, isMet: false },
      { key: "redisBytes", atMost: 0, isMet: false },
    ],
  });
});

test("the table for people says which goals were met, and of a quick run that it is not judged", () => {
  const table = asTable(aReport());
  expect(table).toContain("ratioToBareServer ≥ 0.35: 0.3612  met");
  expect(table).toContain("p99Ms < 100: 100  MISSED");
  expect(table).toContain("redisBytes ≤ 0: not measured  MISSED");
  expect(asTable(aReport({ isQuick: true }))).toContain("p99Ms < 100: 100  (a quick run is not judged)");
});
