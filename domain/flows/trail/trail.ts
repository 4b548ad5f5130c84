import type { Step } from "#domain/flows/definition/document";

/** A step that a person took, and the path they went on by if it has paths. */
export interface Taken {
  stepId: string;
  /** Null for a step without paths, and while the person waits there. */
  arm: string | null;
}

/**
 * Written as `wait-an-hour ordered>no remind`: small, and equal for all who took the same way, so that the report groups by it.
 * Step IDs from outside may contain anything, so they are encoded.
 */
export function writeTrail(taken: Taken[]): string {
  return taken.map(({ stepId, arm }) => encode(stepId) + (arm === null ? "" : `>${encode(arm)}`)).join(" ");
}

export function readTrail(trail: string): Taken[] {
  if (trail === "") return [];
  return trail.split(" ").map((it) => {
    const end = it.indexOf(">");
    return end < 0
      ? { stepId: decode(it), arm: null }
      : { stepId: decode(it.slice(0, end)), arm: decode(it.slice(end + 1)) };
  });
}

/** Our own names of steps and paths need no encoding, and to find that out is quicker than to encode them. */
function encode(name: string): string {
  return /^[\w-]*$/.test(name) ? name : encodeURIComponent(name);
}

function decode(name: string): string {
  return name.includes("%") ? decodeURIComponent(name) : name;
}

/** The trail after one more walk. A step that held the person is taken again when they go on: it stays one entry. */
export function longerTrail(
  trail: Taken[],
  { passed, arms }: { passed: string[]; arms: Record<string, string> },
): Taken[] {
  const more = passed.map((stepId) => ({ stepId, arm: arms[stepId] ?? null }));
  const isTakenAgain = more.length > 0 && trail.at(-1)?.stepId === more[0]?.stepId;
  return [...(isTakenAgain ? trail.slice(0, -1) : trail), ...more];
}

/**
 * The steps that lead to where a person stands: those before the step that comes next, and that step itself if
 * it holds them. A flow is a tree, so there is one way to each step. Null when these steps don't have it.
 */
export function trailTo(steps: Step[], nextStepId: string, isHeldThere: boolean): Taken[] | null {
  for (const [index, step] of steps.entries()) {
    const before = steps.slice(0, index).map(({ id }) => ({ stepId: id, arm: null }));
    if (step.id === nextStepId) return isHeldThere ? [...before, { stepId: step.id, arm: null }] : before;
    for (const [arm, path] of Object.entries(step.arms)) {
      const inside = trailTo(path, nextStepId, isHeldThere);
      if (inside) return [...before, { stepId: step.id, arm }, ...inside];
    }
  }
  return null;
}
