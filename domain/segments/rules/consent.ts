import { z } from "zod";
import { personCondition } from "#domain/segments/condition";
import { listParts } from "./one-of.ts";
import { ruleType } from "./rule-type.ts";

const states = z.enum(["never", "pending", "subscribed", "unsubscribed"]);
const NAMES: Record<z.infer<typeof states>, string> = {
  never: "never opted in",
  pending: "haven’t confirmed yet",
  subscribed: "are subscribed",
  unsubscribed: "unsubscribed",
};

/** Where someone stands with marketing texts now. */
export const consent = ruleType({
  label: "Marketing consent",
  group: "Consent",
  schema: z.object({ type: z.literal("consent"), states: z.array(states).min(1).max(states.options.length) }),
  blank: { type: "consent", states: ["subscribed"] },
  fields: [
    {
      name: "states",
      label: "Any of",
      kind: "choices",
      choices: [
        { value: "subscribed", label: "Subscribed" },
        { value: "pending", label: "Not confirmed yet" },
        { value: "unsubscribed", label: "Unsubscribed" },
        { value: "never", label: "Never opted in" },
      ],
    },
  ],
  phrase: ({ states: of }, isNegated) => {
    const held = new Set(of);
    const meant = states.options.filter((state) => held.has(state) !== isNegated);
    const text =
      meant.length > 0
        ? listParts(
            meant.map((state) => NAMES[state]),
            "or",
          )
        : "have no consent status";
    return { kind: "who", text };
  },
  compile: ({ states: of }, asking) => personCondition(`s.marketing = ANY(${asking.value(of, "text[]")})`),
});
