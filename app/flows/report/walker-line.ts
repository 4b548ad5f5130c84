import { everyStep, type FlowDocument } from "#domain/flows/definition/document";
import { leavingSentence, unsentSentence } from "#domain/flows/report/report-counts";
import type { Walker } from "#domain/flows/report/walkers";
import { stepTypeOf } from "#domain/flows/steps/registry";
import { formatPhone } from "#domain/subscribers/format-phone";
import { fullName } from "#domain/subscribers/person-name";

/** One person's walk as the table shows it. */
export interface WalkerLine {
  id: string;
  subscriberId: string;
  name: string;
  startedAt: Date;
  /** For the badge: waiting, finished, exited, missed. */
  state: "waiting" | "finished" | "exited" | "missed";
  /** Why, or what comes next: a sentence. */
  sentence: string | null;
  /** When they go on. */
  resumeAt: Date | null;
  textState: string | null;
  /** Why their text was not sent. */
  textSentence: string | null;
}

/** While a flow is paused, everyone who waits is held, whatever their time. */
export function walkerLine(given: Walker, document: FlowDocument, isPaused: boolean): WalkerLine {
  const walker = isPaused ? { ...given, resumeAt: null } : given;
  const { enrollmentId, subscriberId, phone, startedAt, exitedBecause, textReason } = walker;
  return {
    id: enrollmentId,
    subscriberId,
    name: fullName(walker) || (phone ? formatPhone(phone) : "Erased"),
    startedAt,
    state: exitedBecause === "flow-paused" ? "missed" : walker.state,
    sentence: exitedBecause ? leavingSentence(exitedBecause) : nextOf(walker, document),
    resumeAt: walker.resumeAt,
    textState: walker.textState,
    textSentence: textReason && unsentSentence(textReason),
  };
}

function nextOf({ state, stepId, resumeAt }: Walker, document: FlowDocument): string | null {
  if (state !== "waiting") return null;
  if (resumeAt === null) return "On hold until the flow is resumed.";
  const step = everyStep(document.steps).find(({ id }) => id === stepId);
  const sentence = step && stepTypeOf(step.type)?.describe(step.config);
  return sentence ? `Next: ${sentence}` : "In an older version.";
}
