import { everyStep, type FlowDocument, MOST_STEPS, type Step } from "#domain/flows/definition/document";
import { stepTypeOf } from "#domain/flows/steps/registry";
import {
  endsPath,
  findStep,
  joinPaths,
  type PathName,
  type Place,
  pathAt,
  placeOf,
  withPath,
  withStep,
} from "./tree.ts";

/** What became of an edit: the new document, and the step to look at next. A refused edit changes nothing. */
export type Edited =
  | { kind: "edited"; document: FlowDocument; focus: string | null }
  | { kind: "refused"; because: Refusal };

export type Refusal = "too-many-steps" | "after-the-end" | "before-the-rest" | "inside-itself" | "at-the-edge" | "gone";

/** A step as it is inserted: the initial settings of its type, and empty arms. */
export function newStep(name: string, id: string): Step {
  const type = stepTypeOf(name);
  if (!type) throw new Error(`No step type is called ${name}.`);
  return { id, type: name, config: type.initial, arms: armsFor(name, type.initial, {}) };
}

/** The document with other settings at one step, wherever in the tree it is, and with the arms that they ask for. */
export function withConfig(document: FlowDocument, stepId: string, config: unknown): FlowDocument {
  return withSteps(
    document,
    withStep(document.steps, stepId, (step) => ({ ...step, config, arms: armsFor(step.type, config, step.arms) })),
  );
}

function armsFor(name: string, config: unknown, present: Step["arms"]): Step["arms"] {
  const arms = stepTypeOf(name)?.arms(config) ?? Object.keys(present);
  return Object.fromEntries(arms.map((arm) => [arm, present[arm] ?? []]));
}

/**
 * Inserts steps, with ids that the document does not have. What came after the place follows them; when they end with a
 * branch, it follows in the first arm that is open.
 */
export function insertSteps(document: FlowDocument, { path, index }: Place, steps: Step[]): Edited {
  const present = pathAt(document.steps, path);
  if (!present || index > present.length) return refused("gone");
  const [before, rest] = [present.slice(0, index), present.slice(index)];
  if (before.some(endsPath)) return refused("after-the-end");
  const joined = joinPaths(steps, rest);
  if (!joined) return refused("before-the-rest");
  if (everyStep(document.steps).length + everyStep(steps).length > MOST_STEPS) return refused("too-many-steps");
  return edited(
    document,
    withPath(document.steps, path, () => [...before, ...joined]),
    steps[0]?.id ?? null,
  );
}

/** Removes a step and closes the gap. Of a branch, one arm stays in its place; or (null) none. */
export function removeStep(document: FlowDocument, stepId: string, keptArm: string | null): Edited {
  const place = placeOf(document.steps, stepId);
  const step = findStep(document.steps, stepId);
  if (!place || !step) return refused("gone");
  const kept = (keptArm !== null && Object.hasOwn(step.arms, keptArm) && step.arms[keptArm]) || [];
  const present = pathAt(document.steps, place.path) ?? [];
  const rest = present.slice(place.index + 1);
  const changed = [...present.slice(0, place.index), ...(joinPaths(kept, rest) ?? [...kept, ...rest])];
  const next = changed[place.index] ?? changed[place.index - 1];
  return edited(
    document,
    withPath(document.steps, place.path, () => changed),
    next?.id ?? place.path?.stepId ?? null,
  );
}

/** Moves a step with its arms. Its old gap closes; the place is named as it was before the move. */
export function moveStep(document: FlowDocument, stepId: string, place: Place): Edited {
  const step = findStep(document.steps, stepId);
  const from = placeOf(document.steps, stepId);
  if (!step || !from) return refused("gone");
  if (place.path && findStep([step], place.path.stepId)) return refused("inside-itself");
  const without = withPath(document.steps, from.path, (path) => path.filter(({ id }) => id !== stepId));
  const isLater = isSamePath(from.path, place.path) && place.index > from.index;
  const to = isLater ? { ...place, index: place.index - 1 } : place;
  return insertSteps(withSteps(document, without), to, [step]);
}

/** One step earlier: before the one above, or out of an arm. What a branch passes goes into its first arm. */
export function moveUp(document: FlowDocument, stepId: string): Edited {
  const { step, place, path } = around(document, stepId);
  if (!step || !place) return refused("gone");
  const above = path[place.index - 1];
  if (!above) {
    const owner = place.path && placeOf(document.steps, place.path.stepId);
    return owner ? moveStep(document, stepId, owner) : refused("at-the-edge");
  }
  if (!endsPath(step)) return moveStep(document, stepId, { ...place, index: place.index - 1 });
  return focusOn(stepId, intoFirstArm(document, above.id, step));
}

/** One step later: after the one below, or into the first arm of a branch. */
export function moveDown(document: FlowDocument, stepId: string): Edited {
  const { step, place, path } = around(document, stepId);
  if (!step || !place) return refused("gone");
  const below = path[place.index + 1];
  if (!below) return refused("at-the-edge");
  if (endsPath(below)) return intoFirstArm(document, stepId, below);
  return moveStep(document, stepId, { ...place, index: place.index + 2 });
}

function around(document: FlowDocument, stepId: string) {
  const place = placeOf(document.steps, stepId);
  const path = (place && pathAt(document.steps, place.path)) ?? [];
  return { place, path, step: path.find(({ id }) => id === stepId) };
}

function intoFirstArm(document: FlowDocument, stepId: string, { id, arms }: Step): Edited {
  const [arm] = Object.keys(arms);
  return arm === undefined
    ? refused("before-the-rest")
    : moveStep(document, stepId, { path: { stepId: id, arm }, index: 0 });
}

function focusOn(focus: string, result: Edited): Edited {
  return result.kind === "edited" ? { ...result, focus } : result;
}

function isSamePath(one: PathName, other: PathName): boolean {
  return one?.stepId === other?.stepId && one?.arm === other?.arm;
}

function withSteps(document: FlowDocument, steps: Step[]): FlowDocument {
  return steps === document.steps ? document : { ...document, steps };
}

function edited(document: FlowDocument, steps: Step[], focus: string | null): Edited {
  return { kind: "edited", document: withSteps(document, steps), focus };
}

function refused(because: Refusal): Edited {
  return { kind: "refused", because };
}
