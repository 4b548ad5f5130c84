import type { Version } from "#domain/flows/publishing/versions";
import { stepHolds, stepTypeOf, stepWaitMs } from "#domain/flows/steps/registry";
import type { WalkFacts } from "#domain/flows/steps/walk-facts";
import { trailTo, writeTrail } from "#domain/flows/trail/trail";
import { type EnrollmentFacts, type LookedUp, textsExpireAt, walkFacts } from "#domain/flows/walk/facts";
import { ANSWER } from "#domain/flows/walk/walk";
import { PARKED } from "#domain/messages/waiting";
import { sortedJson } from "#platform/sorted-json";
import { stableShare } from "#platform/stable-share";
import type { Choices } from "./choices.ts";
import { destinationOf, type Place, type Standing, stepStoodAt } from "./place.ts";

/** What becomes of one enrollment, and what is written to its row. */
export type Decision =
  /** Looked at again later: a text of theirs is on its way. */
  { kind: "busy" } | { kind: "stayed" } | { kind: "left" } | { kind: "moved"; to: Moved };

export interface Moved {
  /** Finished: nothing that the new version has follows. */
  state: "waiting" | "finished";
  stepId: string | null;
  resumeAt: Date | null;
  waitsFor: string | null;
  waitingSince: Date | null;
  /** The steps that they took, in whichever version: a walk repeats no text and no action of them. */
  trail: string;
}

export interface Moving {
  facts: EnrollmentFacts;
  /** When they go on; null: never. */
  resumeAt: Date | null;
  /** The version that they are in; undefined: this release can't read it. */
  old: Version | undefined;
  next: Version;
  choices: Choices;
  hasTextOnItsWay: boolean;
  lookedUp?: LookedUp | undefined;
  now: Date;
  /** People who are due at once go on within this time, not all in one moment. */
  spreadMs: number;
}

/** Decides about one person who is inside an older version. Pure. */
export function decide(moving: Moving): Decision {
  const { facts, old, next, choices, hasTextOnItsWay } = moving;
  if (!old) return { kind: "stayed" };
  const standing = { stepId: facts.stepId, hasBegun: facts.waitingSince !== null };
  const at = stepStoodAt(old.document, standing);
  const destination = destinationOf(old.document, standing, next.document);
  if (!at || !destination) return { kind: "stayed" };
  const choice = destination.kind === "removed" ? (choices[at.id] ?? "next") : "next";
  if (choice === "stay") return { kind: "stayed" };
  if (hasTextOnItsWay) return { kind: "busy" };
  if (choice === "leave") return { kind: "left" };
  const trail = facts.trail ?? trailFromSteps(old, standing);
  if (destination.place === null) return { kind: "moved", to: { ...FINISHED, trail } };
  const to = { ...rowAt(destination.place, destination.kind === "same", at, moving), trail };
  return losesTexts(to, moving, old) ? { kind: "stayed" } : { kind: "moved", to };
}

/**
 * True when the texts behind the new place would be past their deadline on arrival, and those behind the old one
 * wouldn't. A deadline by turn counts the version's own waits: after 20 days of 30, a text behind 7 days is long past it.
 */
function losesTexts({ stepId, resumeAt }: Row, { facts, next, now, ...moving }: Moving, old: Version): boolean {
  if (resumeAt === null || moving.resumeAt === null) return false;
  const [there, here] = [latest(resumeAt, now), latest(moving.resumeAt, now)];
  return textsExpireAt(next, facts, stepId, there) <= there && textsExpireAt(old, facts, facts.stepId, here) > here;
}

function latest(at: Date, now: Date): Date {
  return at > now ? at : now;
}

/** Of a person who last went on before trails were kept. */
function trailFromSteps({ document }: Version, { stepId, hasBegun }: Standing): string {
  return writeTrail((stepId !== null && trailTo(document.steps, stepId, hasBegun)) || []);
}

type Row = Omit<Moved, "trail">;

const FINISHED: Row = { state: "finished", stepId: null, resumeAt: null, waitsFor: null, waitingSince: null };

function rowAt(place: Place, isSame: boolean, at: Step, moving: Moving): Row {
  const { facts, now, resumeAt } = moving;
  const none = { waitsFor: null, waitingSince: null };
  if (place.kind === "in-wait") {
    if (place.nextId === null) return FINISHED;
    return { state: "waiting", stepId: place.nextId, resumeAt: endOfWait(place.wait, at, moving), ...none };
  }
  const { step } = place;
  const stepId = step.id;
  if (!isSame) return { state: "waiting", stepId, resumeAt: dueSoon(now, moving), ...none };
  const { waitingSince, waitsFor } = facts;
  if (waitingSince === null || step.type !== at.type || stepHolds(step) !== "here")
    return { state: "waiting", stepId, resumeAt, ...none };
  // Woken already: what it waited for has happened.
  if (waitsFor === null) return { state: "waiting", stepId, resumeAt, waitsFor, waitingSince };
  const move = advance(step, moving);
  const untilMs = move?.kind === "await" || move?.kind === "ask" ? move.untilMs : 0;
  const event = move?.kind === "await" ? move.event : ANSWER;
  const until = new Date(waitingSince.getTime() + untilMs);
  const isOver = isHeld(resumeAt, now);
  return {
    state: "waiting",
    stepId,
    resumeAt: isOver ? resumeAt : dueSoon(until, moving),
    waitsFor: event,
    waitingSince,
  };
}

type Step = NonNullable<ReturnType<typeof stepStoodAt>>;

/** When a wait ends for a person who has been waiting since the old one began. */
function endOfWait(wait: Step, at: Step, moving: Moving): Date | null {
  const { now, resumeAt } = moving;
  if (resumeAt === null || isHeld(resumeAt, now)) return resumeAt;
  if (wait.type === at.type && sortedJson(wait.config) === sortedJson(at.config)) return resumeAt;
  const [oldMs, newMs] = [stepWaitMs(at), stepWaitMs(wait)];
  if (newMs !== null) {
    const began = oldMs === null ? now.getTime() : resumeAt.getTime() - oldMs;
    return dueSoon(new Date(began + newMs), moving);
  }
  const move = advance(wait, moving);
  return dueSoon(move?.kind === "wait-until" ? move.at : now, moving);
}

/** Their time is up already, or a pause holds them: the new version changes nothing about when they go on. */
function isHeld(resumeAt: Date | null, now: Date): boolean {
  return resumeAt === null || resumeAt <= now || resumeAt.getTime() >= PARKED.getTime();
}

function advance({ id, type, config }: Step, { facts, now, lookedUp }: Moving) {
  const known: WalkFacts = walkFacts(facts, now, lookedUp);
  return stepTypeOf(type)?.advance(config, known, id);
}

/** What is over already is due now, but not for everyone in the same moment. */
function dueSoon(at: Date, { facts, now, spreadMs }: Moving): Date {
  return at > now ? at : new Date(now.getTime() + Math.floor(stableShare(`move ${facts.id}`) * spreadMs));
}
