import { z } from "zod";
import type { MergeTag } from "#domain/messages/content/merge-tags";
import { valueLearned } from "./learned.ts";
import type { WalkFacts } from "./walk-facts.ts";

/** How the value of an earlier step is compared: a webhook's answer, store data, a discount code. */
export const answerComparisons = ["known", "is", "at-least", "at-most"] as const;

export const answerCondition = z.object({
  kind: z.literal("answer"),
  /** The merge tag that the step provides: "webhook.points". */
  tag: z.string().max(60),
  compare: z.enum(answerComparisons),
  value: z.string().max(200),
});
export type AnswerCondition = z.output<typeof answerCondition>;

/** How comparisons read between a value and what it is compared with. */
export const answerWords: Record<AnswerCondition["compare"], string> = {
  known: "is known",
  is: "is",
  "at-least": "is at least",
  "at-most": "is at most",
};

/** "webhook.points is at least 3". */
export function answerInWords({ tag, compare, value }: AnswerCondition): string {
  const about = tag === "" ? "the value of a step" : tag;
  return compare === "known" ? `${about} is known` : `${about} ${answerWords[compare]} ${value === "" ? "…" : value}`;
}

/** What must be put right before it can be asked; null when nothing. */
export function answerProblem({ tag, compare, value }: AnswerCondition, offered: MergeTag[]): string | null {
  if (!answerTags(offered).some(({ name }) => name === tag))
    return "Choose a value that a step before this one provides.";
  if (compare === "known") return null;
  if (value.trim() === "") return "Enter a value to compare with.";
  return compare !== "is" && !Number.isFinite(Number(value)) ? "Enter a number." : null;
}

/** Of the merge tags at a place, those that steps provide. */
export function answerTags(offered: MergeTag[]): MergeTag[] {
  return offered.filter(({ name }) => /^(webhook|fetched|discount)\./.test(name));
}

/** Unknown values hold in no comparison. */
export function answerHolds({ tag, compare, value }: AnswerCondition, { memory }: WalkFacts): boolean {
  const learned = valueLearned(memory, tag);
  if (learned === null || compare === "known") return learned !== null;
  if (compare === "is") return same(String(learned), value);
  const [left, right] = [Number(learned), Number(value)];
  return compare === "at-least" ? left >= right : left <= right;
}

function same(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}
