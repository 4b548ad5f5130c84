import type { Context } from "#domain/context";
import { readPauses } from "#domain/control/pauses/read-pauses";
import { readProviders } from "#domain/control/providers/read-providers";
import { readQueues } from "#domain/control/queues/read-queues";
import { findLate, type Late } from "./find-late.ts";

export interface Lateness {
  /** One sentence on what is late and why, for the operator to read. */
  sentence: string;
  /** The most urgent first. */
  late: Late[];
}

/** What is late at present, and why. */
export async function readLateness(ctx: Pick<Context, "db" | "clock" | "providers">): Promise<Lateness> {
  const once = { pauses: readPauses(ctx.db) };
  const [queues, pauses, providers] = await Promise.all([readQueues(ctx, once), once.pauses, readProviders(ctx)]);
  const late = findLate({ queues, pauses, providers });
  return { sentence: describeLate(late), late };
}

/** One sentence on all of them. */
export function describeLate(late: Late[]): string {
  const [first, ...others] = late.map(({ what, why }) => `${what}: ${why}`);
  if (first === undefined) return "Nothing is late.";
  return `${[first, ...others.map((it) => it[0]?.toLowerCase() + it.slice(1))].join("; ")}.`;
}
