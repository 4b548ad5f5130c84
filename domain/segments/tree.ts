import { z } from "zod";
import { type Rule, rule } from "#domain/segments/rules/all";
import { UserError } from "#domain/user-error";

/** Rules, and what holds them together. No rules at all mean everyone. */
export type Rules = Rule | { type: "and" | "or"; rules: Rules[] } | { type: "not"; rule: Rules };

/** One rule, and no group of them. */
export function isRule(rules: Rules): rules is Rule {
  return rules.type !== "and" && rules.type !== "or" && rules.type !== "not";
}

/** Groups within groups. */
export const DEEPEST = 5;
export const MOST_RULES = 50;

const tree: z.ZodType<Rules> = z.lazy(() =>
  z.union([
    rule,
    z.object({ type: z.literal("and"), rules: z.array(tree).max(MOST_RULES) }),
    z.object({ type: z.literal("or"), rules: z.array(tree).min(1).max(MOST_RULES) }),
    z.object({ type: z.literal("not"), rule: tree }),
  ]),
);

/** A problem with one rule, by its place in the tree: [0, 1] is the second rule of the first group. */
export interface RuleProblem {
  path: number[];
  message: string;
}

/** Reads rules that came from outside. Refuses (segment-rules-wrong) what is no tree of rules, too deep or too large. */
export function parseRules(input: unknown): Rules {
  const [problem] = problemsOf(input);
  if (problem) throw new UserError("segment-rules-wrong", problem.message, "rules");
  return tree.parse(input);
}

/** What is wrong with rules as they are being edited; none means that they can be counted and saved. */
export function problemsOf(input: unknown): RuleProblem[] {
  const size = { rules: 0 };
  const problems = lookAtNode(input, [], 0, size);
  if (size.rules > MOST_RULES)
    return [
      { path: [], message: `Use up to ${MOST_RULES} conditions. Tags, places and products can each have many values.` },
    ];
  return problems;
}

function lookAtNode(node: unknown, path: number[], depth: number, size: { rules: number }): RuleProblem[] {
  // Before anything else looks at it: what came from outside may be nested as deep as it likes.
  if (depth > DEEPEST) return [{ path, message: `Groups can be nested up to ${DEEPEST} levels.` }];
  if (typeof node !== "object" || node === null || !("type" in node))
    return [{ path, message: "This condition isn’t valid." }];
  if (node.type === "not") {
    if (!("rule" in node)) return [{ path, message: "Choose a condition to exclude." }];
    return lookAtNode(node.rule, [...path, 0], depth + 1, size);
  }
  if (node.type === "and" || node.type === "or") return lookInside(node, path, depth, size);
  size.rules += 1;
  if (size.rules > MOST_RULES) return [];
  const parsed = rule.safeParse(node);
  return parsed.success ? [] : [{ path, message: messageOf(parsed.error) }];
}

function lookInside(node: object, path: number[], depth: number, size: { rules: number }): RuleProblem[] {
  const inside: unknown = "rules" in node ? node.rules : null;
  if (!Array.isArray(inside)) return [{ path, message: "This group has no conditions." }];
  if (inside.length > MOST_RULES) {
    size.rules += inside.length;
    return [];
  }
  if (inside.length === 0 && (path.length > 0 || ("type" in node && node.type === "or")))
    return [{ path, message: "Add a condition to this group, or remove the group." }];
  return inside.flatMap((it, index) => lookAtNode(it, [...path, index], depth + 1, size));
}

function messageOf(error: z.ZodError): string {
  const issue = error.issues[0];
  const field = issue?.path[0];
  if (field === "type") return "Choose a condition.";
  if (issue?.code === "custom") return issue.message;
  return `Complete the condition: ${String(field)} is missing or out of range.`;
}
