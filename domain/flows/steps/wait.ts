import { z } from "zod";
import { problemsIn } from "#domain/flows/definition/problem";
import { stepType } from "./step-type.ts";

export const LONGEST_WAIT_MINUTES = 90 * 24 * 60;

/** Nothing happens for a time. */
export const wait = stepType({
  title: "Wait",
  group: "wait",
  initial: { minutes: 60 },
  config: z.object({ minutes: z.number().int().min(0).max(LONGEST_WAIT_MINUTES) }),
  describe: ({ minutes }) => `Wait ${duration(minutes)}`,
  problems: ({ minutes }) => problemsIn("minutes", minutes === 0 ? ["Enter a wait of at least 1 minute."] : []),
  waitsMs: ({ minutes }) => minutes * 60_000,
});

/** 90 → "1 hour 30 minutes". */
export function duration(minutes: number): string {
  const parts = [
    [Math.floor(minutes / 1440), "day"],
    [Math.floor((minutes % 1440) / 60), "hour"],
    [minutes % 60, "minute"],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}${count === 1 ? "" : "s"}`);
  return said.join(" ") || "0 minutes";
}
