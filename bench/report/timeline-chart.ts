import type { EChartsOption } from "echarts";
import { type Chart, COLORS } from "./picture.ts";

type Series = NonNullable<EChartsOption["series"]>;
/** Seconds since the beginning, and the amount. */
export type Point = [seconds: number, value: number];

const LINES = "#8b949e";

/** More dots of a kind than this cover each other, and make a picture of megabytes. */
const MOST_DOTS = 1_000;

/**
 * Single amounts over time, one colour a kind; the axis is logarithmic, since a late one may be a thousand times late. Of
 * very many, the least and the greatest of each few neighbours are drawn.
 */
export function dotsOverTime(title: string, unit: string, kinds: Record<string, Point[]>): Chart {
  const series = Object.entries(kinds).map(([name, points]) => ({
    name,
    type: "scatter" as const,
    symbolSize: 4,
    data: extremesOf(points).map(([seconds, value]) => [rounded(seconds), rounded(value)]),
  }));
  return overTime(title, { type: "log", name: unit }, series);
}

function extremesOf(points: Point[]): Point[] {
  const together = Math.ceil((2 * points.length) / MOST_DOTS);
  if (together <= 2) return points;
  const inTime = points.toSorted(([a], [b]) => a - b);
  const kept: Point[] = [];
  for (let from = 0; from < inTime.length; from += together) {
    const byValue = inTime.slice(from, from + together).toSorted(([, a], [, b]) => a - b);
    for (const point of [byValue[0], byValue.at(-1)]) if (point) kept.push(point);
  }
  return kept;
}

export interface LinesOptions {
  /** They add up to the whole. */
  isStacked?: boolean;
  /** The kinds that the legend names; all when absent. */
  named?: string[];
}

/** Rates over time. */
export function linesOverTime(
  title: string,
  unit: string,
  kinds: Record<string, Point[]>,
  { isStacked = false, named }: LinesOptions = {},
): Chart {
  const series = Object.entries(kinds).map(([name, points]) => ({
    name,
    type: "line" as const,
    showSymbol: false,
    ...(isStacked ? { stack: "all", areaStyle: { opacity: 0.6 }, lineStyle: { width: 0.5 } } : {}),
    data: points.map(([seconds, value]) => [rounded(seconds), rounded(value)]),
  }));
  return overTime(title, { type: "value", name: unit }, series, named);
}

function overTime(
  title: string,
  yAxis: { type: "log" | "value"; name: string },
  series: Series,
  named?: string[],
): Chart {
  const axis = {
    axisLine: { lineStyle: { color: LINES } },
    splitLine: { lineStyle: { color: LINES, opacity: 0.25 } },
  };
  return {
    title,
    height: 340,
    option: {
      color: COLORS,
      legend: {
        ...(named && { data: named }),
        top: 28,
        left: 8,
        icon: "roundRect",
        itemHeight: 8,
        textStyle: { color: LINES },
      },
      grid: { left: 8, right: 24, top: 76, bottom: 28, containLabel: true },
      xAxis: { ...axis, type: "value", name: "seconds", nameLocation: "middle", nameGap: 24 },
      yAxis: { ...axis, ...yAxis },
      series,
    },
  };
}

function rounded(value: number): number {
  return Number(value.toPrecision(5));
}
