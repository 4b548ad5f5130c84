import type { FlowDocument } from "#domain/flows/definition/document";
import { leavesOnOrder } from "#domain/flows/definition/entry-rules";
import { expiryOf } from "#domain/flows/definition/text-deadline";
import type { Subject } from "#domain/flows/definition/wording";
import type { WalkFacts } from "#domain/flows/steps/walk-facts";
import { type LeavingReason, leavingReasons } from "#domain/flows/walk/leaving-reason";
import { ANSWER, pathsOf, type Walked, walk } from "#domain/flows/walk/walk";
import type { Recipient, ShopRules } from "#domain/messages/claim/decide";
import { reasons } from "#domain/messages/reason";
import { firstOf, type ImaginedEvent, sinceStart } from "./imagined-events.ts";
import { outcomeOf, type TrialText } from "./text-outcome.ts";

/** Who walks, what started it, and what happens to them meanwhile. */
export interface TrialWalk {
  recipient: Recipient;
  /** What steps ask about; times, memory and what happened since the start are the trial's own. */
  facts: WalkFacts;
  /** What texts are about. */
  subject: Subject;
  /** As the flow is called in links. */
  campaign: string;
  imagined: ImaginedEvent[];
  /** What steps that ask outside learn, by step id. Without an answer, people wait until the time is over. */
  answers: Record<string, unknown>;
  shop: ShopRules;
  shortLinkUrl: string;
}

export interface Trial {
  /** When each step on the way is reached; steps that are not on the way are not in it. */
  reached: { stepId: string; at: Date }[];
  texts: TrialText[];
  /** Why they do not get to the end. */
  leaves: string | null;
  /** When they leave, or come to the end. Null: not within the trial's bound. */
  endsAt: Date | null;
}

/** More than any walk through a flow of 100 steps takes. */
const MOST_STOPS = 500;

/**
 * Walks one person through a document as if it started at `startsAt`: by the steps' own code, and through the gates' own
 * code at the time each text is due. Pure: nothing is sent, reserved or written.
 */
export function tryOut(document: FlowDocument, person: TrialWalk, startsAt: Date): Trial {
  const trial: Trial = { reached: [], texts: [], leaves: null, endsAt: null };
  const barred = document.purpose === "marketing" ? consentObjection(person.recipient.marketing) : null;
  if (barred) return { ...trial, leaves: leavingReasons[barred], endsAt: startsAt };
  const after = { ...person, imagined: person.imagined.filter(({ at }) => at >= startsAt) };
  const orderedAt = leavesOnOrder(document.trigger) ? firstOf(after.imagined, "ordered", startsAt, NEVER) : null;
  takeSteps(document, after, startsAt, orderedAt, trial);
  return orderedAt ? withoutLaterTexts(trial, orderedAt) : trial;
}

const NEVER = new Date(8.64e15);

/** Where the person stands between two goes. */
interface Standing {
  stepId: string | null;
  at: Date;
  waitingSince: Date | null;
  memory: Record<string, unknown>;
}

function takeSteps(document: FlowDocument, person: TrialWalk, startsAt: Date, orderedAt: Date | null, trial: Trial) {
  const paths = pathsOf(document);
  const marketingAt = [...person.recipient.marketingAt];
  let here: Standing = {
    stepId: document.steps[0]?.id ?? null,
    at: startsAt,
    waitingSince: null,
    memory: person.facts.memory,
  };
  for (let stops = 0; stops < MOST_STOPS; stops++) {
    const { stepId, at, waitingSince, memory } = here;
    if (orderedAt && orderedAt <= at) {
      trial.leaves = leavingReasons.ordered;
      trial.endsAt = orderedAt;
      return;
    }
    if (stepId === null) {
      trial.endsAt = at;
      return;
    }
    const known = possible(person.imagined, trial.texts);
    const since = sinceStart(known, at);
    const { texts, passed, stop } = walk(paths, stepId, {
      ...person.facts,
      ...{ now: at, memory, waitingSince, since },
      hasOrdered: since.ordered !== null,
    });
    const isNew = (id: string) => waitingSince === null || id !== stepId;
    for (const id of passed.filter(isNew)) trial.reached.push({ stepId: id, at });
    for (const { stepId: id } of texts) {
      const expiresAt = expiryOf(document.trigger.kind, startsAt, paths, texts[0]?.stepId ?? id, at);
      const recipient = { ...person.recipient, marketingAt };
      const asked = { ...person, reader: person.facts, document, memory, recipient, stepId: id };
      const text = outcomeOf({ ...asked, dueAt: at, expiresAt });
      if (text.leavesAt && document.purpose === "marketing") marketingAt.push(text.leavesAt);
      trial.texts.push(text);
    }
    if (stop.kind !== "waiting") {
      trial.endsAt = at;
      return;
    }
    here = next(stop, here, possible(person.imagined, trial.texts), person.answers);
  }
}

/** When the walk goes on, and with what it has learned meanwhile. */
function next(
  stop: Extract<Walked["stop"], { kind: "waiting" }>,
  { memory, at }: Standing,
  imagined: ImaginedEvent[],
  answers: Record<string, unknown>,
): Standing {
  const { stepId, resumeAt, waitsFor, waitingSince } = stop;
  const later = resumeAt > at ? resumeAt : at;
  // Nothing comes after the wait: the walk is over as it begins.
  if (stepId === null) return { stepId, at, waitingSince, memory };
  if (waitsFor === null) return { stepId, at: later, waitingSince, memory };
  if (waitsFor === ANSWER) {
    const answer = Object.hasOwn(answers, stepId) ? answers[stepId] : null;
    if (answer === null) return { stepId, at: later, waitingSince, memory };
    return { stepId, at, waitingSince, memory: { ...memory, [stepId]: answer } };
  }
  const happenedAt = firstOf(imagined, waitsFor, waitingSince ?? at, resumeAt);
  if (happenedAt === null) return { stepId, at: later, waitingSince, memory };
  return { stepId, at: happenedAt, waitingSince, memory: { ...memory, [stepId]: { at: happenedAt.toISOString() } } };
}

/** A link can be tapped only after a text has left. */
function possible(imagined: ImaginedEvent[], texts: TrialText[]): ImaginedEvent[] {
  const isThere = (at: Date) => texts.some(({ leavesAt }) => leavesAt !== null && leavesAt <= at);
  return imagined.filter(({ event, at }) => event !== "clicked" || isThere(at));
}

/** An order takes back what hasn't left yet, also from those who came to the end before. */
function withoutLaterTexts(trial: Trial, orderedAt: Date): Trial {
  const taken = { leavesAt: null, because: reasons.ordered, body: null, parts: null, priceMicros: null };
  const isLater = ({ leavesAt }: TrialText) => leavesAt !== null && leavesAt > orderedAt;
  const texts = trial.texts.map((text) => (isLater(text) ? { ...text, ...taken } : text));
  return texts.some((text, i) => text !== trial.texts[i]) ? { ...trial, texts, leaves: leavingReasons.ordered } : trial;
}

function consentObjection(marketing: Recipient["marketing"]): LeavingReason | null {
  if (marketing === "subscribed") return null;
  return marketing === "unsubscribed" ? "opted-out" : "no-consent";
}
