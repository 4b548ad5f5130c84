import fc from "fast-check";
import { expect, test } from "vitest";
import { everyStep, type FlowDocument, parseDocument, type Step } from "#domain/flows/definition/document";
import { type Edited, insertSteps, moveDown, moveStep, moveUp, newStep, removeStep } from "#domain/flows/editing/edit";
import { type PathName, type Place, pathAt } from "#domain/flows/editing/tree";
import type { Version } from "#domain/flows/publishing/versions";
import { stepTypeNames } from "#domain/flows/steps/registry";
import { longerTrail, readTrail, writeTrail } from "#domain/flows/trail/trail";
import { type EnrollmentFacts, walkFacts } from "#domain/flows/walk/facts";
import { pathsOf, type Walked, walk } from "#domain/flows/walk/walk";
import { PARKED } from "#domain/messages/waiting";
import { type Choice, choice } from "./choices.ts";
import { type Decision, decide } from "./decide.ts";

// Random pairs of versions, the second made from the first by edits, and a person who stands anywhere in the first.

interface Act {
  does: "insert" | "remove" | "up" | "down" | "move";
  type: string;
  which: number;
  where: number;
}
const types = ["send", "send", "send", "wait", "wait", "wait-for-event", ...stepTypeNames];
const BUILDING: Act["does"][] = ["insert", "insert", "insert", "remove", "up", "down", "move"];
const CHANGING: Act["does"][] = ["insert", "remove", "remove", "remove", "remove", "up", "move"];
const acts = (maxLength: number, does: Act["does"][]) =>
  fc.array(
    fc.record<Act>({
      does: fc.constantFrom(...does),
      type: fc.constantFrom(...types),
      which: fc.nat(1_000),
      where: fc.nat(1_000),
    }),
    { maxLength, minLength: 1 },
  );
const NOW = new Date("2026-11-24T15:00:00Z");
const EMPTY = parseDocument({ purpose: "marketing", trigger: { kind: "order-placed" }, steps: [] });
let lastId = 0;

test("a person who is moved gets no text and no action of the same step twice, and is moved, stays or leaves", () => {
  const kinds = new Map<Decision["kind"], number>();
  fc.assert(
    fc.property(
      acts(30, BUILDING),
      acts(20, CHANGING),
      acts(20, CHANGING),
      fc.nat(6),
      fc.constantFrom<Choice>(...choice.options),
      (...given) => {
        const [first, second, third, stops, chosen] = given;
        const versions: FlowDocument[] = [];
        for (const edits of [first, second, third]) versions.push(edits.reduce(after, versions.at(-1) ?? EMPTY));
        const [one, ...others] = versions.map(versionOf);
        if (!one) return;
        let person: Person = {
          facts: factsAt(one.document.steps[0]?.id ?? null),
          resumeAt: NOW,
          version: one,
          done: [],
        };
        person = goOn(person, stops);
        for (const next of others) {
          if (person.facts.state !== "waiting") return;
          const choices = Object.fromEntries(everyStep(person.version.document.steps).map(({ id }) => [id, chosen]));
          const around = { old: person.version, next, choices, hasTextOnItsWay: false, now: NOW, spreadMs: 0 };
          const decision = decide({ ...around, facts: person.facts, resumeAt: person.resumeAt });
          kinds.set(decision.kind, (kinds.get(decision.kind) ?? 0) + 1);
          expect(["moved", "stayed", "left"]).toContain(decision.kind);
          if (decision.kind === "left") return;
          if (decision.kind !== "moved") continue;
          const { to } = decision;
          if (to.stepId !== null) expect(next.paths.from.has(to.stepId)).toBe(true);
          expect(to.state === "finished" || to.resumeAt !== null).toBe(true);
          const { resumeAt, ...row } = to;
          person = { ...person, version: next, resumeAt, facts: { ...person.facts, ...row, versionId: next.id } };
          person = goOn(person, stops % 3);
        }
        goOn(person, 200);
        expect(person.facts.state === "waiting" || person.facts.state === "finished").toBe(true);
      },
    ),
    { numRuns: 400 },
  );
  // Each of the three really happens.
  for (const kind of ["moved", "stayed", "left"] as const) expect(kinds.get(kind) ?? 0).toBeGreaterThan(5);
});

