import { z } from "zod";
import { factsCondition } from "#domain/segments/condition";
import { describePeriod, period } from "#domain/segments/period";
import { isWithinBounds } from "./compare.ts";
import { type Asking, ruleType } from "./rule-type.ts";

const MOST = 10_000;

interface Deed<Type extends string> {
  type: Type;
  label: string;
  /** "clicked", "have not clicked". */
  did: string;
  didNot: string;
  /** Of subscriber_facts: how often ever, and when last. */
  count: string;
  last: string;
  /** A scalar query: how often the subscriber of facts f did it, given the condition that the time meets. */
  timesWhen: (isWithin: (column: string) => string) => string;
}

/** A rule about something that people do: at least so often, ever or within a period. */
export function howOften<Type extends string>({ type, label, did, didNot, count, last, timesWhen }: Deed<Type>) {
  return ruleType({
    label,
    group: "Texts",
    schema: z.object({
      type: z.literal(type),
      atLeast: z.int().min(1).max(MOST).default(1),
      period: period.nullable().default(null),
    }),
    blank: { type, atLeast: 1, period: null },
    fields: [
      { name: "atLeast", label: "At least (times)", kind: "whole-number", least: 1, most: MOST },
      { name: "period", label: "When", kind: "period", isOptional: true },
    ],
    phrase: ({ atLeast, period: when }, isNegated) => {
      const often = atLeast === 1 ? "" : ` at least ${atLeast.toLocaleString("en-US")} times`;
      return { kind: "who", text: `${isNegated ? didNot : did}${often}${when ? ` ${describePeriod(when)}` : ""}` };
    },
    compile: ({ atLeast, period: when }, asking: Asking) => {
      const least = asking.value(atLeast, "int8");
      if (when === null) return factsCondition(`f.${count} >= ${least}`, false);
      const bounds = asking.bounds(when);
      const mayHave = `f.${count} >= ${least}${bounds.from ? ` AND ${isWithinBounds(`f.${last}`, { from: bounds.from, until: null }, asking)}` : ""}`;
      // The last time tells it all when one is enough and the period is not over yet.
      if (atLeast === 1 && bounds.until === null) return factsCondition(mayHave, false);
      const times = `(${timesWhen((column) => isWithinBounds(column, bounds, asking))})`;
      return factsCondition(`CASE WHEN ${mayHave} THEN ${times} >= ${least} ELSE false END`, false);
    },
  });
}
