import { type EventCondition, entryRules, type FlowTrigger } from "#domain/flows/definition/entry-rules";
import { comparisonWords } from "#domain/flows/steps/event-condition";
import { triggerType } from "#domain/flows/triggers/registry";
import type { EventProperty, Reentry, TriggerType } from "#domain/flows/triggers/trigger-type";
import { describeSegment } from "#domain/segments/describe";
import { parseRules, problemsOf } from "#domain/segments/tree";

/** Who enters and how often, for the trigger's card: "Only if the order total is at least $50.00. Once per person." */
export function describeEntry(trigger: FlowTrigger, currency: string): string {
  const type = triggerType(trigger.kind);
  const { reentry, filter } = entryRules(trigger);
  const conditions = filter?.event.map((it) => conditionInWords(it, type, currency)) ?? [];
  const event = conditions.length > 0 ? [`Only if ${new Intl.ListFormat("en").format(conditions)}.`] : [];
  return [...event, ...peopleInWords(filter?.people ?? null, currency), `${reentryInWords(reentry)}.`].join(" ");
}

/** The rule of re-entry as a choice reads. */
export function reentryInWords(reentry: Reentry): string {
  switch (reentry.kind) {
    case "once":
      return "Once per person";
    case "once-per-subject":
      return "Once for each event";
    case "always":
      return "Every time";
    case "after-days":
      return reentry.days === 1 ? "Again after 1 day" : `Again after ${reentry.days} days`;
  }
}

function peopleInWords(people: unknown, currency: string): string[] {
  if (people === null) return [];
  if (problemsOf(people).length > 0) return ["Only people who match …."];
  const words = describeSegment(parseRules(people), { currency });
  return words === "Everyone" ? [] : [`Only ${words.charAt(0).toLowerCase()}${words.slice(1)}.`];
}

function conditionInWords({ property, compare, value }: EventCondition, type: TriggerType, currency: string): string {
  const known = type.properties.find(({ name }) => name === property);
  const title = known ? lower(known.title) : property === "" ? "a property" : `“${property}”`;
  return `${title} ${comparisonWords[compare]} ${valueInWords(value, known?.type, currency)}`;
}

function valueInWords(
  value: EventCondition["value"],
  type: EventProperty["type"] | undefined,
  currency: string,
): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number")
    return type === "money"
      ? new Intl.NumberFormat("en-US", { style: "currency", currency }).format(value / 1_000_000)
      : String(value);
  const words = (Array.isArray(value) ? value : [value]).map((it) => it.trim()).filter((it) => it !== "");
  if (words.length === 0) return "…";
  return new Intl.ListFormat("en", { type: "disjunction" }).format(words.map((it) => `“${it}”`));
}

/** "Order total" → "order total"; an acronym stays. */
function lower(title: string): string {
  return /^[A-Z][a-z]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}
