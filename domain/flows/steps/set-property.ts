import { z } from "zod";
import type { FieldProblem } from "#domain/flows/definition/problem";
import {
  propertyInWords,
  propertyType,
  readPropertyValue,
  toPropertyName,
} from "#domain/subscribers/properties/property";
import { type Surroundings, stepType } from "./step-type.ts";

export const setPropertyConfig = z.object({
  /** As the merchant typed it; stored under toPropertyName of it. */
  name: z.string().max(100),
  type: propertyType.default("text"),
  /** As the merchant typed it. */
  value: z.string().max(1_000).default(""),
  /** Takes the property away instead. */
  clears: z.boolean().default(false),
});
export type SetPropertyConfig = z.output<typeof setPropertyConfig>;

/** Gives the person a property's value, or takes the property away. */
export const setProperty = stepType<SetPropertyConfig>({
  title: "Set a property",
  group: "do",
  initial: { name: "", type: "text", value: "", clears: false },
  config: setPropertyConfig,
  describe,
  problems,
  acts: true,
});

function describe({ name, type, value, clears }: SetPropertyConfig): string {
  const property = toPropertyName(name);
  if (property === null) return "Set a property";
  if (clears) return `Clear the property “${property}”`;
  const read = readPropertyValue(type, value);
  return `Set the property “${property}”${read === null ? "" : ` to “${shortened(propertyInWords(read))}”`}`;
}

function shortened(words: string): string {
  return words.length > 40 ? `${words.slice(0, 39)}…` : words;
}

export const TYPE_NAMES: Record<SetPropertyConfig["type"], string> = {
  text: "Text",
  number: "Number",
  "yes-no": "Yes or no",
  date: "Date",
  list: "List",
};

const WRONG_VALUE: Record<SetPropertyConfig["type"], string> = {
  text: "Enter a value.",
  number: "Enter a number.",
  "yes-no": "Choose yes or no.",
  date: "Enter a date such as 2026-11-30.",
  list: "Enter up to 50 items of up to 255 characters, with commas between them.",
};

function problems({ name, type, value, clears }: SetPropertyConfig, { store }: Surroundings): FieldProblem[] {
  const found: FieldProblem[] = [];
  if (name.trim() === "") found.push({ field: "name", message: "Enter the name of the property." });
  else if (toPropertyName(name) === null)
    found.push({ field: "name", message: "Enter a name with letters from A to Z." });
  const stored = store?.properties.find((it) => it.name === toPropertyName(name));
  if (!clears && stored && stored.type !== type)
    found.push({
      field: "type",
      message: `“${stored.name}” has the type “${TYPE_NAMES[stored.type]}” in your store. Choose that type, or another property.`,
    });
  if (!clears && readPropertyValue(type, value) === null) found.push({ field: "value", message: WRONG_VALUE[type] });
  return found;
}
