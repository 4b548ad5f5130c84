import { everyStep, type FlowDocument, type Step } from "#domain/flows/definition/document";
import { quoted } from "#domain/flows/definition/quoted";
import { type PathName, placeOf } from "#domain/flows/editing/tree";
import { stepText, stepTypeOf } from "#domain/flows/steps/registry";
import { sortedJson } from "#platform/sorted-json";

/** What a version changed, in one sentence. `before` is the version before it; null for the first. */
export function changesSentence(before: FlowDocument | null, after: FlowDocument): string {
  if (!before) return `First version, with ${counted(everyStep(after.steps).length, "step")}.`;
  const parts = [...stepChanges(before.steps, after.steps), ...triggerChanges(before, after)];
  if (parts.length === 0) return "No changes.";
  const sentence = new Intl.ListFormat("en-US").format(parts);
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}

function stepChanges(before: Step[], after: Step[]): string[] {
  const old = new Map(everyStep(before).map((step) => [step.id, step]));
  const steps = everyStep(after);
  const ids = new Set(steps.map(({ id }) => id));
  const added = steps.filter(({ id }) => !old.has(id));
  const removed = [...old.values()].filter(({ id }) => !ids.has(id));
  const changed = steps.filter((step) => {
    const was = old.get(step.id);
    return was !== undefined && (was.type !== step.type || sortedJson(was.config) !== sortedJson(step.config));
  });
  const reworded = changed.filter((step) => stepText(step) !== null);
  const others = changed.filter((step) => stepText(step) === null);
  return [
    ...(added.length > 0 ? [`added ${named(added, "step")}`] : []),
    ...(removed.length > 0 ? [`removed ${named(removed, "step")}`] : []),
    ...(reworded.length > 0
      ? [
          reworded.length === 1
            ? `changed the words of ${named(reworded, "text")}`
            : `changed the words of ${counted(reworded.length, "text")}`,
        ]
      : []),
    ...(others.length > 0 ? [`changed ${named(others, "step")}`] : []),
    ...(isReordered(before, after) ? ["moved steps"] : []),
  ];
}

function triggerChanges(before: FlowDocument, after: FlowDocument): string[] {
  const parts: string[] = [];
  if (before.trigger.kind !== after.trigger.kind) parts.push("changed the trigger");
  else if (sortedJson(before.trigger) !== sortedJson(after.trigger)) parts.push("changed who enters");
  if (before.purpose !== after.purpose) parts.push(`made it a ${after.purpose} flow`);
  return parts;
}

/** Steps that both have stand in another order, or in another arm of a branch that both have. */
function isReordered(before: Step[], after: Step[]): boolean {
  const idsBefore = everyStep(before).map(({ id }) => id);
  const idsAfter = everyStep(after).map(({ id }) => id);
  const [inBefore, inAfter] = [new Set(idsBefore), new Set(idsAfter)];
  const shared = idsBefore.filter((id) => inAfter.has(id));
  if (shared.join(" ") !== idsAfter.filter((id) => inBefore.has(id)).join(" ")) return true;
  return shared.some((id) => {
    const [was, is] = [ownerOf(before, id), ownerOf(after, id)];
    return was !== null && is !== null && inAfter.has(was.stepId) && inBefore.has(is.stepId) && !isSame(was, is);
  });
}

function ownerOf(steps: Step[], stepId: string): PathName {
  return placeOf(steps, stepId)?.path ?? null;
}

function isSame(one: NonNullable<PathName>, other: NonNullable<PathName>): boolean {
  return one.stepId === other.stepId && one.arm === other.arm;
}

function named(steps: Step[], noun: string): string {
  const [first, ...others] = steps;
  return first && others.length === 0 ? nameOf(first) : counted(steps.length, noun);
}

function nameOf({ type, config }: Step): string {
  return quoted(stepTypeOf(type)?.describe(config) ?? type);
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
