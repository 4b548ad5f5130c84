import type { StoreThings } from "#domain/flows/checking/store-things";
import { type EventCondition, entryRules, type FlowTrigger } from "#domain/flows/definition/entry-rules";
import { type FieldProblem, problemsIn } from "#domain/flows/definition/problem";
import { triggerType } from "#domain/flows/triggers/registry";
import type { EventProperty, TriggerType } from "#domain/flows/triggers/trigger-type";
import { problemsOf } from "#domain/segments/tree";
import { comparisons } from "./event-filter.ts";

/** What must be put right in a trigger before its flow is published: settings, re-entry and filter. */
export function entryProblems(trigger: FlowTrigger, store?: StoreThings): FieldProblem[] {
  const type = triggerType(trigger.kind);
  const { settings, reentry, filter } = entryRules(trigger);
  const own = type.settingsProblems(settings, store).map((it) => ({ ...it, field: `settings.${it.field}` }));
  const again = type.reentry.allowed.includes(reentry.kind)
    ? []
    : [`“${type.title}” doesn’t support this re-entry rule. Choose another.`];
  const event = (filter?.event ?? []).flatMap((it, i) =>
    problemsIn(
      `filter.event.${i}`,
      [conditionProblem(it, type)].flatMap((one) => one ?? []),
    ),
  );
  const people = filter && filter.people !== null ? problemsOf(filter.people) : [];
  return [
    ...own,
    ...problemsIn("reentry", again),
    ...event,
    ...problemsIn(
      "filter.people",
      people.map(({ message }) => `Entry filter: ${message}`),
    ),
  ];
}

function conditionProblem({ property, compare, value }: EventCondition, type: TriggerType): string | null {
  if (property.trim() === "") return "Entry filter: choose a property.";
  const known = type.properties.find(({ name }) => name === property);
  if (!known && !type.hasOpenProperties) return `Entry filter: “${type.title}” has no property “${property}”.`;
  const title = known?.title ?? property;
  if (known && !comparisons[known.type].includes(compare))
    return `Entry filter: “${title}” can’t be compared this way. Choose another comparison.`;
  if (hasValue(value, compare, known?.type)) return null;
  return `Entry filter: enter a value for “${title}”.`;
}

function hasValue(
  value: EventCondition["value"],
  compare: EventCondition["compare"],
  type: EventProperty["type"] | undefined,
): boolean {
  if (compare === "one-of") return Array.isArray(value) && value.some((it) => it.trim() !== "");
  if (compare === "at-least" || compare === "at-most" || type === "number" || type === "money")
    return typeof value === "number";
  if (type === "yes-no") return typeof value === "boolean";
  return !Array.isArray(value) && String(value).trim() !== "";
}
