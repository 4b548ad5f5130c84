import type { FlowDocument, Step } from "#domain/flows/definition/document";
import { type EventCondition, entryRules, leavesOnOrder } from "#domain/flows/definition/entry-rules";
import { meetsConditions } from "#domain/flows/entry/event-filter";
import type { Condition } from "#domain/flows/steps/condition";
import { stepText, stepTypeOf } from "#domain/flows/steps/registry";
import { triggerType } from "#domain/flows/triggers/registry";

/** What is certain about a person on a path. */
interface Known {
  condition: Condition;
  holds: boolean;
}

interface Around {
  leavesOnOrder: boolean;
  /**
   * Whether the event's properties may change while people wait, as those of a cart do. A total always may: an
   * order can be edited.
   */
  mayChange: boolean;
  /** Whether a property of the event has one value: of a list, several words can be the case. */
  isSingle(property: string): boolean;
}

/** The steps with texts on paths that no one can take, because what leads there contradicts itself. */
export function unreachableTexts(document: FlowDocument): Set<string> {
  const { trigger } = document;
  const { properties, restartsFirstWait } = triggerType(trigger.kind);
  const around: Around = {
    leavesOnOrder: leavesOnOrder(trigger),
    mayChange: restartsFirstWait,
    isSingle: (name) => properties.some((it) => it.name === name && it.type !== "list"),
  };
  const known = (entryRules(trigger).filter?.event ?? []).map(
    (condition): Known => ({ condition: { kind: "event-property", condition }, holds: true }),
  );
  const found = new Set<string>();
  collect(document.steps, known, false, around, found);
  return found;
}

function collect(path: Step[], known: Known[], isDead: boolean, around: Around, found: Set<string>): void {
  for (const step of path) {
    if (isDead && stepText(step) !== null) found.add(step.id);
    for (const [arm, steps] of Object.entries(step.arms)) {
      const more = step.type === "branch" ? [{ condition: conditionOf(step), holds: arm === "yes" }] : [];
      collect(steps, [...known, ...more], isDead || isNeverTaken(step, arm, known, around), around, found);
    }
  }
}

function isNeverTaken(step: Step, arm: string, known: Known[], around: Around): boolean {
  if (step.type === "branch") {
    const answer = answerTo(conditionOf(step), known, around);
    return answer !== null && answer !== (arm === "yes");
  }
  const awaited = stepTypeOf(step.type)?.awaits(step.config);
  return awaited === "ordered" && arm === "happened" && around.leavesOnOrder;
}

function conditionOf({ config }: Step): Condition {
  return (config as { condition: Condition }).condition; // parsed with the branch's own schema
}

/** The answer that is certain beforehand; null when it depends. */
function answerTo(asked: Condition, known: Known[], around: Around): boolean | null {
  if (asked.kind === "ordered-since-start" && around.leavesOnOrder) return false;
  for (const it of known) {
    const answer = answerFrom(asked, it, around);
    if (answer !== null) return answer;
  }
  return null;
}

function answerFrom(asked: Condition, { condition, holds }: Known, around: Around): boolean | null {
  switch (asked.kind) {
    case "ordered-since-start":
    case "clicked-since-start":
    case "replied-since-start":
      // What has happened stays so; what hasn't may happen before the next branch.
      return condition.kind === asked.kind && holds ? true : null;
    case "first-order":
      return condition.kind === asked.kind ? holds : null;
    case "event-property":
      if (around.mayChange) return null;
      return condition.kind === asked.kind ? eventAnswer(asked.condition, condition.condition, holds, around) : null;
    default:
      return null;
  }
}

function eventAnswer(asked: EventCondition, known: EventCondition, holds: boolean, around: Around): boolean | null {
  if (asked.property !== known.property) return null;
  if (asked.compare === known.compare && JSON.stringify(asked.value) === JSON.stringify(known.value)) return holds;
  const [wanted, bound] = [asked.value, known.value];
  const areNumbers = typeof wanted === "number" && typeof bound === "number";
  if (!holds) {
    const isAtLeast = asked.compare === "at-least" && known.compare === "at-least";
    const isAtMost = asked.compare === "at-most" && known.compare === "at-most";
    return areNumbers && ((isAtLeast && wanted >= bound) || (isAtMost && wanted <= bound)) ? false : null;
  }
  if (!around.isSingle(asked.property)) return null;
  if (known.compare === "is" && !Array.isArray(bound)) return meetsConditions([asked], { [asked.property]: bound });
  if (known.compare === "one-of" && Array.isArray(bound)) {
    const answers = new Set(bound.map((it) => meetsConditions([asked], { [asked.property]: it })));
    const [only] = answers;
    return answers.size === 1 && only !== undefined ? only : null;
  }
  return areNumbers ? rangeAnswer(asked.compare, wanted, known.compare, bound) : null;
}

function rangeAnswer(
  asked: EventCondition["compare"],
  wanted: number,
  known: EventCondition["compare"],
  bound: number,
): boolean | null {
  const isBelow = known === "at-least" && wanted < bound;
  const isAbove = known === "at-most" && wanted > bound;
  if (asked === "is" || asked === "is-not") return isBelow || isAbove ? asked === "is-not" : null;
  if (asked === "at-most" && isBelow) return false;
  if (asked === "at-least" && isAbove) return false;
  if (asked === "at-least" && known === "at-least" && wanted <= bound) return true;
  return asked === "at-most" && known === "at-most" && wanted >= bound ? true : null;
}
