import { isMissed, PENDING, SENT } from "./report-counts.ts";
import type { Walk } from "./report-walks.ts";

/** The lists of people behind a report's numbers. */
export const peopleShows = ["all", "reached", "waiting", "finished", "left", "missed", "arm"] as const;
export const textShows = ["sent", "delivered", "clicked", "ordered", "opted-out", "pending", "unsent"] as const;
type TextShow = (typeof textShows)[number];
export type Show = (typeof peopleShows)[number] | TextShow;

/** Who is listed. */
export interface Who {
  show: Show;
  /** Null: at any step. Empty: before the first step. */
  stepId: string | null;
  /** One of a step's paths, for "arm". */
  arm: string | null;
  /** Only those who left, or whose text wasn't sent, for this reason. */
  reason: string | null;
}

export const EVERYONE: Who = { show: "all", stepId: null, arm: null, reason: null };

/** What must hold of the step's text. */
export interface TextFilter {
  /** Null: any. */
  states: string[] | null;
  /** In none of them. */
  notStates: string[];
  reason: string | null;
  isClicked: boolean;
  isOrdered: boolean;
}

/** Whether the people of a row belong to the list. The counts of the report add up the same rows. */
export function isAmong(walk: Walk, { show, stepId, arm, reason }: Who): boolean {
  const isHere = stepId === null || walk.place === (stepId === "" ? null : stepId);
  switch (show) {
    case "reached":
      return !isMissed(walk) && walk.taken.some((it) => it.stepId === stepId);
    case "arm":
      return !isMissed(walk) && walk.taken.some((it) => it.stepId === stepId && it.arm === arm);
    case "waiting":
      return walk.state === "waiting" && isHere;
    case "finished":
      return walk.state === "finished" && isHere && (stepId === null || !walk.isUntraced);
    case "left":
      return (
        walk.state === "exited" && !isMissed(walk) && isHere && (reason === null || (walk.because ?? "") === reason)
      );
    case "missed":
      return isMissed(walk);
    default:
      return true;
  }
}

/** Null when the list isn't about a text. */
export function textFilter({ show, reason }: Who): TextFilter | null {
  const any = { states: null, notStates: [], reason: null, isClicked: false, isOrdered: false };
  switch (show) {
    case "sent":
      return { ...any, states: SENT };
    case "delivered":
      return { ...any, states: ["delivered"] };
    case "pending":
      return { ...any, states: PENDING };
    case "unsent":
      return { ...any, notStates: [...SENT, ...PENDING], reason };
    case "clicked":
      return { ...any, isClicked: true };
    case "ordered":
      return { ...any, isOrdered: true };
    case "opted-out":
      return any;
    default:
      return null;
  }
}
