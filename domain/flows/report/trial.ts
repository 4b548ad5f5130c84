import type { FlowDocument } from "#domain/flows/definition/document";
import { leavesOnOrder } from "#domain/flows/definition/entry-rules";
import { sampleVariables } from "#domain/flows/definition/sample-variables";
import { expiryOf } from "#domain/flows/definition/text-deadline";
import type { WalkFacts } from "#domain/flows/steps/walk-facts";
import { triggerType } from "#domain/flows/triggers/registry";
import { type LeavingReason, leavingReasons } from "#domain/flows/walk/leaving-reason";
import { ANSWER, pathsOf, walk } from "#domain/flows/walk/walk";
import type { Candidate, Recipient, ShopRules } from "#domain/messages/claim/decide";
import { makeForeseer } from "#domain/messages/explain/explain-ahead";
import { monthOf } from "#domain/messages/month";
import { reasons } from "#domain/messages/reason";
import { newId } from "#platform/ids";

/** Who walks, and what happens to them meanwhile. */
export interface TrialWalk {
  recipient: Recipient;
  facts: WalkFacts;
  shop: ShopRules;
  shortLinkUrl: string;
}

/** What would become of one text. */
export interface TrialText {
  stepId: string;
  /** Null: it would not leave. */
  leavesAt: Date | null;
  /** Why it would not leave, or not when its step is reached: a sentence. Null when nothing objects. */
  because: string | null;
  /** As this person would read it, with sample values for the cart or the order. */
  body: string | null;
  parts: number | null;
}

export interface Trial {
  /** When each step on the way is reached; steps that are not on the way are not in it. */
  reached: { stepId: string; at: Date }[];
  texts: TrialText[];
  /** Why they do not get to the end. */
  leaves: string | null;
}

/**
 * Walks one person through a document as if it started at `startsAt`: by the steps' own code, and through the gates' own
 * code at the time each text is due. Pure: nothing is sent, reserved or written. A person who orders does so right after the start.
 */
export function tryOut(document: FlowDocument, person: TrialWalk, startsAt: Date): Trial {
  const { recipient, facts } = person;
  const exitsOnOrder = leavesOnOrder(document.trigger);
  const trial: Trial = { reached: [], texts: [], leaves: null };
  const barred = document.purpose === "marketing" ? consentObjection(recipient.marketing) : null;
  if (barred) return { ...trial, leaves: leavingReasons[barred] };

  const paths = pathsOf(document);
  const marketingAt = [...recipient.marketingAt];
  let at = startsAt;
  let memory = facts.memory;
  let waitingSince: Date | null = null;
  let stepId = document.steps[0]?.id ?? null;
  while (stepId !== null) {
    if (at > startsAt && exitsOnOrder && facts.hasOrdered) return { ...trial, leaves: leavingReasons.ordered };
    const here = { ...facts, memory, waitingSince, now: at, hasOrdered: at > startsAt && facts.hasOrdered };
    const { texts, passed, stop } = walk(paths, stepId, here);
    const isNew = (id: string) => waitingSince === null || id !== stepId;
    for (const id of passed.filter(isNew)) trial.reached.push({ stepId: id, at });
    for (const { stepId: id, text } of texts) {
      const expiresAt = expiryOf(document.trigger.kind, startsAt, paths, id, at);
      const outcome = outcomeOf(text, document, { ...person, recipient: { ...recipient, marketingAt } }, at, expiresAt);
      if (outcome.leavesAt) marketingAt.push(outcome.leavesAt);
      trial.texts.push({ stepId: id, ...outcome });
    }
    if (stop.kind !== "waiting") break;
    ({ stepId, waitingSince } = stop);
    if (stepId !== null && happens(stop.waitsFor, facts)) memory = { ...memory, [stepId]: { at: at.toISOString() } };
    else at = stop.resumeAt;
  }
  return trial;
}

/** In a trial what is to happen happens at once, and every question is answered. */
function happens(event: string | null, { hasOrdered, since }: WalkFacts): boolean {
  if (event === "ordered") return hasOrdered;
  if (event === "clicked" || event === "replied") return since[event] !== null;
  return event === ANSWER;
}

function consentObjection(marketing: Recipient["marketing"]): LeavingReason | null {
  if (marketing === "subscribed") return null;
  return marketing === "unsubscribed" ? "opted-out" : "no-consent";
}

/** Asks the gates when the text is due, and again whenever they would have it wait. */
function outcomeOf(
  text: string,
  document: FlowDocument,
  { recipient, shop, shortLinkUrl }: TrialWalk,
  dueAt: Date,
  expiresAt: Date,
): Omit<TrialText, "stepId"> {
  const asked = candidate(text, document, recipient.id, expiresAt);
  const { decision, at, wait } = makeForeseer(shop, shortLinkUrl)(asked, recipient, dueAt);
  const delayedBecause = wait?.because ? reasons[wait.because] : null;
  if (decision.state === "sending")
    return { leavesAt: at, because: delayedBecause, body: decision.body, parts: decision.parts };
  const because = decision.reason && reasons[decision.reason];
  return { leavesAt: null, because: delayedBecause ?? because, body: null, parts: null };
}

function candidate(text: string, { purpose, trigger }: FlowDocument, subscriberId: string, expiresAt: Date): Candidate {
  const variables = sampleVariables(triggerType(trigger.kind).mergeTags);
  const wording = { template: text, variables, linkUrl: "https://example.com/" };
  return {
    id: newId(),
    month: monthOf(expiresAt),
    sourceKind: "flow",
    sourceId: subscriberId,
    purpose,
    subscriberId,
    expiresAt,
    body: null,
    sourceAnswer: { kind: "wanted", wording },
  };
}
