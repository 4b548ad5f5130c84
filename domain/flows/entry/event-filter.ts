import type { EventCondition } from "#domain/flows/definition/entry-rules";
import type { EventProperty, PropertyValue } from "#domain/flows/triggers/trigger-type";

/** The comparisons that make sense for each type of property. */
export const comparisons: Record<EventProperty["type"], readonly EventCondition["compare"][]> = {
  text: ["is", "is-not", "contains", "one-of"],
  list: ["is", "is-not", "contains", "one-of"],
  number: ["is", "is-not", "at-least", "at-most"],
  money: ["is", "is-not", "at-least", "at-most"],
  "yes-no": ["is"],
};

/**
 * Whether all conditions hold. Words are compared without regard to case. Of a list, one word must meet the condition;
 * "is-not" holds if no word is the value. A property that the event doesn't have meets only "is-not".
 */
export function meetsConditions(conditions: EventCondition[], properties: Record<string, PropertyValue>): boolean {
  return conditions.every((condition) => meets(condition, properties[condition.property] ?? null));
}

function meets({ compare, value }: EventCondition, property: PropertyValue): boolean {
  const found = property === null ? [] : Array.isArray(property) ? property : [property];
  switch (compare) {
    case "is":
      return found.some((it) => isSame(it, value));
    case "is-not":
      return !found.some((it) => isSame(it, value));
    case "contains":
      return found.some((it) => plain(it).includes(plain(value)));
    case "one-of":
      return found.some((it) => Array.isArray(value) && value.some((one) => isSame(it, one)));
    case "at-least":
      return found.some((it) => typeof it === "number" && typeof value === "number" && it >= value);
    case "at-most":
      return found.some((it) => typeof it === "number" && typeof value === "number" && it <= value);
  }
}

function isSame(one: string | number | boolean, other: EventCondition["value"]): boolean {
  return plain(one) === plain(other);
}

function plain(value: EventCondition["value"]): string {
  return String(value).trim().toLowerCase();
}
