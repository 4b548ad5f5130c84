import type { FlowDocument } from "#domain/flows/definition/document";
import { learnedVariables } from "#domain/flows/definition/learned-variables";
import { type Reader, type Subject, wordingOf } from "#domain/flows/definition/wording";
import type { Candidate, Recipient, ShopRules } from "#domain/messages/claim/decide";
import { boundedVariables } from "#domain/messages/content/bounded-variables";
import { makeForeseer } from "#domain/messages/explain/explain-ahead";
import { monthOf } from "#domain/messages/month";
import { reasons } from "#domain/messages/reason";
import type { SourceAnswer } from "#domain/messages/source";
import { newId } from "#platform/ids";

/** What would become of one text. */
export interface TrialText {
  stepId: string;
  /** Null: it would not leave. */
  leavesAt: Date | null;
  /** Why it would not leave, or not when its step is reached: a sentence. Null when nothing objects. */
  because: string | null;
  /** As this person would read it. */
  body: string | null;
  parts: number | null;
  /** In millionths of a US dollar. */
  priceMicros: number | null;
}

interface Asked {
  document: FlowDocument;
  stepId: string;
  subject: Subject;
  campaign: string;
  reader: Reader;
  memory: Record<string, unknown>;
  recipient: Recipient;
  shop: ShopRules;
  shortLinkUrl: string;
  dueAt: Date;
  expiresAt: Date;
}

/** Words the text as its claim would, asks the gates when it is due, and again whenever they would have it wait. */
export function outcomeOf(asked: Asked): TrialText {
  const { stepId, recipient, shop, shortLinkUrl, dueAt } = asked;
  const { decision, at, wait } = makeForeseer(shop, shortLinkUrl)(candidateOf(asked), recipient, dueAt);
  const delayedBecause = wait?.because ? reasons[wait.because] : null;
  if (decision.state === "sending") {
    const { body, parts, priceMicros } = decision;
    return { stepId, leavesAt: at, because: delayedBecause, body, parts, priceMicros };
  }
  const because = decision.reason && reasons[decision.reason];
  return { stepId, leavesAt: null, because: delayedBecause ?? because, body: null, parts: null, priceMicros: null };
}

function candidateOf(asked: Asked): Candidate {
  const { document, recipient, expiresAt } = asked;
  return {
    id: newId(),
    month: monthOf(expiresAt),
    sourceKind: "flow",
    sourceId: recipient.id,
    purpose: document.purpose,
    subscriberId: recipient.id,
    expiresAt,
    body: null,
    sourceAnswer: answerOf(asked),
  };
}

/** As domain/flows/source.ts answers for a text of a real walk. */
function answerOf({ document, stepId, subject, campaign, reader, memory, dueAt }: Asked): SourceAnswer {
  const wording = wordingOf(document, stepId, subject, campaign, reader, dueAt);
  if (!wording) return { kind: "unwanted", because: "no-content" };
  const variables = { ...wording.variables, ...boundedVariables(learnedVariables(document, memory)) };
  return { kind: "wanted", wording: { ...wording, variables } };
}
