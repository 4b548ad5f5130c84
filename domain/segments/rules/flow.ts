import { z } from "zod";
import { existsCondition } from "#domain/segments/condition";
import { describePeriod, period } from "#domain/segments/period";
import { isWithinBounds } from "./compare.ts";
import { ruleType, words } from "./rule-type.ts";

const SAYS = { in: "are in", entered: "entered", finished: "finished" };
const DENIES = { in: "are not in", entered: "did not enter", finished: "did not finish" };

/** Is in a flow now, has entered it, or has walked it to its end (which leaving it early is not). */
export const flow = ruleType({
  label: "Flow",
  group: "Flows and lists",
  schema: z.object({
    type: z.literal("flow"),
    is: z.enum(["in", "entered", "finished"]),
    id: z.uuid(),
    name: words,
    /** When they entered or finished it; says nothing about being in it. */
    period: period.nullable().default(null),
  }),
  blank: { type: "flow", is: "entered", period: null },
  fields: [
    {
      name: "is",
      label: "Have",
      kind: "choice",
      choices: [
        { value: "in", label: "is in it now" },
        { value: "entered", label: "entered" },
        { value: "finished", label: "finished" },
      ],
    },
    { name: "id", label: "Flow", kind: "one-of", suggest: "flows" },
    { name: "period", label: "When", kind: "period", isOptional: true },
  ],
  phrase: ({ is, name, period: when }, isNegated) => ({
    kind: "who",
    text: `${(isNegated ? DENIES : SAYS)[is]} the flow “${name}”${when && is !== "in" ? ` ${describePeriod(when)}` : ""}`,
  }),
  compile: ({ is, id, period: when }, asking) => {
    const state = { in: " AND e.state = 'waiting'", entered: "", finished: " AND e.state = 'finished'" }[is];
    const column = is === "finished" ? "e.ended_at" : "e.started_at";
    const time = when && is !== "in" ? ` AND ${isWithinBounds(column, asking.bounds(when), asking)}` : "";
    return existsCondition(
      `enrollments e WHERE e.shop_id = $1 AND e.subscriber_id = s.id AND e.flow_id = ${asking.value(id, "uuid")}${state}${time}`,
    );
  },
});
