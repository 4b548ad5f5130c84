import { everyStep, type FlowDocument, type Step } from "#domain/flows/definition/document";
import { findStep, pathAt, placeOf } from "#domain/flows/editing/tree";
import { stepHolds } from "#domain/flows/steps/registry";

/** Where a person stands in a version: what their enrollment has. */
export interface Standing {
  /** The step to run next. */
  stepId: string | null;
  /** True when that step has begun to wait for an event or an answer. */
  hasBegun: boolean;
}

/** Where a person goes on in the new version. */
export type Place =
  /** In this wait: its time counts from when they began to wait. */
  | { kind: "in-wait"; wait: Step; nextId: string | null }
  /** At this step, which is taken when they are due. */
  | { kind: "at-step"; step: Step };

/** What becomes of people who stand at one step. */
export type Destination =
  | { kind: "same"; place: Place }
  /** Their step was removed. Null: nothing follows that the new version still has. */
  | { kind: "removed"; place: Place | null };

/**
 * The step that people see themselves at: the wait that they are in, or the step that they come to next. Null
 * when the version has no such step.
 */
export function stepStoodAt({ steps }: FlowDocument, { stepId, hasBegun }: Standing): Step | null {
  const step = stepId === null ? (steps[0] ?? null) : findStep(steps, stepId);
  return step && !hasBegun ? (waitBefore(steps, step.id) ?? step) : step;
}

/** Where people who stand here in the old version go on in the new one. Null: the old version has no such step. */
export function destinationOf(old: FlowDocument, standing: Standing, next: FlowDocument): Destination | null {
  const at = stepStoodAt(old, standing);
  if (!at) return null;
  const same = findStep(next.steps, at.id);
  if (same)
    return {
      kind: "same",
      place: isInWait(at, standing) && stepHolds(same) === "next" ? inWait(next, same) : atStep(same),
    };
  return { kind: "removed", place: following(old, at, next) };
}

/** The next step on the old path that the new version has, after any new wait right before it. */
function following(old: FlowDocument, at: Step, next: FlowDocument): Place | null {
  const rest = [...Object.values(at.arms).flatMap(everyStep), ...everyStep(restOf(old.steps, at.id))];
  for (const { id } of rest) {
    const found = findStep(next.steps, id);
    if (!found) continue;
    const wait = newWaitBefore(next, found.id, new Set(everyStep(old.steps).map((step) => step.id)));
    return wait ? inWait(next, wait) : atStep(found);
  }
  return null;
}

/** The first of the waits that stand directly before a step and that the old version doesn't have. */
function newWaitBefore({ steps }: FlowDocument, stepId: string, known: Set<string>): Step | null {
  const place = placeOf(steps, stepId);
  const before = (place && pathAt(steps, place.path)?.slice(0, place.index)) ?? [];
  const isNewWait = (step: Step) => stepHolds(step) === "next" && !known.has(step.id);
  const first = before.findLastIndex((step) => !isNewWait(step)) + 1;
  return before[first] ?? null;
}

function isInWait(at: Step, { stepId }: Standing): boolean {
  return stepHolds(at) === "next" && at.id !== stepId;
}

function inWait({ steps }: FlowDocument, wait: Step): Place {
  return { kind: "in-wait", wait, nextId: restOf(steps, wait.id)[0]?.id ?? null };
}

function atStep(step: Step): Place {
  return { kind: "at-step", step };
}

function waitBefore(steps: Step[], stepId: string): Step | null {
  const place = placeOf(steps, stepId);
  const before = place ? pathAt(steps, place.path)?.[place.index - 1] : undefined;
  return before && stepHolds(before) === "next" ? before : null;
}

function restOf(steps: Step[], stepId: string): Step[] {
  const place = placeOf(steps, stepId);
  return (place && pathAt(steps, place.path)?.slice(place.index + 1)) ?? [];
}
