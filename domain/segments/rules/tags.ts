import { z } from "zod";
import { personCondition } from "#domain/segments/condition";
import { oneOf } from "./one-of.ts";
import { ruleType, several } from "./rule-type.ts";

/** Carries one of some tags, or all of them. Asked by the index subscribers_tags, which holds those with tags alone. */
export const tags = ruleType({
  label: "Tags",
  group: "Person",
  schema: z.object({ type: z.literal("tags"), match: z.enum(["any", "all"]).default("any"), tags: several }),
  blank: { type: "tags", match: "any", tags: [] },
  fields: [
    {
      name: "match",
      label: "Has",
      kind: "choice",
      choices: [
        { value: "any", label: "any of" },
        { value: "all", label: "all of" },
      ],
    },
    { name: "tags", label: "Tags", kind: "words", suggest: "tags" },
  ],
  phrase: ({ match, tags: of }, isNegated) => ({
    kind: "are",
    text: `${isNegated ? "not " : ""}tagged ${oneOf(of, match === "all" ? "and" : "or")}`,
  }),
  compile: ({ match, tags: of }, asking) =>
    personCondition(`s.tags ${match === "all" ? "@>" : "&&"} ${asking.value(of, "text[]")} AND s.tags <> '{}'`),
});
