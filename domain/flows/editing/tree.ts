import type { Step } from "#domain/flows/definition/document";
import { stepTypeOf } from "#domain/flows/steps/registry";

/** One path of a tree: an arm of a step, or (null) the flow's own. */
export type PathName = { stepId: string; arm: string } | null;

/** Between two steps of a path, or at one of its ends. */
export interface Place {
  path: PathName;
  /** How many steps of the path come before it. */
  index: number;
}

/** The steps of one path; null when the tree has no such path. */
export function pathAt(steps: Step[], path: PathName): Step[] | null {
  if (path === null) return steps;
  const owner = findStep(steps, path.stepId);
  return (owner && Object.hasOwn(owner.arms, path.arm) && owner.arms[path.arm]) || null;
}

export function findStep(steps: Step[], stepId: string): Step | null {
  for (const step of steps) {
    if (step.id === stepId) return step;
    const found = findStep(Object.values(step.arms).flat(), stepId);
    if (found) return found;
  }
  return null;
}

/** Where a step is: the place before it. */
export function placeOf(steps: Step[], stepId: string, path: PathName = null): Place | null {
  for (const [index, step] of steps.entries()) {
    if (step.id === stepId) return { path, index };
    for (const [arm, inside] of Object.entries(step.arms)) {
      const place = placeOf(inside, stepId, { stepId: step.id, arm });
      if (place) return place;
    }
  }
  return null;
}

/** The tree with one path changed. Steps that are not on the way to it stay the same objects: screens compare by reference. */
export function withPath(steps: Step[], path: PathName, change: (path: Step[]) => Step[]): Step[] {
  if (path === null) return change(steps);
  const { stepId, arm } = path;
  return withStep(steps, stepId, (owner) => ({
    ...owner,
    arms: { ...owner.arms, [arm]: change(owner.arms[arm] ?? []) },
  }));
}

/** The tree with one step changed; the same tree when it has no such step. */
export function withStep(steps: Step[], stepId: string, change: (step: Step) => Step): Step[] {
  let hasChanged = false;
  const changed = steps.map((step) => {
    const next = step.id === stepId ? change(step) : withArms(step, (arm) => withStep(arm, stepId, change));
    hasChanged ||= next !== step;
    return next;
  });
  return hasChanged ? changed : steps;
}

function withArms(step: Step, change: (steps: Step[]) => Step[]): Step {
  const arms = Object.entries(step.arms).map(([arm, steps]) => [arm, steps, change(steps)] as const);
  if (arms.every(([, before, after]) => before === after)) return step;
  return { ...step, arms: Object.fromEntries(arms.map(([arm, , after]) => [arm, after])) };
}

/** No step may follow it in its path. */
export function endsPath(step: Step): boolean {
  return Object.keys(step.arms).length > 0 || (stepTypeOf(step.type)?.isLast ?? false);
}

/**
 * One path after another. A path that ends with a branch goes on in the first arm that has an open end. Null when it has
 * none: each ends with an exit.
 */
export function joinPaths(front: Step[], rest: Step[]): Step[] | null {
  const last = front.at(-1);
  if (!last || rest.length === 0 || !endsPath(last)) return [...front, ...rest];
  for (const [arm, steps] of Object.entries(last.arms)) {
    const joined = joinPaths(steps, rest);
    if (joined) return [...front.slice(0, -1), { ...last, arms: { ...last.arms, [arm]: joined } }];
  }
  return null;
}
