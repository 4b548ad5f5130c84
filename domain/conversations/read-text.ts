import { understandReply } from "#domain/compliance/opt-out-words";
import type { Evidence } from "#domain/compliance/replies/evidence";
import type { ConsentDecision } from "#domain/consent/record";
import { topicOf } from "#domain/conversations/topics/sort-reply";
import type { Topic } from "#domain/conversations/topics/topic";
import { type KeywordMatch, matchKeyword } from "#domain/keywords/match-keyword";
import type { TimedKeyword } from "#domain/keywords/read-keywords";
import { newId } from "#platform/ids";
import { joinsAtOnce } from "./answer-keywords.ts";
import type { Answerer } from "./reply.ts";

/** A text that someone wrote to one of our senders. */
export interface NewText {
  shopId: string;
  senderId: string;
  provider: string;
  /** The provider's name for it: the same one is the same text. */
  providerId: string;
  /** E.164. */
  phone: string;
  body: string;
  /** What the provider itself understood and answered; then we do not answer. */
  handledAs?: "stop" | "start" | "help" | undefined;
  /** How many pictures or other files it holds. */
  pictures?: number | undefined;
  /** The provider's names for them. */
  pictureRefs?: string[] | undefined;
  receivedAt: Date;
  intakeId: string;
}

/** What is known of the writer and of the shop. */
export interface Facts extends Answerer {
  subscriberId: string;
  firstName: string | null;
  lastName: string | null;
  marketing: string;
  /** A question for their confirmation is open until then. */
  askedUntil: Date | null;
  /** They are pending since the store asked them on its own account. */
  isAskedByStore: boolean;
  optOutWords: string[];
}

/** A text that was understood. */
export interface Read {
  text: NewText;
  id: string;
  subscriberId: string;
  meaning: "opt-out" | "unsure" | "opt-in" | "help" | "conversation";
  /** What told us; null for talk. */
  because: Evidence | null;
  /** What it is about; null when the meaning says it all. */
  topic: Topic | null;
  /** The shop's keyword that it says. */
  said: KeywordMatch<TimedKeyword> | null;
}

/** The provider's word for a text counts, whatever we make of the words; only a clear opt-out in them outranks it. */
const handledMeanings = { stop: "opt-out", start: "opt-in", help: "help" } as const;

/** Understands a text: what it means for consent, then which keyword it says, then what it is about. Pure but for the new id. */
export function readText(
  text: NewText,
  subscriberId: string,
  facts: Facts | undefined,
  keywords: TimedKeyword[],
  now: Date,
): Read {
  const read = understandText(text, subscriberId, facts);
  // Consent first: a keyword is only looked for in talk.
  const said =
    read.meaning === "conversation" && text.handledAs === undefined ? matchKeyword(text.body, keywords) : null;
  const meaning = said && joinsAtOnce(said, now) ? "opt-in" : read.meaning;
  return { ...read, meaning, said, topic: topicOf(text.body, meaning) };
}

function understandText(text: NewText, subscriberId: string, facts: Facts | undefined): Omit<Read, "topic" | "said"> {
  const { meaning, evidence: because } = understandReply(text.body, facts?.optOutWords);
  const base = { text, id: newId(), subscriberId, because };
  if (text.handledAs !== undefined && meaning !== "opt-out")
    return { ...base, meaning: handledMeanings[text.handledAs] };
  if (meaning !== "yes") return { ...base, meaning };
  // A yes answers the question whether they want texts; without that question it is talk.
  return { ...base, meaning: facts && isAsked(facts, text.receivedAt) ? "opt-in" : "conversation" };
}

/** By us, and still in time; or by the store, whose question has no end that we know of. */
function isAsked({ isAskedByStore, askedUntil }: Facts, at: Date): boolean {
  return askedUntil === null ? isAskedByStore : at <= askedUntil;
}

/** The entry of the ledger that a STOP, a START or a join keyword becomes; `shown` is what the latter was advertised with. */
export function decisionOf(
  { text, subscriberId, meaning, because }: Read,
  shown: Record<string, unknown> | undefined,
): ConsentDecision {
  return {
    shopId: text.shopId,
    subscriberId,
    state: meaning === "opt-out" ? "unsubscribed" : "subscribed",
    source: "inbound-text",
    occurredAt: text.receivedAt,
    textShown: text.body,
    evidence: {
      understood: because,
      provider: text.provider,
      providerId: text.providerId,
      intakeId: text.intakeId,
      ...handledAtProvider(text),
      ...shown,
    },
  };
}

function handledAtProvider({ handledAs }: NewText): { handledAs?: string } {
  return handledAs === undefined ? {} : { handledAs };
}
