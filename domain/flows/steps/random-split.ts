import { z } from "zod";
import { problemsIn } from "#domain/flows/definition/problem";
import { stableShare } from "#platform/stable-share";
import { stepType } from "./step-type.ts";

export const MOST_PATHS = 6;

const path = z.object({
  /** Kept through edits: the steps of the path are found by it. */
  id: z.string().min(1).max(32),
  /** Its share, compared with the others' weights. */
  weight: z.number().int().min(0).max(1_000),
});

const config = z.object({ paths: z.array(path).min(1).max(MOST_PATHS) });

export type RandomSplit = z.output<typeof config>;

/** Each person takes one of the paths at random, always the same one at this step of this flow. */
export const randomSplit = stepType<RandomSplit>({
  title: "Random split",
  group: "split",
  initial: {
    paths: [
      { id: "a", weight: 50 },
      { id: "b", weight: 50 },
    ],
  },
  config,
  arms: ({ paths }) => [...new Set(paths.map(({ id }) => id))],
  armLabel: ({ paths }, arm) => {
    const index = paths.findIndex(({ id }) => id === arm);
    return `Path ${letterOf(index)} · ${percent(paths[index]?.weight ?? 0, totalOf(paths))}`;
  },
  describe: ({ paths }) => `Split at random: ${paths.map(({ weight }) => percent(weight, totalOf(paths))).join(", ")}`,
  problems: ({ paths }) =>
    problemsIn("paths", [
      ...(paths.length < 2 ? ["Add a second path."] : []),
      ...(totalOf(paths) === 0 ? ["Give at least one path a share above zero."] : []),
      ...(new Set(paths.map(({ id }) => id)).size < paths.length ? ["Two paths have the same name. Remove one."] : []),
    ]),
  advance: ({ paths }, { flowId, subscriberId }, stepId) => {
    let left = stableShare(`${flowId} ${stepId} ${subscriberId}`) * totalOf(paths);
    for (const { id, weight } of paths) {
      if (left < weight) return { kind: "arm", arm: id };
      left -= weight;
    }
    return { kind: "arm", arm: paths[0]?.id ?? "" };
  },
});

export function letterOf(index: number): string {
  return String.fromCharCode(65 + index);
}

function totalOf(paths: RandomSplit["paths"]): number {
  return paths.reduce((sum, { weight }) => sum + weight, 0);
}

function percent(weight: number, total: number): string {
  return total === 0 ? "0%" : `${Math.round((weight / total) * 1_000) / 10}%`;
}
