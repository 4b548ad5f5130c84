import { z } from "zod";
import { problemsIn } from "#domain/flows/definition/problem";
import { about, conditionSchema } from "./condition.ts";
import { stepType } from "./step-type.ts";

/** Two paths: one for those of whom the condition holds, one for the others. */
export const branch = stepType({
  title: "Branch",
  group: "split",
  initial: { condition: { kind: "ordered-since-start" } },
  config: z.object({ condition: conditionSchema }),
  arms: ["yes", "no"],
  describe: ({ condition }) => `If ${about(condition).sentence}`,
  problems: ({ condition }, around) =>
    problemsIn(
      "condition",
      [about(condition).problem(around)].filter((problem) => problem !== null),
    ),
  reads: ({ condition }) => about(condition).reads,
  advance: ({ condition }, facts) => ({ kind: "arm", arm: about(condition).holds(facts) ? "yes" : "no" }),
});
