import { type JobName, jobs } from "#domain/jobs";

/** A limit that an operator may change without a deploy, within bounds in which nothing breaks. */
export interface FlagEntry {
  /** What it limits, with its unit. */
  meaning: string;
  /** What holds without a row, and while the database is away. */
  default: number;
  least: number;
  most: number;
  /** It may differ from shop to shop; otherwise it holds for the whole installation. */
  isByShop: boolean;
}

/** However many jobs of a queue a process is told to run: each may hold a connection to the database. */
const MOST_JOBS = 32;

type ConcurrencyFlag = `queue.${JobName}.concurrency`;

const limits = {
  "reconcile.pages": {
    ...{ default: 10, least: 1, most: 50, isByShop: true },
    meaning: "pages of a store's record that one turn of the reconciler reads",
  },
  "reconcile.minutes": {
    ...{ default: 10, least: 2, most: 1_440, isByShop: true },
    meaning: "minutes between two comparisons with a store's own record",
  },
  "import.turn-seconds": {
    ...{ default: 20, least: 1, most: 60, isByShop: true },
    meaning: "seconds that an import works before another has its turn",
  },
  "segments.sizes-at-a-time": {
    ...{ default: 10, least: 1, most: 100, isByShop: true },
    meaning: "segments of a shop whose sizes one job takes",
  },
  "segments.patience-seconds": {
    ...{ default: 30, least: 1, most: 120, isByShop: true },
    meaning: "seconds that taking the size of a segment may last",
  },
  "api.requests": {
    ...{ default: 50, least: 1, most: 100_000, isByShop: true },
    meaning: "requests a second that all API keys of a shop may send; one key may send half of them",
  },
} satisfies Record<string, FlagEntry>;

export type FlagName = keyof typeof limits | ConcurrencyFlag;

/** The concurrency of a queue in each of its processes. */
export function concurrencyFlag(queue: JobName): ConcurrencyFlag {
  return `queue.${queue}.concurrency`;
}

function concurrencies(): [string, FlagEntry][] {
  return (Object.keys(jobs) as JobName[]).map((queue) => [
    concurrencyFlag(queue),
    {
      ...{ default: jobs[queue].concurrency, least: 1, most: MOST_JOBS, isByShop: false },
      meaning: `jobs of ${queue} that one worker process runs at a time`,
    },
  ]);
}

/** Every flag there is. */
export const flags = Object.fromEntries([...Object.entries(limits), ...concurrencies()]) as Record<FlagName, FlagEntry>; // by their names
