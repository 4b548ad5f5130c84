import type { FlowDocument, Step } from "#domain/flows/definition/document";
import { stepTypeOf, stepWaitMs } from "#domain/flows/steps/registry";
import type { WalkFacts } from "#domain/flows/steps/step-type";
import { assertNever } from "#platform/assert-never";

/** A document made ready to be walked: for each step, its path from there on. */
export interface Paths {
  start: Step[];
  from: Map<string, Step[]>;
  /** For each step, the waits between the event and it, together. */
  waitedMs: Map<string, number>;
}

/** How far somebody got: the texts on the way, and where they are now. */
export interface Walked {
  texts: { stepId: string; text: string }[];
  /** Every step that was taken, the wait included. */
  passed: string[];
  /** stepId null: nothing comes after the wait. */
  stop: { kind: "waiting"; stepId: string | null; resumeAt: Date } | { kind: "finished" } | { kind: "lost" };
}

export function pathsOf({ steps }: FlowDocument): Paths {
  const from = new Map<string, Step[]>();
  const waitedMs = new Map<string, number>();
  function learn(path: Step[], waitedBefore: number): void {
    let waited = waitedBefore;
    path.forEach((step, i) => {
      from.set(step.id, path.slice(i));
      waitedMs.set(step.id, waited);
      waited += stepWaitMs(step) ?? 0;
      for (const arm of Object.values(step.arms)) learn(arm, waited);
    });
  }
  learn(steps, 0);
  return { start: steps, from, waitedMs };
}

/**
 * Walks from a step (null: from the start) until a wait or the end. "lost" when the document has no such step. Pure:
 * the builder's "try it" and the workers take the same path.
 */
export function walk(paths: Paths, stepId: string | null, facts: WalkFacts, now: Date): Walked {
  const texts: Walked["texts"] = [];
  const passed: Walked["passed"] = [];
  let path = stepId === null ? paths.start : paths.from.get(stepId);
  while (path) {
    const [step, ...rest] = path;
    if (!step) return { texts, passed, stop: { kind: "finished" } };
    const type = stepTypeOf(step.type);
    if (!type) break;
    passed.push(step.id);
    const move = type.advance(step.config, facts);
    switch (move.kind) {
      case "on":
        path = rest;
        break;
      case "arm":
        path = step.arms[move.arm];
        break;
      case "say":
        texts.push({ stepId: step.id, text: move.text });
        path = rest;
        break;
      case "wait":
        return {
          texts,
          passed,
          stop: { kind: "waiting", stepId: rest[0]?.id ?? null, resumeAt: new Date(now.getTime() + move.ms) },
        };
      case "leave":
        return { texts, passed, stop: { kind: "finished" } };
      default:
        return assertNever(move);
    }
  }
  return { texts, passed, stop: { kind: "lost" } };
}
