import type { FlowDocument, Step } from "#domain/flows/definition/document";
import { stepLongestMs, stepTypeOf } from "#domain/flows/steps/registry";
import type { Move, Reads } from "#domain/flows/steps/step-type";
import type { WalkFacts } from "#domain/flows/steps/walk-facts";
import { assertNever } from "#platform/assert-never";

/** A document made ready to be walked: for each step, its path from there on. */
export interface Paths {
  start: Step[];
  from: Map<string, Step[]>;
  /** For each step, the waits between the event and it, together, each at its longest. */
  waitedMs: Map<string, number>;
}

/** A step whose action is to be run (domain/flows/actions). */
export interface Act {
  stepId: string;
  type: string;
  config: unknown;
}

/** Where a walk stands until then. stepId null: nothing comes after the wait. */
interface Waiting {
  kind: "waiting";
  stepId: string | null;
  resumeAt: Date;
  /** What may end the wait earlier: an event, or "answer". Null: the time alone. */
  waitsFor: string | null;
  /** When the wait for it began. */
  waitingSince: Date | null;
}

/** How far someone got: the texts and actions on the way, and where they are now. */
export interface Walked {
  texts: { stepId: string; text: string }[];
  acts: Act[];
  /** Every step that was taken, the wait included. */
  passed: string[];
  /** The path chosen at each of them that has paths, by step id. */
  arms: Record<string, string>;
  stop: Waiting | { kind: "finished" } | { kind: "lost" };
}

/** What wakes a step that has asked something. */
export const ANSWER = "answer";

export function pathsOf({ steps }: FlowDocument): Paths {
  const from = new Map<string, Step[]>();
  const waitedMs = new Map<string, number>();
  function learn(path: Step[], waitedBefore: number): void {
    let waited = waitedBefore;
    path.forEach((step, i) => {
      from.set(step.id, path.slice(i));
      waitedMs.set(step.id, waited);
      waited += stepLongestMs(step);
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
export function walk(paths: Paths, stepId: string | null, facts: WalkFacts): Walked {
  const texts: Walked["texts"] = [];
  const acts: Walked["acts"] = [];
  const passed: Walked["passed"] = [];
  const arms: Walked["arms"] = {};
  const stopAt = (stop: Walked["stop"]): Walked => ({ texts, acts, passed, arms, stop });
  let path = stepId === null ? paths.start : paths.from.get(stepId);
  while (path) {
    const [step, ...rest] = path;
    if (!step) return stopAt({ kind: "finished" });
    const type = stepTypeOf(step.type);
    if (!type) break;
    // Segments and properties were read before the actions on the way: they are asked again after them.
    if (acts.length > 0 && asksPerson(type.reads(step.config))) return stopAt(pause(step.id, facts.now));
    passed.push(step.id);
    const move = movePast(type.advance(step.config, facts, step.id), facts.passed.includes(step.id));
    switch (move.kind) {
      case "on":
        path = rest;
        break;
      case "arm":
        arms[step.id] = move.arm;
        path = step.arms[move.arm];
        break;
      case "say":
        texts.push({ stepId: step.id, text: move.text });
        path = rest;
        break;
      case "act":
        acts.push({ stepId: step.id, type: step.type, config: step.config });
        path = rest;
        break;
      case "wait":
        return stopAt(pause(rest[0]?.id ?? null, new Date(facts.now.getTime() + move.ms)));
      case "wait-until":
        if (move.at > facts.now) return stopAt(pause(rest[0]?.id ?? null, move.at));
        path = rest;
        break;
      case "await":
      case "ask": {
        const began = step.id === stepId ? facts.waitingSince : null;
        const outcome = outcomeOf(move, step.id, facts, began);
        if (outcome === "waiting") {
          if (move.kind === "ask" && began === null)
            acts.push({ stepId: step.id, type: step.type, config: step.config });
          return stopAt(stayAt(step.id, move, began ?? facts.now));
        }
        if (move.kind === "await") arms[step.id] = outcome;
        path = move.kind === "ask" ? rest : step.arms[outcome];
        break;
      }
      case "leave":
        return stopAt({ kind: "finished" });
      default:
        return assertNever(move);
    }
  }
  return stopAt({ kind: "lost" });
}

/** What a person was sent or had done in an older version of the flow is not repeated; waits and branches are taken again. */
function movePast(move: Move, isDone: boolean): Move {
  return isDone && (move.kind === "say" || move.kind === "act" || move.kind === "ask") ? { kind: "on" } : move;
}

function asksPerson({ people, properties }: Reads): boolean {
  return people !== undefined || properties !== undefined;
}

function pause(stepId: string | null, resumeAt: Date): Waiting {
  return { kind: "waiting", stepId, resumeAt, waitsFor: null, waitingSince: null };
}

type Staying = Extract<Move, { kind: "await" | "ask" }>;

function stayAt(stepId: string, move: Staying, since: Date): Waiting {
  const resumeAt = new Date(since.getTime() + move.untilMs);
  return {
    kind: "waiting",
    stepId,
    resumeAt,
    waitsFor: move.kind === "ask" ? ANSWER : move.event,
    waitingSince: since,
  };
}

/** What was waited for may have come too late, and be told before the time was found to be over. */
function outcomeOf(
  move: Staying,
  stepId: string,
  { memory, since, now }: WalkFacts,
  began: Date | null,
): "waiting" | "happened" | "timed-out" {
  const until = began && began.getTime() + move.untilMs;
  const learned = memory[stepId];
  if (learned !== undefined && move.kind === "ask") return "happened";
  const told = isEvent(learned) ? Date.parse(learned.at) : null;
  // The record knows better than what woke us: an order that came as the walk began to wait woke no one.
  const recorded = began && move.kind === "await" && isRecorded(move.event) ? since[move.event] : null;
  const at = told ?? (recorded && began && recorded >= began ? recorded.getTime() : null);
  if (at !== null && (until === null || at <= until)) return "happened";
  return until !== null && until <= now.getTime() ? "timed-out" : "waiting";
}

/** What `wakeAwaiting` writes for a step. */
function isEvent(value: unknown): value is { at: string } {
  return typeof value === "object" && value !== null && "at" in value && typeof value.at === "string";
}

function isRecorded(event: string): event is "ordered" | "clicked" | "replied" {
  return event === "ordered" || event === "clicked" || event === "replied";
}
