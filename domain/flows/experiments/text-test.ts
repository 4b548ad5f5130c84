import { z } from "zod";

export const FEWEST_TEXTS = 2;
export const MOST_TEXTS = 5;
/** How sure the rule must be, in percent, before it chooses a winner. */
export const CONFIDENCES = [90, 95, 99] as const;
export const LEAST_MINIMUM = 50;
export const MOST_MINIMUM = 1_000_000;

/** One of the texts that are compared. */
const variant = (longest: number) =>
  z.object({
    /** Its letter in lower case. It stays when another text is removed. */
    id: z.enum(["a", "b", "c", "d", "e"]),
    text: z.string().max(longest),
    /** How many people of 100 get it. */
    weight: z.number().int().min(0).max(100),
  });

/** When a winner is chosen without the merchant. */
const winnerRule = z.object({
  by: z.enum(["clicks", "revenue"]),
  confidence: z.literal(CONFIDENCES),
  /** People who must have been sent each of the texts. */
  minimum: z.number().int().min(1).max(MOST_MINIMUM),
});

/** An A/B test of a send step. Drafts may hold unfinished ones (problems.ts). */
export const textTest = (longestTemplate: number) =>
  z.object({
    variants: z.array(variant(longestTemplate)).min(1).max(MOST_TEXTS),
    /** Null: the merchant chooses. */
    winner: winnerRule.nullable(),
  });

export type TextTest = z.output<ReturnType<typeof textTest>>;
export type Variant = TextTest["variants"][number];
export type WinnerRule = NonNullable<TextTest["winner"]>;

/** How people call a text of a test: "B". */
export function letterOf({ id }: { id: string }): string {
  return id.toUpperCase();
}
