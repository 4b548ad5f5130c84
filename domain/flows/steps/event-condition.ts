import type { EventCondition } from "#domain/flows/definition/entry-rules";
import { comparisons } from "#domain/flows/entry/event-filter";
import type { TriggerType } from "#domain/flows/triggers/trigger-type";

/** How comparisons read between a property and a value. */
export const comparisonWords: Record<EventCondition["compare"], string> = {
  is: "is",
  "is-not": "is not",
  contains: "contains",
  "at-least": "is at least",
  "at-most": "is at most",
  "one-of": "is one of",
};

/** "the event’s country is US". */
export function eventConditionInWords({ property, compare, value }: EventCondition): string {
  if (property === "") return "the event has a property";
  return `the event’s ${property.replaceAll(/[_-]/g, " ")} ${comparisonWords[compare]} ${valueInWords(property, value)}`;
}

function valueInWords(property: string, value: EventCondition["value"]): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  // Amounts are in millionths.
  if (typeof value === "number")
    return /(total|amount|price)$/.test(property) ? (value / 1e6).toFixed(2) : String(value);
  return Array.isArray(value) ? value.join(", ") : `“${value}”`;
}

/** What must be put right before it can be asked; null when nothing. */
export function eventConditionProblem(
  { property, compare, value }: EventCondition,
  { title, properties }: TriggerType,
): string | null {
  if (property.trim() === "") return "Choose a property of the event.";
  const known = properties.find(({ name }) => name === property);
  if (!known && properties.length > 0) return `“${title}” has no property “${property}”. Choose another.`;
  if (known && !comparisons[known.type].includes(compare)) return `Choose another comparison for “${known.title}”.`;
  const isEmpty = Array.isArray(value) ? value.every((it) => it.trim() === "") : String(value).trim() === "";
  const isNumeric =
    compare === "at-least" || compare === "at-most" || known?.type === "number" || known?.type === "money";
  return isEmpty || (isNumeric && typeof value !== "number") ? "Enter a value to compare with." : null;
}