test("a person who is held by a pause, or whose wait is over, goes on when they would have", () => {
  const withWait = (minutes: number) =>
    versionOf({
      ...EMPTY,
      steps: [newStep("wait", "w"), newStep("send", "s")].map((step) =>
        step.type === "wait" ? { ...step, config: { minutes } } : step,
      ),
    });
  const resumeOf = (resumeAt: Date, minutes: number) => {
    const around = {
      old: withWait(60),
      next: withWait(minutes),
      choices: {},
      hasTextOnItsWay: false,
      now: NOW,
      spreadMs: 0,
    };
    const decision = decide({ ...around, facts: factsAt("s"), resumeAt });
    return decision.kind === "moved" ? decision.to.resumeAt : null;
  };
  const at = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
  expect(resumeOf(PARKED, 120)).toEqual(PARKED);
  expect(resumeOf(at(-1), 120)).toEqual(at(-1));
  expect(resumeOf(at(30), 120)).toEqual(at(90));
  expect(resumeOf(at(30), 45)).toEqual(at(15));
  expect(resumeOf(at(30), 20)).toEqual(NOW);
});

interface Person {
  facts: EnrollmentFacts;
  resumeAt: Date | null;
  version: Version;
  /** The texts and actions that they had, by step. */
  done: string[];
}

/** Takes steps until they have stopped so many times. No text and no action may come a second time. */
function goOn(person: Person, stops: number): Person {
  let { facts, resumeAt, done } = person;
  for (let i = 0; i <= stops && facts.state === "waiting"; i++) {
    const walked: Walked = walk(person.version.paths, facts.stepId, walkFacts(facts, NOW));
    expect(walked.stop.kind).not.toBe("lost");
    done = [...done, ...walked.texts.map(({ stepId }) => stepId), ...walked.acts.map(({ stepId }) => stepId)];
    expect(new Set(done).size).toBe(done.length);
    const trail = writeTrail(longerTrail(readTrail(facts.trail ?? ""), walked));
    const { stop } = walked;
    if (stop.kind === "waiting" && stop.stepId !== null) {
      // As an answer or an event would come, so that they don't wait for ever.
      const answered = i > 0 && stop.waitsFor !== null ? { [stop.stepId]: { at: NOW.toISOString() } } : {};
      const { stepId, waitsFor, waitingSince } = stop;
      resumeAt = stop.resumeAt;
      facts = {
        ...facts,
        ...{ stepId, waitsFor, waitingSince, trail },
        memory: { ...facts.memory, ...answered },
      };
    } else facts = { ...facts, state: "finished", stepId: null, waitsFor: null, waitingSince: null };
  }
  return { ...person, facts, resumeAt, done };
}

function versionOf(document: FlowDocument): Version {
  return { id: `v${lastId++}`, document, paths: pathsOf(document) };
}

function factsAt(stepId: string | null): EnrollmentFacts {
  return {
    ...{
      shopId: "shop",
      id: `person-${lastId++}`,
      flowId: "flow",
      versionId: "v",
      subscriberId: "ada",
      subject: "order",
    },
    ...{
      event: null,
      state: "waiting",
      stepId,
      memory: {},
      waitsFor: null,
      waitingSince: null,
      trail: "",
    },
    ...{ startedAt: NOW, exitedBecause: null, flowState: "live", flowPreset: null, flowName: "Flow", isShopLive: true },
    ...{ marketing: "subscribed", timeZone: "UTC", cartAt: null, completedAt: null, cartMicros: null, placedAt: null },
    ...{ cancelledAt: null, orderMicros: null, hasOrdered: false, hasCartEnded: false, hasAddedToCart: false },
    ...{ isFirstOrder: true, isInStock: null, variantMicros: null },
  };
}

function after(document: FlowDocument, act: Act): FlowDocument {
  const result = resultOf(document, act);
  return result?.kind === "edited" ? result.document : document;
}

function resultOf(document: FlowDocument, { does, type, which, where }: Act): Edited | null {
  if (does === "insert") return insertSteps(document, placeIn(document, where), [newStep(type, `s${lastId++}`)]);
  const step = pick(everyStep(document.steps), which);
  if (!step) return null;
  if (does === "remove") return removeStep(document, step.id, pick([null, ...Object.keys(step.arms)], where) ?? null);
  if (does === "up") return moveUp(document, step.id);
  if (does === "down") return moveDown(document, step.id);
  return moveStep(document, step.id, placeIn(document, where));
}

function placeIn({ steps }: FlowDocument, where: number): Place {
  const arms = everyStep(steps).flatMap((step: Step): PathName[] =>
    Object.keys(step.arms).map((arm) => ({ stepId: step.id, arm })),
  );
  const path = pick([null, ...arms], where) ?? null;
  return { path, index: where % ((pathAt(steps, path)?.length ?? 0) + 1) };
}

function pick<T>(from: T[], n: number): T | undefined {
  return from[n % Math.max(1, from.length)];
}
