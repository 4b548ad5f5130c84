import { z } from "zod";
import { existsCondition } from "#domain/segments/condition";
import { propertyName, readPropertyValue } from "#domain/subscribers/properties/property";
import { type Asking, ruleType } from "./rule-type.ts";

const comparisons = ["is", "contains", "at-least", "at-most", "before", "after", "has-any"] as const;
type Comparison = (typeof comparisons)[number];

const LABELS: Record<Comparison, string> = {
  is: "is",
  contains: "contains",
  "at-least": "is at least",
  "at-most": "is at most",
  before: "is before",
  after: "is after",
  "has-any": "has any value",
};

const value = z
  .string()
  .max(255)
  .refine((text) => !text.includes("\0"), "Remove the invisible character (NUL).")
  .refine((text) => text.isWellFormed(), "Remove the invalid character.");

/** A property of the person compares so with a value. Words are compared without regard to case. */
export const property = ruleType({
  label: "Property",
  group: "Person",
  schema: z
    .object({
      type: z.literal("property"),
      name: propertyName,
      is: z.enum(comparisons).default("is"),
      value: value.default(""),
    })
    .refine((rule) => isComplete(rule.is, rule.value), { path: ["value"], error: "Enter a value." }),
  blank: { type: "property", is: "is", value: "" },
  fields: [
    { name: "name", label: "Property", kind: "one-of", suggest: "properties" },
    {
      name: "is",
      label: "Comparison",
      kind: "choice",
      choices: comparisons.map((it) => ({ value: it, label: LABELS[it] })),
    },
    { name: "value", label: "Value", kind: "text" },
  ],
  phrase: ({ name, is, value: than }, isNegated) => ({
    kind: "who",
    text: `${isNegated ? "do not have" : "have"} ${inWords(name, is, than)}`,
  }),
  compile: ({ name, is, value: than }, asking) =>
    existsCondition(
      `subscriber_properties p WHERE p.shop_id = $1 AND p.name = ${asking.value(name, "text")} AND p.subscriber_id = s.id${compareProperty(is, than, asking)}`,
    ),
});

/** Whether the value is one that this comparison can use. */
function isComplete(is: Comparison, text: string): boolean {
  if (is === "has-any") return true;
  if (is === "at-least" || is === "at-most") return readPropertyValue("number", text) !== null;
  if (is === "before" || is === "after") return readPropertyValue("date", text) !== null;
  return text.trim() !== "";
}

function inWords(name: string, is: Comparison, than: string): string {
  switch (is) {
    case "is":
      return `“${name}” set to “${than}”`;
    case "contains":
      return `“${than}” in “${name}”`;
    case "at-least":
      return `“${name}” of at least ${than}`;
    case "at-most":
      return `“${name}” of at most ${than}`;
    case "before":
      return `“${name}” before ${than}`;
    case "after":
      return `“${name}” after ${than}`;
    case "has-any":
      return `any “${name}”`;
  }
}

function compareProperty(is: Comparison, than: string, asking: Asking): string {
  switch (is) {
    case "is":
      return ` AND ${anyText(`lower(x) = ANY(${asking.value(spellingsOf(than), "text[]")})`)}`;
    case "contains":
      return ` AND ${anyText(`strpos(lower(x), lower(${asking.value(than.trim(), "text")})) > 0`)}`;
    case "at-least":
      return ` AND p.number >= ${asking.value(Number(than), "float8")}`;
    case "at-most":
      return ` AND p.number <= ${asking.value(Number(than), "float8")}`;
    case "before":
      return ` AND p.day < ${asking.value(than.trim(), "date")}`;
    case "after":
      return ` AND p.day > ${asking.value(than.trim(), "date")}`;
    case "has-any":
      return "";
  }
}

/** A condition over the value as text x; of a list, one of its items must meet it. */
function anyText(condition: string): string {
  return `EXISTS (SELECT FROM jsonb_array_elements_text(CASE jsonb_typeof(p.value) WHEN 'array' THEN p.value ELSE jsonb_build_array(p.value) END) AS x WHERE ${condition})`;
}

/** How JSON writes what the merchant typed: "Yes" is true, "5.0" is 5. */
function spellingsOf(typed: string): string[] {
  const text = typed.trim().toLowerCase();
  const number = readPropertyValue("number", text);
  const yesNo = text === "yes" || text === "no" ? String(text === "yes") : null;
  return [...new Set([text, ...(number === null ? [] : [String(number)]), ...(yesNo === null ? [] : [yesNo])])];
}
