import { understandReply } from "#domain/compliance/opt-out-words";
import type { Evidence } from "#domain/compliance/replies/evidence";
import { noteSignsOfLife } from "#domain/consent/dead-numbers";
import { type ConsentDecision, type ConsentOutcome, recordConsent } from "#domain/consent/record";
import { unsubscribeLink } from "#domain/consent/unsubscribe-link";
import type { Context } from "#domain/context";
import { closeByShopper, openReviews } from "#domain/conversations/reply-review/open";
import type { Job } from "#domain/jobs";
import { type NewText as PlannedText, planTexts } from "#domain/messages/plan";
import { traceToPeople } from "#domain/subscribers/person-trace";
import { phoneFromProvider } from "#domain/subscribers/phone-number";
import { upsertSubscribers } from "#domain/subscribers/upsert";
import { newId } from "#platform/ids";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement, statementFile } from "#platform/sql/statement";
import { storableText } from "#platform/sql/storable";
import { limitAnswers } from "./limit-answers.ts";
import { type Answerer, type Reply, replyTo } from "./reply.ts";

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
  receivedAt: Date;
  intakeId: string;
}

interface Facts extends Answerer {
  subscriberId: string;
  marketing: string;
  /** A question for their confirmation is open until then. */
  askedUntil: Date | null;
  optOutWords: string[];
}

interface Read {
  text: NewText;
  id: string;
  subscriberId: string;
  meaning: "opt-out" | "unsure" | "opt-in" | "help" | "conversation";
  /** What told us; null for talk. */
  because: Evidence | null;
}

type Filed = Read & { conversationId: string };

/** A text that was taken in for the first time, for those who draw further consequences from it. */
export interface ReceivedText {
  shopId: string;
  id: string;
  subscriberId: string;
  body: string;
  meaning: Read["meaning"];
  receivedAt: Date;
  /** The person agreed to marketing texts by it. */
  hasSubscribed: boolean;
}

const findForgotten = statement(
  "forgotten-shops",
  "SELECT id FROM shops WHERE id = ANY($1::uuid[]) AND redacted_at IS NOT NULL",
);
const readFacts = statementFile(import.meta.url, "./receive-facts.sql");
const insert = statementFile(import.meta.url, "./receive-insert.sql");

/**
 * Takes in what shoppers wrote: each text stands once in its person's conversation and is understood by its words.
 * STOP and START go into the consent ledger and are confirmed once, when they changed something; HELP is answered;
 * answers are limited to a few per person and hour (limit-answers.ts); what may be an opt-out waits for someone's
 * decision, and marketing with it; anything else is for a person to read. Texts from what is no phone number (a short
 * code, a name) are left out: there is no one to talk to; and so are those to a store that was forgotten, for no one
 * would ever erase them: a STOP of theirs has counted when it was accepted, and needs no more than the hash. `next` is
 * given the texts that are new, in the same transaction. Returns the jobs to enqueue after the commit. Safe to repeat.
 */
export async function receiveTexts(
  tx: Sql,
  ctx: Pick<Context, "clock" | "hashPhone" | "appUrl">,
  texts: NewText[],
  next: (received: ReceivedText[]) => Promise<Job[]> = async () => [],
): Promise<Job[]> {
  const forgotten = await forgottenAmong(tx, texts);
  const now = ctx.clock.now();
  const known = texts.flatMap((text) => {
    const phone = phoneFromProvider(text.phone);
    if (phone === null || forgotten.has(text.shopId)) return [];
    // No text came later than it is read, whatever the clock of the machine that took it in.
    const receivedAt = text.receivedAt < now ? text.receivedAt : now;
    return [{ text: { ...text, receivedAt, body: storableText(text.body) }, phone }];
  });
  if (known.length === 0) return [];
  const subscriberOf = await upsertSubscribers(
    tx,
    ctx,
    known.map(({ text: { shopId, receivedAt }, phone }) => ({ shopId, phone, seenAt: receivedAt })),
  );
  const withPeople = known.map(({ text, phone }) => ({ text, subscriberId: subscriberOf(text.shopId, phone) }));
  traceToPeople(withPeople, ({ text, subscriberId }) => ({ ...text, subscriberId }));
  // Before anything is answered: a number that writes is not dead.
  await noteSignsOfLife(
    tx,
    ctx,
    known.map(({ text: { shopId }, phone }) => ({ shopId, phone })),
  );
  const facts = await factsOf(tx, withPeople);
  const filed = await fileTexts(
    tx,
    withPeople.map(({ text, subscriberId }) => readText(text, subscriberId, facts.get(subscriberId))),
  );
  const outcomes = await decideTexts(tx, ctx, filed);
  await keepUnclear(tx, filed, ctx.clock.now());
  const mayAnswer = await limitAnswers(
    tx,
    filed.map(({ text: { shopId }, conversationId }) => ({ shopId, conversationId })),
    ctx.clock.now(),
  );
  const answerTo = ({ text: { shopId, handledAs }, id, subscriberId, conversationId, meaning }: Filed) => {
    if (handledAs !== undefined) return null;
    const unsubscribeUrl = unsubscribeLink(ctx, { shopId, subscriberId });
    const reply = replyTo(meaning, facts.get(subscriberId), outcomes.get(id), { unsubscribeUrl });
    return reply !== null && mayAnswer(conversationId, reply.kind) ? reply : null;
  };
  const answers = await planTexts(
    tx,
    ctx,
    filed.flatMap((it) => planAnswers(it, answerTo(it), ctx)),
  );
  return [...answers, ...(await next(filed.map((it) => receivedText(it, outcomes.get(it.id)))))];
}

