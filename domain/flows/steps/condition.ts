import { z } from "zod";
import type { WalkFacts } from "./walk-facts.ts";

const schema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("ordered-since-start") }),
  z.object({ kind: z.literal("total-at-least"), micros: z.number().int().min(0) }),
  z.object({ kind: z.literal("first-order") }),
]);

/** A question that a branch asks about somebody on their walk. */
export type Condition = z.infer<typeof schema>;
export const conditionSchema: z.ZodType<Condition> = schema;

type Asks<One> = {
  /** Completes "If …". */
  describe(condition: One): string;
  problem(condition: One): string | null;
  holds(condition: One, facts: WalkFacts): boolean;
};

const kinds: { [Kind in Condition["kind"]]: Asks<Extract<Condition, { kind: Kind }>> } = {
  "ordered-since-start": {
    describe: () => "they ordered since the flow started",
    problem: () => null,
    holds: (_condition, { hasOrdered }) => hasOrdered,
  },
  "total-at-least": {
    describe: ({ micros }) => `the total is at least ${(micros / 1_000_000).toFixed(2)}`,
    problem: ({ micros }) => (micros === 0 ? "Enter an amount greater than zero." : null),
    holds: ({ micros }, { totalMicros }) => totalMicros !== null && totalMicros >= micros,
  },
  "first-order": {
    describe: () => "they had never ordered before",
    problem: () => null,
    holds: (_condition, { isFirstOrder }) => isFirstOrder,
  },
};

/** The condition's own questions, asked of itself. */
export function about(condition: Condition) {
  const asks = kinds[condition.kind] as Asks<Condition>; // looked up by the condition's own kind
  return {
    sentence: asks.describe(condition),
    problem: asks.problem(condition),
    holds: (facts: WalkFacts) => asks.holds(condition, facts),
  };
}
