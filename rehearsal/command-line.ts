import { parseArgs } from "node:util";
import type { RehearsalPlan } from "./rehearse.ts";
import type { HistoryAsked } from "./shapes/from-history.ts";
import { readShape, type Shape } from "./shapes/shape.ts";

/** The command line asks for something there is not. The message is for the person who typed it. */
export class UsageError extends Error {}

export const USAGE = `npm run rehearsal -- [--shape black-friday|<file>|history] [--times 3] [--hours 6-22] [--seconds 20]
  --shape <name|file>    what the day is like; black-friday when absent
  --shape history        a day that an installation lived through: with --database <url>, --date 2025-11-28 and --zone
  --times <number>       how many times as busy as the shape; 3 when absent
  --hours <from>-<to>    the hours that are played; 0-23 when absent
  --seconds <number>     how long each hour is played; 20 when absent
  --workers <number>     worker processes of each class; 1 when absent
  --pool <number>        DATABASE_POOL of each process; 10 when absent
  --provider <number>    requests a second that the provider takes; no limit when absent
  --latency <ms>         how long the provider takes to answer; 80 when absent
  --calm                 nothing is broken on purpose
  --out <folder>         where the report goes; .data/rehearsals/<time> when absent
  --quick                a check of the rehearsal itself, in about a minute: a planted bottleneck, a breach on purpose`;

export interface Command {
  isQuick: boolean;
  plan: RehearsalPlan;
  /** Where the plan's shape comes from instead. */
  history: HistoryAsked | null;
  folder: string | null;
}

const OPTIONS = {
  shape: { type: "string" },
  times: { type: "string" },
  hours: { type: "string" },
  seconds: { type: "string" },
  workers: { type: "string" },
  pool: { type: "string" },
  provider: { type: "string" },
  latency: { type: "string" },
  out: { type: "string" },
  database: { type: "string" },
  date: { type: "string" },
  zone: { type: "string" },
  calm: { type: "boolean" },
  quick: { type: "boolean" },
} as const;

export function readCommand(args: string[]): Command {
  const values = parse(args);
  const history = values.shape === "history" ? historyOf(values) : null;
  const plan: RehearsalPlan = {
    shape: shapeOf(history ? "black-friday" : (values.shape ?? "black-friday")),
    hours: hoursOf(values.hours ?? "0-23"),
    times: numberOf("times", values.times ?? "3", 0.1, 100),
    secondsPerHour: numberOf("seconds", values.seconds ?? "20", 3, 3_600),
    workersEach: numberOf("workers", values.workers ?? "1", 1, 16),
    databasePool: numberOf("pool", values.pool ?? "10", 2, 100),
    providerPerSecond: values.provider === undefined ? null : numberOf("provider", values.provider, 1, 100_000),
    providerMs: numberOf("latency", values.latency ?? "80", 0, 10_000),
    hasBlows: values.calm !== true,
  };
  return { isQuick: values.quick === true, plan, history, folder: values.out ?? null };
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS }).values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
  }
}

function historyOf({ database, date, zone = "America/New_York" }: ReturnType<typeof parse>): HistoryAsked {
  if (database === undefined || date === undefined)
    throw new UsageError(`--shape history needs --database <url> and --date <day>.\n\n${USAGE}`);
  return { databaseUrl: database, date, timeZone: zone };
}

function shapeOf(nameOrFile: string): Shape {
  try {
    return readShape(nameOrFile);
  } catch (error) {
    throw new UsageError(`There is no shape "${nameOrFile}": ${error instanceof Error ? error.message : error}`);
  }
}

function hoursOf(text: string): number[] {
  const [, from = "", to = from] = /^(\d{1,2})(?:-(\d{1,2}))?$/.exec(text) ?? [];
  const hours = Array.from({ length: 24 }, (_, hour) => hour).filter(
    (hour) => from !== "" && hour >= Number(from) && hour <= Number(to),
  );
  if (hours.length === 0 || Number(to) > 23)
    throw new UsageError(`--hours ${text} must be like 6-22 or 10.\n\n${USAGE}`);
  return hours;
}

function numberOf(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (!(value >= least && value <= most))
    throw new UsageError(`--${name} ${text} must be a number from ${least} to ${most}.\n\n${USAGE}`);
  return value;
}