function receivedText({ text, id, subscriberId, meaning }: Filed, outcome: ConsentOutcome | undefined): ReceivedText {
  const { shopId, body, receivedAt } = text;
  const hasSubscribed = outcome?.before.marketing !== "subscribed" && outcome?.after.marketing === "subscribed";
  return { shopId, id, subscriberId, body, meaning, receivedAt, hasSubscribed };
}

async function forgottenAmong(tx: Sql, texts: NewText[]): Promise<Set<string>> {
  const rows = await tx.run<{ id: string }>(findForgotten, [[...new Set(texts.map(({ shopId }) => shopId))]]);
  return new Set(rows.map(({ id }) => id));
}

async function factsOf(tx: Sql, people: { text: NewText; subscriberId: string }[]): Promise<Map<string, Facts>> {
  const rows = await tx.run<Facts>(
    ...batch(readFacts, {
      t: columnsOf(people, { shop_id: ({ text }) => text.shopId, id: ({ subscriberId }) => subscriberId }),
    }),
  );
  return new Map(rows.map((row) => [row.subscriberId, row]));
}

/** The provider's word for a text counts, whatever we make of the words; only a clear opt-out in them outranks it. */
const handledMeanings = { stop: "opt-out", start: "opt-in", help: "help" } as const;

function readText(text: NewText, subscriberId: string, facts: Facts | undefined): Read {
  const { meaning, evidence: because } = understandReply(text.body, facts?.optOutWords);
  const base = { text, id: newId(), subscriberId, because };
  if (text.handledAs !== undefined && meaning !== "opt-out")
    return { ...base, meaning: handledMeanings[text.handledAs] };
  if (meaning !== "yes") return { ...base, meaning };
  // A yes answers the question whether they want texts; without that question it is talk.
  return { ...base, meaning: facts && isAsked(facts, text.receivedAt) ? "opt-in" : "conversation" };
}

/** By us, and still in time; or by the store, whose question has no end that we know of. */
function isAsked({ marketing, askedUntil }: Facts, at: Date): boolean {
  return askedUntil === null ? marketing === "pending" : at <= askedUntil;
}

/** Writes the texts; those that were there already are left out of what follows. */
async function fileTexts(tx: Sql, texts: Read[]): Promise<Filed[]> {
  const rows = await tx.run<{ id: string; conversationId: string }>(
    ...batch(insert, {
      t: columnsOf(texts, {
        shop_id: ({ text }) => text.shopId,
        id: ({ id }) => id,
        conversation_id: () => newId(),
        subscriber_id: ({ subscriberId }) => subscriberId,
        sender_id: ({ text }) => text.senderId,
        provider: ({ text }) => text.provider,
        provider_id: ({ text }) => text.providerId,
        body: ({ text }) => text.body,
        meaning: ({ meaning }) => meaning,
        received_at: ({ text }) => text.receivedAt,
        pictures: ({ text }) => text.pictures ?? 0,
      }),
    }),
  );
  const conversations = new Map(rows.map(({ id, conversationId }) => [id, conversationId]));
  return texts.flatMap((it) => {
    const conversationId = conversations.get(it.id);
    return conversationId ? [{ ...it, conversationId }] : [];
  });
}

/** Writes STOP and START into the ledger. Returns what became of each, by the text's id. */
async function decideTexts(tx: Sql, ctx: Pick<Context, "clock">, texts: Filed[]): Promise<Map<string, ConsentOutcome>> {
  const deciding = texts.filter(({ meaning }) => meaning === "opt-out" || meaning === "opt-in");
  const outcomes = await recordConsent(tx, ctx, deciding.map(asDecision));
  // Every subscriber here was just made or found in this shop, so no decision is left out.
  return new Map(outcomes.map((outcome, i) => [deciding[i]?.id ?? "", outcome]));
}

/** A clear opt-out closes open questions; an unclear one opens one. */
async function keepUnclear(tx: Sql, texts: Filed[], now: Date): Promise<void> {
  const clear = texts.filter(({ meaning }) => meaning === "opt-out" || meaning === "opt-in");
  await closeByShopper(
    tx,
    clear.map(({ text, subscriberId, meaning }) => ({
      shopId: text.shopId,
      subscriberId,
      isOptOut: meaning === "opt-out",
      at: text.receivedAt,
    })),
    now,
  );
  await openReviews(
    tx,
    texts.flatMap(({ text, id, subscriberId, meaning, because }) =>
      meaning === "unsure" && because !== null
        ? [{ shopId: text.shopId, subscriberId, textId: id, evidence: because, receivedAt: text.receivedAt }]
        : [],
    ),
    now,
  );
}

function asDecision({ text, subscriberId, meaning, because }: Filed): ConsentDecision {
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
    },
  };
}

function handledAtProvider({ handledAs }: NewText): { handledAs?: string } {
  return handledAs === undefined ? {} : { handledAs };
}

function planAnswers(it: Filed, reply: Reply | null, { clock }: Pick<Context, "clock">): PlannedText[] {
  if (reply === null) return [];
  return [
    {
      shopId: it.text.shopId,
      class: "reply",
      purpose: "compliance",
      sourceKind: "conversation",
      sourceId: it.conversationId,
      occurrence: `${reply.kind}:${it.id}`,
      subscriberId: it.subscriberId,
      senderId: it.text.senderId,
      dueAt: clock.now(),
      expiresAt: new Date(it.text.receivedAt.getTime() + reply.goodForMs),
      body: reply.body,
    },
  ];
}
