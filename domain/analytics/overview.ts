import { rate } from "#domain/links/rate";
import { monthOf } from "#domain/messages/month";
import type { Sql } from "#platform/sql/db";
import { statementFile } from "#platform/sql/statement";
import { lastDays, type Range } from "./range.ts";

/** The figures of Home and what each means, said once and shown beside the number. */
export const definitions = {
  revenue: {
    label: "Attributed revenue",
    unit: "money",
    definition:
      "Orders placed in this period by people who tapped a link in one of your texts within the attribution window, minus refunds. Each order is credited once, to the last text tapped before it.",
  },
  delivered: {
    label: "Texts delivered",
    unit: "count",
    definition: "Texts the carrier reported as delivered in this period. Test texts aren’t included.",
  },
  clickRate: {
    label: "Click rate",
    unit: "rate",
    definition:
      "Texts whose link was tapped ÷ texts delivered in this period. Excludes link previews, bots and a single click within 10 seconds of the text.",
  },
  subscribers: {
    label: "Subscribers",
    unit: "count",
    definition: "People who opted in to marketing texts and haven’t opted out, as of today.",
  },
} as const;

export type MetricKey = keyof typeof definitions;

export interface Metric {
  key: MetricKey;
  label: string;
  definition: string;
  /** money: millionths of the store's currency. rate: 0 to 1. */
  unit: "money" | "count" | "rate";
  /** Null when it cannot be said: a rate of nothing. */
  value: number | null;
  /** The same of as many days before. */
  previous: number | null;
  daily: { day: string; value: number | null }[];
}

interface Day {
  metric: "revenue" | "delivered" | "clicked" | "tapped" | "joined" | "left" | "before";
  /** Null for what lies before the range, and for what is told of all of it at once. */
  day: string | null;
  amount: number;
}

const readOverview = statementFile(import.meta.url, "./overview.sql");

/** The key figures of the last `days` days of the shop's own calendar, compared with as many before. */
export async function overview(
  db: Sql,
  shopId: string,
  { days, timeZone }: { days: number; timeZone: string },
  now: Date,
): Promise<Metric[]> {
  const range = lastDays(days, timeZone, now);
  const rows = await db.run<Day>(readOverview, [
    shopId,
    range.from,
    range.to,
    range.previousFrom,
    range.previousTo,
    range.timeZone,
    // A text belongs to the month its campaign started in, up to a few days before it is delivered.
    monthOf(new Date(range.previousFrom.getTime() - 14 * 86_400_000)),
  ]);
  return metricsFrom(rows, range);
}

export function metricsFrom(rows: Day[], range: Pick<Range, "days">): Metric[] {
  const sum = (metric: Day["metric"], day: string | null) =>
    rows.reduce((total, row) => total + (row.metric === metric && row.day === day ? row.amount : 0), 0);
  const total = (metric: Day["metric"]) => range.days.reduce((all, day) => all + sum(metric, day), 0);
  const series = (value: (day: string) => number | null) => range.days.map((day) => ({ day, value: value(day) }));
  const plain = (key: "revenue" | "delivered") => ({
    ...describeMetric(key),
    value: total(key),
    previous: sum(key, null),
    daily: series((day) => sum(key, day)),
  });
  const before = sum("before", null);
  let running = before;
  return [
    plain("revenue"),
    plain("delivered"),
    {
      ...describeMetric("clickRate"),
      value: rate(sum("tapped", null), total("delivered")),
      previous: rate(sum("clicked", null), sum("delivered", null)),
      daily: series((day) => rate(sum("clicked", day), sum("delivered", day))),
    },
    {
      ...describeMetric("subscribers"),
      value: before + total("joined") - total("left"),
      previous: before,
      daily: series((day) => {
        running += sum("joined", day) - sum("left", day);
        return running;
      }),
    },
  ];
}

function describeMetric(key: MetricKey): Pick<Metric, "key" | "label" | "definition" | "unit"> {
  return { key, ...definitions[key] };
}
