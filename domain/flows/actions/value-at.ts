import { storableText } from "#platform/sql/storable";

/** Longer values are no words for a text. */
const LONGEST = 500;

/** The value at "customer.points" or "items.0.name" of an answer; null when there is none, or when it is an object or a list. */
export function valueAt(answer: unknown, path: string): string | number | boolean | null {
  let value = answer;
  for (const key of path.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return null;
    value = (value as Record<string, unknown>)[key]; // an object or a list, and it has the key
  }
  if (typeof value === "number" || typeof value === "boolean") return value;
  return typeof value === "string" ? storableText(value.slice(0, LONGEST)) : null;
}
