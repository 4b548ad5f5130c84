import { percentile } from "../../bench/report/percentiles.ts";
import { type Chart, COLORS } from "../../bench/report/picture.ts";
import { linesOverTime, type Point } from "../../bench/report/timeline-chart.ts";
import type { Outcome } from "../play/stretch.ts";

/** How late order texts and answers were in each hour. */
export function delaysChart(outcomes: Outcome[]): Chart {
  const of = (delays: (outcome: Outcome) => number[], percent: number): Point[] =>
    outcomes
      .filter((outcome) => delays(outcome).length > 0)
      .map((outcome) => [outcome.hour, percentile(delays(outcome), percent)]);
  return byHour("From event to carrier", "ms", {
    "order texts, p99": of(({ seen }) => seen.orderTexts, 99),
    "order texts, half": of(({ seen }) => seen.orderTexts, 50),
    "answers to replies, p99": of(({ seen }) => seen.replies, 99),
  });
}

export function ratesChart(outcomes: Outcome[]): Chart {
  return byHour("What was told and what was sent", "per second", {
    events: outcomes.map(({ hour, eventsPerSecond }) => [hour, eventsPerSecond]),
    texts: outcomes.map(({ hour, textsPerSecond }) => [hour, textsPerSecond]),
  });
}

export function usesChart(outcomes: Outcome[]): Chart {
  const names = [...new Set(outcomes.flatMap(({ used }) => used.processes.map(({ name }) => name)))];
  const ofProcess = (name: string): Point[] =>
    outcomes.flatMap(({ hour, used }): Point[] => {
      const found = used.processes.find((process) => process.name === name);
      return found ? [[hour, found.cores]] : [];
    });
  return byHour("Cores in use", "cores", {
    ...Object.fromEntries(names.map((name) => [name, ofProcess(name)])),
    PostgreSQL: outcomes.map(({ hour, used }) => [hour, used.databaseCores]),
    "other programs": outcomes.map(({ hour, used }) => [hour, used.otherCores]),
  });
}

/** More kinds than the benchmarks' pictures have. */
const MORE_COLORS = [...COLORS, "#a371f7", "#f85149", "#39c5cf"];
/** Where no one can measure a text: room between the names of the kinds. */
const LEGEND_GAP = 36;
const MOST_IN_A_ROW = 5;

function byHour(title: string, unit: string, kinds: Record<string, Point[]>): Chart {
  const { option, ...chart } = linesOverTime(title, unit, kinds);
  const xAxis = { ...option.xAxis, name: "hour of the day", min: "dataMin", minInterval: 1 };
  const legend = { ...option.legend, itemGap: LEGEND_GAP };
  const grid = { ...option.grid, top: Object.keys(kinds).length > MOST_IN_A_ROW ? 104 : 84 };
  return { ...chart, option: { ...option, xAxis, legend, grid, color: MORE_COLORS } as Chart["option"] };
}
