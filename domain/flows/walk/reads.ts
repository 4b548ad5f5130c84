import type { Step } from "#domain/flows/definition/document";
import { stepHolds, stepTypeOf, stepWaitMs } from "#domain/flows/steps/registry";
import type { Reads } from "#domain/flows/steps/step-type";
import type { Paths } from "./walk.ts";

const known = new WeakMap<Paths, Map<string | null, Required<Reads>>>();

/** What the steps ask about people that a walk may come to from this step (null: from the start) before it must wait. */
export function readsFrom(paths: Paths, stepId: string | null): Required<Reads> {
  const ofPaths = known.get(paths) ?? new Map<string | null, Required<Reads>>();
  known.set(paths, ofPaths);
  const before = ofPaths.get(stepId);
  if (before) return before;
  const reads: Required<Reads> = { since: false, people: [], properties: [] };
  collect((stepId === null ? paths.start : paths.from.get(stepId)) ?? [], stepId, reads);
  ofPaths.set(stepId, reads);
  return reads;
}

function collect(path: Step[], from: string | null, reads: Required<Reads>): void {
  for (const step of path) {
    const { since = false, people = [], properties = [] } = stepTypeOf(step.type)?.reads(step.config) ?? {};
    reads.since ||= since;
    reads.people.push(...people);
    reads.properties.push(...properties);
    for (const arm of Object.values(step.arms)) collect(arm, from, reads);
    if (stopsHere(step, from)) return;
  }
}

/** A wait until a time may be over already; a step that is taken again lets people on. */
function stopsHere(step: Step, from: string | null): boolean {
  if (stepHolds(step) === "here") return step.id !== from;
  return (stepWaitMs(step) ?? 0) > 0;
}
