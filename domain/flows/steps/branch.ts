import { z } from "zod";
import { problemsIn } from "#domain/flows/definition/problem";
import { conditionHolds, conditionInWords, conditionProblem, conditionReads, conditionSchema } from "./condition.ts";
import { stepType } from "./step-type.ts";

/** Two paths: one for those of whom the condition holds, one for the others. */
export const branch = stepType({
  title: "Branch",
  group: "split",
  initial: { condition: { kind: "ordered-since-start" } },
  config: z.object({ condition: conditionSchema }),
  arms: ["yes", "no"],
  describe: ({ condition }) => `If ${conditionInWords(condition)}`,
  problems: ({ condition }, around) =>
    problemsIn(
      "condition",
      [conditionProblem(condition, around)].filter((problem) => problem !== null),
    ),
  reads: ({ condition }) => conditionReads(condition),
  advance: ({ condition }, facts) => ({ kind: "arm", arm: conditionHolds(condition, facts) ? "yes" : "no" }),
});
