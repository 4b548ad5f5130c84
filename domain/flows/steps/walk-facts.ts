import type { PropertyValue } from "#domain/flows/triggers/trigger-type";
import type { Rules } from "#domain/segments/tree";

/** What the event that started a walk says of itself, by the names that its trigger type declares. */
export type EventProperties = Record<string, PropertyValue>;

/** What the person has done since the walk began. Null: not yet. The latest of each. */
export interface SinceStart {
  /** Placed an order other than the one that the walk is about. */
  ordered: Date | null;
  /** Tapped a link in a text of this walk. */
  clicked: Date | null;
  /** Wrote to the shop. */
  replied: Date | null;
  /** What they wrote last. */
  reply: string | null;
}

/** What a step may ask about the person on their walk. */
export interface WalkFacts {
  now: Date;
  /** IANA: the person's, else the shop's. */
  timeZone: string;
  flowId: string;
  subscriberId: string;
  /** An order since the walk began, other than the one the walk is about. */
  hasOrdered: boolean;
  /** The cart's or the order's total; null when it is not known. */
  totalMicros: number | null;
  /** No order before the walk began. */
  isFirstOrder: boolean;
  event: EventProperties;
  /** What steps have learned on this walk, by step id. */
  memory: Record<string, unknown>;
  /** The winners of A/B tests, by step id. Known only in a trial: a walk plans a text, and its claim asks for the winner. */
  winners: Record<string, string>;
  /** Steps that the person has behind them: after a move to another version, their texts and actions aren't repeated. */
  passed: readonly string[];
  /** When the step that the walk goes on from began to wait for an event or an answer; null when it did not. */
  waitingSince: Date | null;
  /** Read only when a step declares it (`reads`). */
  since: SinceStart;
  /** Of the person (domain/subscribers/properties), by name. Read only when a step declares some. */
  properties: EventProperties;
  /** Whether the person belongs to a segment with these rules. Known only for rules that a step declares (`reads`). */
  matches(rules: Rules): boolean;
}

/** A person of whom nothing is known, where a walk is only imagined. */
export function blankFacts(now: Date): WalkFacts {
  return {
    ...{ now, timeZone: "UTC", flowId: "", subscriberId: "" },
    ...{ hasOrdered: false, totalMicros: null, isFirstOrder: true },
    ...{ event: {}, memory: {}, winners: {}, passed: [], waitingSince: null },
    since: { ordered: null, clicked: null, replied: null, reply: null },
    properties: {},
    matches: () => false,
  };
}
