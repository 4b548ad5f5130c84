import { z } from "zod";
import { eventCondition } from "#domain/flows/definition/entry-rules";
import { meetsConditions } from "#domain/flows/entry/event-filter";
import { describeSegment } from "#domain/segments/describe";
import { parseRules, problemsOf, type Rules } from "#domain/segments/tree";
import { answerCondition, answerHolds, answerInWords, answerProblem } from "./answer-condition.ts";
import { eventConditionInWords, eventConditionProblem } from "./event-condition.ts";
import { says } from "./reply-words.ts";
import type { Reads, Surroundings } from "./step-type.ts";
import type { WalkFacts } from "./walk-facts.ts";

/** Characters of conditions about people: a draft keeps more than a published flow may have, so that it can be shortened. */
const LONGEST_RULES = 20_000;
const MOST_STORED = 500_000;

const schema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("ordered-since-start") }),
  z.object({ kind: z.literal("clicked-since-start") }),
  z.object({ kind: z.literal("replied-since-start") }),
  z.object({
    kind: z.literal("reply-says"),
    saying: z.enum(["yes", "no", "keyword", "anything"]),
    words: z.array(z.string().max(50)).max(20).default([]),
  }),
  z.object({ kind: z.literal("event-property"), condition: eventCondition }),
  answerCondition,
  z.object({
    kind: z.literal("segment"),
    /** A tree of the segment language, unfinished while it is edited. */
    rules: z.json().refine((it) => JSON.stringify(it).length <= MOST_STORED, "These conditions are too long"),
  }),
  z.object({ kind: z.literal("total-at-least"), micros: z.number().int().min(0) }),
  z.object({ kind: z.literal("first-order") }),
]);

/** A question that a branch asks about someone on their walk. */
export type Condition = z.output<typeof schema>;
export const conditionSchema: z.ZodType<Condition> = schema;

type Asks<One> = {
  /** Completes "If …". */
  describe(condition: One): string;
  problem(condition: One, around: Surroundings): string | null;
  holds(condition: One, facts: WalkFacts): boolean;
  reads?(condition: One): Reads;
};

const kinds: { [Kind in Condition["kind"]]: Asks<Extract<Condition, { kind: Kind }>> } = {
  "ordered-since-start": {
    describe: () => "they ordered since the flow started",
    problem: () => null,
    holds: (_condition, { hasOrdered }) => hasOrdered,
  },
  "clicked-since-start": {
    describe: () => "they tapped a link since the flow started",
    problem: () => null,
    holds: (_condition, { since }) => since.clicked !== null,
    reads: () => ({ since: true }),
  },
  "replied-since-start": {
    describe: () => "they replied since the flow started",
    problem: () => null,
    holds: (_condition, { since }) => since.replied !== null,
    reads: () => ({ since: true }),
  },
  "reply-says": {
    describe: ({ saying, words }) =>
      saying === "keyword" ? `their reply has ${quoted(words)}` : `their reply says ${saying}`,
    problem: ({ saying, words }) =>
      saying === "keyword" && words.every((it) => it.trim() === "") ? "Enter at least one keyword." : null,
    holds: ({ saying, words }, { since }) => since.replied !== null && says(since.reply ?? "", saying, words),
    reads: () => ({ since: true }),
  },
  "event-property": {
    describe: ({ condition }) => eventConditionInWords(condition),
    problem: ({ condition }, { trigger }) => eventConditionProblem(condition, trigger),
    holds: ({ condition }, { event }) => meetsConditions([condition], event),
  },
  answer: {
    describe: answerInWords,
    problem: (condition, { mergeTags }) => answerProblem(condition, mergeTags),
    holds: answerHolds,
  },
  segment: {
    describe: ({ rules }) => `they match “${rulesInWords(rules)}”`,
    problem: ({ rules }) => rulesProblem(rules),
    holds: (condition, { matches }) => {
      const rules = wholeRules(condition);
      return rules !== null && matches(rules);
    },
    reads: (condition) => {
      const rules = wholeRules(condition);
      return rules === null ? {} : { people: [rules] };
    },
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

/** Completes "If …". */
export function conditionInWords(condition: Condition): string {
  return asksOf(condition).describe(condition);
}

export function conditionProblem(condition: Condition, around: Surroundings): string | null {
  return asksOf(condition).problem(condition, around);
}

export function conditionHolds(condition: Condition, facts: WalkFacts): boolean {
  return asksOf(condition).holds(condition, facts);
}

export function conditionReads(condition: Condition): Reads {
  return asksOf(condition).reads?.(condition) ?? {};
}

function asksOf(condition: Condition): Asks<Condition> {
  return kinds[condition.kind] as Asks<Condition>; // looked up by the condition's own kind
}

/** Read once for each version of a flow, not for each person. */
const knownRules = new WeakMap<object, Rules | null>();

/** Null when they have a problem. */
function wholeRules(condition: Extract<Condition, { kind: "segment" }>): Rules | null {
  const known = knownRules.get(condition);
  if (known !== undefined) return known;
  const rules = rulesProblem(condition.rules) === null ? parseRules(condition.rules) : null;
  knownRules.set(condition, rules);
  return rules;
}

function rulesProblem(rules: unknown): string | null {
  if (JSON.stringify(rules).length > LONGEST_RULES)
    return "These conditions are too long. Remove some, or choose a segment or a list that has them.";
  const [problem] = problemsOf(rules);
  if (problem) return problem.message;
  const isEmpty = typeof rules === "object" && rules !== null && "rules" in rules && isNothing(rules.rules);
  return isEmpty ? "Add a condition." : null;
}

function isNothing(rules: unknown): boolean {
  return Array.isArray(rules) && rules.length === 0;
}

function rulesInWords(rules: unknown): string {
  // A flow's document doesn't know the store's currency: amounts are named without one.
  return rulesProblem(rules) === null
    ? describeSegment(parseRules(rules), { currency: "XXX" }).replaceAll(/¤\s?/g, "")
    : "…";
}

function quoted(words: string[]): string {
  const typed = words.filter((it) => it.trim() !== "").map((it) => `“${it.trim()}”`);
  return typed.length === 0 ? "a keyword" : new Intl.ListFormat("en", { type: "disjunction" }).format(typed);
}
