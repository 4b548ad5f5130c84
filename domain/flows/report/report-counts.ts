import type { FlowDocument, Step } from "#domain/flows/definition/document";
import { stepHolds, stepText } from "#domain/flows/steps/registry";
import { type LeavingReason, leavingReasons } from "#domain/flows/walk/leaving-reason";
import { type Reason, reasons } from "#domain/messages/reason";

/** So many walks in the same state, at the same step. */
export interface WalkRow {
  state: "waiting" | "finished" | "exited";
  /** The step that comes next, or would have. */
  stepId: string | null;
  because: string | null;
  count: number;
}

/** So many texts of one step, in the same state for the same reason. */
export interface TextRow {
  stepId: string;
  state: string;
  reason: string | null;
  count: number;
  clicked: number;
  orders: number;
  revenueMicros: number;
  costMicros: number;
}

export interface SentenceCount {
  /** What the merchant reads. */
  sentence: string;
  count: number;
}

/** What happened at one step. */
export interface StepCounts {
  /** People who wait here now. */
  waiting: number;
  /** People who left the flow here, by reason, most frequent first. */
  left: SentenceCount[];
  /** Null for a step that sends nothing. */
  texts: {
    planned: number;
    sent: number;
    delivered: number;
    /** Not decided yet: due later, held, or being handed over. */
    pending: number;
    /** Skipped, expired, failed or of unknown outcome, by reason, most frequent first. */
    unsent: SentenceCount[];
    clicked: number;
    orders: number;
    revenueMicros: number;
  } | null;
}

export interface FlowTotals {
  /** entered = inside + finished + left. */
  entered: number;
  inside: number;
  finished: number;
  left: number;
  /** Would have entered while the flow was paused. They are not among those who entered. */
  missed: number;
  sent: number;
  delivered: number;
  clicked: number;
  orders: number;
  revenueMicros: number;
  /** By our price list, millionths of a US dollar. */
  costMicros: number;
}

export interface FlowCounts {
  totals: FlowTotals;
  /** Each step of the document has an entry. */
  steps: Record<string, StepCounts>;
}

const SENT = new Set(["accepted", "sent", "delivered"]);
const PENDING = new Set(["waiting", "sending"]);

/** Adds a flow's rows up: in all, and for each step of its document. Rows of steps it no longer has count in the totals. */
export function flowCounts(document: FlowDocument, walks: WalkRow[], texts: TextRow[]): FlowCounts {
  const inside = sum(walks.filter(({ state }) => state === "waiting"));
  const finished = sum(walks.filter(({ state }) => state === "finished"));
  const missed = sum(walks.filter(isMissed));
  const left = sum(walks.filter(({ state }) => state === "exited")) - missed;
  const sent = texts.filter(({ state }) => SENT.has(state));
  const steps = Object.fromEntries(
    placesOf(document.steps).map(({ step, waitedForAs }) => [step.id, stepCounts(step, waitedForAs, walks, texts)]),
  );
  return {
    totals: {
      entered: inside + finished + left,
      inside,
      finished,
      left,
      missed,
      sent: sum(sent),
      delivered: sum(texts.filter(({ state }) => state === "delivered")),
      ...earnings(texts),
      costMicros: texts.reduce((all, { costMicros }) => all + costMicros, 0),
    },
    steps,
  };
}

/**
 * Each step with the names under which people stand at it: a row names the step that comes next, so a person in a
 * wait stands in the table at the step behind it.
 */
function placesOf(path: Step[]): { step: Step; waitedForAs: string[] }[] {
  return path.flatMap((step, i) => {
    const [before, after] = [path[i - 1], path[i + 1]];
    const own = before && stepHolds(before) === "next" ? [] : [step.id];
    const waitedForAs = stepHolds(step) === "next" && after ? [...own, after.id] : own;
    return [{ step, waitedForAs }, ...Object.values(step.arms).flatMap(placesOf)];
  });
}

function stepCounts(step: Step, waitedForAs: string[], walks: WalkRow[], texts: TextRow[]): StepCounts {
  const here = walks.filter(({ stepId }) => stepId !== null && waitedForAs.includes(stepId));
  const exits = here.filter((row) => row.state === "exited" && !isMissed(row));
  const own = texts.filter(({ stepId }) => stepId === step.id);
  const unsent = own.filter(({ state }) => !SENT.has(state) && !PENDING.has(state));
  return {
    waiting: sum(here.filter(({ state }) => state === "waiting")),
    left: countBySentence(exits.map(({ because, count }) => ({ sentence: leavingSentence(because), count }))),
    texts:
      stepText(step) !== null
        ? {
            planned: sum(own),
            sent: sum(own.filter(({ state }) => SENT.has(state))),
            delivered: sum(own.filter(({ state }) => state === "delivered")),
            pending: sum(own.filter(({ state }) => PENDING.has(state))),
            unsent: countBySentence(
              unsent.map(({ state, reason, count }) => ({ sentence: unsentSentence(reason ?? state), count })),
            ),
            ...earnings(own),
          }
        : null,
  };
}

function isMissed({ state, because }: WalkRow): boolean {
  return state === "exited" && because === "flow-paused";
}

function earnings(rows: TextRow[]): { clicked: number; orders: number; revenueMicros: number } {
  const add = (key: "clicked" | "orders" | "revenueMicros") => rows.reduce((all, row) => all + row[key], 0);
  return { clicked: add("clicked"), orders: add("orders"), revenueMicros: add("revenueMicros") };
}

function sum(rows: { count: number }[]): number {
  return rows.reduce((all, { count }) => all + count, 0);
}

function countBySentence(rows: SentenceCount[]): SentenceCount[] {
  const counts = new Map<string, number>();
  for (const { sentence, count } of rows) counts.set(sentence, (counts.get(sentence) ?? 0) + count);
  return [...counts].map(([sentence, count]) => ({ sentence, count })).sort((a, b) => b.count - a.count);
}

/** Why someone left a flow, for people to read. */
export function leavingSentence(because: string | null): string {
  if (because !== null && Object.hasOwn(leavingReasons, because)) return leavingReasons[because as LeavingReason];
  return "No reason recorded.";
}

/** Why a text was not sent: ours, or the provider's own code. */
export function unsentSentence(reason: string): string {
  return Object.hasOwn(reasons, reason) ? reasons[reason as Reason] : `Provider error ${reason}.`;
}
