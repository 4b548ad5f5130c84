import fc from "fast-check";
import { expect, test } from "vitest";
import { everyStep, type FlowDocument, MOST_STEPS, parseDocument, type Step } from "#domain/flows/definition/document";
import { validateFlow } from "#domain/flows/definition/validate";
import { stepTypeNames } from "#domain/flows/steps/registry";
import { beginHistory, edit, type History, redo, undo } from "#platform/undo-history";
import { copyOf, withNewIds } from "./copy.ts";
import { type Edited, insertSteps, moveDown, moveStep, moveUp, newStep, removeStep } from "./edit.ts";
import { endsPath, type PathName, type Place, pathAt } from "./tree.ts";

/** What a merchant does, by numbers that pick among what is there. */
interface Act {
  does: "insert" | "remove" | "up" | "down" | "move" | "copy" | "undo" | "redo";
  type: string;
  which: number;
  where: number;
}

const acts = fc.array(
  fc.record<Act>({
    does: fc.constantFrom("insert", "insert", "insert", "remove", "up", "down", "move", "copy", "copy", "undo", "redo"),
    type: fc.constantFrom(...stepTypeNames),
    which: fc.nat(1_000),
    where: fc.nat(1_000),
  }),
  { maxLength: 60 },
);

const EMPTY = parseDocument({ purpose: "marketing", trigger: { kind: "order-placed" }, steps: [] });

let lastId = 0;
const newId = () => `s${lastId++}`;

test("every tree that can be made by editing parses, has unique ids, at most 100 steps, and ends its paths with branches and exits", () => {
  fc.assert(
    fc.property(acts, (all) => {
      let history = beginHistory(EMPTY);
      for (const act of all) {
        history = after(history, act);
        checkTree(history.present);
      }
    }),
  );
});

test("undoing a sequence of edits restores the document, and redoing it restores the edits", () => {
  fc.assert(
    fc.property(acts, (all) => {
      const steps = all.filter(({ does }) => does !== "undo" && does !== "redo");
      const made = steps.reduce(after, beginHistory(EMPTY));
      let back = made;
      while (back.past.length > 0) back = undo(back);
      expect(back.present).toEqual(EMPTY);
      while (back.future.length > 0) back = redo(back);
      expect(back.present).toEqual(made.present);
    }),
  );
});

test("a moved step is still there, with its arms", () => {
  fc.assert(
    fc.property(acts, fc.nat(1_000), fc.nat(1_000), (all, which, where) => {
      const { present } = all.reduce(after, beginHistory(EMPTY));
      const step = pick(everyStep(present.steps), which);
      if (!step) return;
      const moved = moveStep(present, step.id, placeIn(present, where));
      if (moved.kind === "refused") return;
      const ids = (document: FlowDocument) => new Set(everyStep(document.steps).map(({ id }) => id));
      expect(ids(moved.document)).toEqual(ids(present));
    }),
  );
});

function after(history: History<FlowDocument>, act: Act): History<FlowDocument> {
  if (act.does === "undo") return undo(history);
  if (act.does === "redo") return redo(history);
  const result = resultOf(history.present, act);
  return result?.kind === "edited" ? edit(history, result.document) : history;
}

function resultOf(document: FlowDocument, { does, type, which, where }: Act): Edited | null {
  if (does === "insert") return insertSteps(document, placeIn(document, where), [newStep(type, newId())]);
  const step = pick(everyStep(document.steps), which);
  if (!step) return null;
  if (does === "remove") return removeStep(document, step.id, pick([null, ...Object.keys(step.arms)], where) ?? null);
  if (does === "up") return moveUp(document, step.id);
  if (does === "down") return moveDown(document, step.id);
  if (does === "move") return moveStep(document, step.id, placeIn(document, where));
  const copied = copyOf(document.steps, step.id, where % 2 === 0 ? "step" : "path");
  return insertSteps(document, placeIn(document, where), withNewIds(copied, newId));
}

function placeIn({ steps }: FlowDocument, where: number): Place {
  const arms = everyStep(steps).flatMap((step): PathName[] =>
    Object.keys(step.arms).map((arm) => ({ stepId: step.id, arm })),
  );
  const path = pick([null, ...arms], where) ?? null;
  return { path, index: where % ((pathAt(steps, path)?.length ?? 0) + 1) };
}

function pick<T>(from: T[], n: number): T | undefined {
  return from[n % Math.max(1, from.length)];
}

function checkTree(document: FlowDocument): void {
  expect(parseDocument(JSON.parse(JSON.stringify(document)))).toEqual(document);
  expect(everyStep(document.steps).length).toBeLessThanOrEqual(MOST_STEPS);
  checkPath(document.steps);
  // Each problem is at a step of the tree, or at the flow as a whole.
  const ids = new Set(everyStep(document.steps).map(({ id }) => id));
  for (const { stepId, message } of validateFlow(document)) {
    expect(stepId === null || ids.has(stepId)).toBe(true);
    expect(message).not.toMatch(/never reached/);
  }
}

function checkPath(path: Step[]): void {
  expect(path.slice(0, -1).filter(endsPath)).toEqual([]);
  for (const step of path) for (const arm of Object.values(step.arms)) checkPath(arm);
}
