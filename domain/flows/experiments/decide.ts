import { compareVariants, type Success } from "./compare.ts";
import type { TextTest, WinnerRule } from "./text-test.ts";

/** What a test has come to, of the people who got a text by chance. */
export interface TestFigures {
  /** People who were sent each variant. */
  people: Record<string, number>;
  successes: Success[];
}

/** What a decision was based on: kept with it. */
export interface Evidence {
  by: WinnerRule["by"];
  /** From 0 to 1. */
  confidence: number;
  people: Record<string, number>;
  /** People who clicked or ordered. */
  successes: Record<string, number>;
}

export type Verdict =
  /** Not enough people were sent each text. */
  { kind: "too-few" } | { kind: "open" } | { kind: "won"; winner: string; evidence: Evidence };

/** Whether a test has a winner now. Pure. */
export function decideTest({ variants }: TextTest, rule: WinnerRule, figures: TestFigures): Verdict {
  const { people, successes } = figures;
  if (variants.some(({ id, weight }) => weight > 0 && (people[id] ?? 0) < rule.minimum)) return { kind: "too-few" };
  const comparison = compareVariants(variants, successes);
  if (!comparison || comparison.confidence < rule.confidence / 100) return { kind: "open" };
  const counts = Object.fromEntries(
    variants.map(({ id }) => [id, successes.reduce((sum, it) => (it.id === id ? sum + it.people : sum), 0)]),
  );
  const { leader, confidence } = comparison;
  return { kind: "won", winner: leader, evidence: { by: rule.by, confidence, people, successes: counts } };
}
