import { everyStep, type FlowDocument } from "#domain/flows/definition/document";
import { stepText } from "#domain/flows/steps/registry";
import { type LeavingReason, leavingReasons } from "#domain/flows/walk/leaving-reason";
import { type Reason, reasons } from "#domain/messages/reason";
import type { Walk } from "./report-walks.ts";

/** So many texts of one step, in the same state for the same reason. */
export interface TextRow {
  stepId: string;
  state: string;
  reason: string | null;
  count: number;
  clicked: number;
  replied: number;
  costMicros: number;
}

/** What the texts of one step earned, and cost in opt-outs. */
export interface Earned {
  orders: number;
  revenueMicros: number;
  optedOut: number;
}

export interface ReasonCount {
  /** Of leaving-reason.ts, of reason.ts, or the provider's code. */
  reason: string;
  /** What the merchant reads. */
  sentence: string;
  count: number;
}

/** What became of a step's texts. */
export interface TextCounts {
  planned: number;
  sent: number;
  delivered: number;
  /** Not decided yet: due later, held, or being handed over. */
  pending: number;
  /** Skipped, expired, failed or of unknown outcome, by reason, most frequent first. */
  unsent: ReasonCount[];
  clicked: number;
  /** Texts that the person answered: not with STOP, and not by a reaction or an automatic answer. */
  replied: number;
  orders: number;
  /** Refunds taken off; millionths of the store's currency. */
  revenueMicros: number;
  /** Texts after which the person opted out: within a day, and without another text in between. */
  optedOut: number;
}

/** What happened at one step: reached = waiting + finished + left + those who went on. */
export interface StepCounts {
  reached: number;
  /** How many went on by each of its paths. */
  arms: Record<string, number>;
  /** People who are here now. */
  waiting: number;
  /** People whose last step it was. */
  finished: number;
  /** People who left the flow here, by reason, most frequent first. */
  left: ReasonCount[];
  /** Null for a step that sends nothing. */
  texts: TextCounts | null;
}

export interface FlowTotals {
  /** entered = inside + finished + left. */
  entered: number;
  inside: number;
  finished: number;
  left: number;
  /** Would have entered while the flow was paused. They are not among those who entered. */
  missed: number;
  /** Finished before the way through a flow was kept: after the first branch they are in no step's numbers. */
  untraced: number;
  sent: number;
  delivered: number;
  clicked: number;
  orders: number;
  revenueMicros: number;
  optedOut: number;
  /** By our price list, millionths of a US dollar. */
  costMicros: number;
}

export interface FlowCounts {
  totals: FlowTotals;
  /** People who have taken no step: not yet, or no more. */
  start: Pick<StepCounts, "waiting" | "finished" | "left">;
  /** Each step of the document has an entry, and so has each step of earlier versions that people took or were texted by. */
  steps: Record<string, StepCounts>;
}

const NOTHING: Earned = { orders: 0, revenueMicros: 0, optedOut: 0 };
export const SENT = ["accepted", "sent", "delivered"];
export const PENDING = ["waiting", "sending"];

/** Adds up the people and texts of a flow: in all, and for each step, whatever version they were of. Pure. */
export function flowCounts(
  document: FlowDocument,
  walks: Walk[],
  texts: TextRow[],
  earnedBy: Map<string, Earned>,
): FlowCounts {
  const own = everyStep(document.steps);
  const sends = new Set(own.filter((step) => stepText(step) !== null).map(({ id }) => id));
  const entered = walks.filter((walk) => !isMissed(walk));
  const walksBy = new Map<string, Walk[]>();
  for (const walk of entered)
    for (const { stepId } of walk.taken) walksBy.set(stepId, [...(walksBy.get(stepId) ?? []), walk]);
  const textsBy = Map.groupBy(texts, ({ stepId }) => stepId);
  const ids = new Set([...own.map(({ id }) => id), ...walksBy.keys(), ...textsBy.keys()]);
  const steps = [...ids].map((id): [string, StepCounts] => {
    const rows = textsBy.get(id);
    const sent = rows || sends.has(id) ? textCounts(rows ?? [], earnedBy.get(id) ?? NOTHING) : null;
    return [id, { ...passing(id, walksBy.get(id) ?? []), texts: sent }];
  });
  return {
    totals: {
      entered: sum(entered),
      inside: sum(entered.filter(({ state }) => state === "waiting")),
      finished: sum(entered.filter(({ state }) => state === "finished")),
      left: sum(entered.filter(({ state }) => state === "exited")),
      missed: sum(walks.filter(isMissed)),
      untraced: sum(entered.filter(({ isUntraced }) => isUntraced)),
      sent: sum(texts.filter(({ state }) => SENT.includes(state))),
      delivered: sum(texts.filter(({ state }) => state === "delivered")),
      clicked: texts.reduce((all, { clicked }) => all + clicked, 0),
      ...[...earnedBy.values()].reduce(together, NOTHING),
      costMicros: texts.reduce((all, { costMicros }) => all + costMicros, 0),
    },
    start: countByState(entered.filter(({ place }) => place === null)),
    steps: Object.fromEntries(steps),
  };
}

/** They entered no flow: it was paused. */
export function isMissed({ state, because }: Pick<Walk, "state" | "because">): boolean {
  return state === "exited" && because === "flow-paused";
}

function passing(stepId: string, walks: Walk[]): Omit<StepCounts, "texts"> {
  const arms: Record<string, number> = {};
  for (const { taken, count } of walks)
    for (const step of taken)
      if (step.stepId === stepId && step.arm !== null) arms[step.arm] = (arms[step.arm] ?? 0) + count;
  return { reached: sum(walks), arms, ...countByState(walks.filter(({ place }) => place === stepId)) };
}

function countByState(walks: Walk[]): Pick<StepCounts, "waiting" | "finished" | "left"> {
  const exits = walks.filter(({ state }) => state === "exited");
  return {
    waiting: sum(walks.filter(({ state }) => state === "waiting")),
    finished: sum(walks.filter(({ state, isUntraced }) => state === "finished" && !isUntraced)),
    left: byReason(
      exits.map(({ because, count }) => ({ reason: because ?? "", sentence: leavingSentence(because), count })),
    ),
  };
}

function textCounts(rows: TextRow[], earned: Earned): TextCounts {
  const unsent = rows.filter(({ state }) => !SENT.includes(state) && !PENDING.includes(state));
  return {
    planned: sum(rows),
    sent: sum(rows.filter(({ state }) => SENT.includes(state))),
    delivered: sum(rows.filter(({ state }) => state === "delivered")),
    pending: sum(rows.filter(({ state }) => PENDING.includes(state))),
    unsent: byReason(
      unsent.map(({ state, reason, count }) => ({
        reason: reason ?? state,
        sentence: unsentSentence(reason ?? state),
        count,
      })),
    ),
    clicked: rows.reduce((all, { clicked }) => all + clicked, 0),
    replied: rows.reduce((all, { replied }) => all + replied, 0),
    ...earned,
  };
}

function together(one: Earned, other: Earned): Earned {
  return {
    orders: one.orders + other.orders,
    revenueMicros: one.revenueMicros + other.revenueMicros,
    optedOut: one.optedOut + other.optedOut,
  };
}

function sum(rows: { count: number }[]): number {
  return rows.reduce((all, { count }) => all + count, 0);
}

function byReason(rows: ReasonCount[]): ReasonCount[] {
  const counts = new Map<string, ReasonCount>();
  for (const row of rows) counts.set(row.reason, { ...row, count: row.count + (counts.get(row.reason)?.count ?? 0) });
  return [...counts.values()].sort((a, b) => b.count - a.count);
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
