import { alertJobs } from "#domain/alerts/alert-jobs";
import { noteSignsOfLife } from "#domain/consent/dead-numbers";
import { type ConsentOutcome, recordConsent } from "#domain/consent/record";
import { unsubscribeLink } from "#domain/consent/unsubscribe-link";
import type { Context } from "#domain/context";
import { openConversations } from "#domain/conversations/inbox/open-conversations";
import { filePictures } from "#domain/conversations/pictures/file-pictures";
import { closeByShopper, openReviews } from "#domain/conversations/reply-review/open";
import { tellDesks } from "#domain/help-desks/tell-desk";
import type { Job } from "#domain/jobs";
import { disclosuresShown } from "#domain/keywords/disclosures-shown";
import { hasEnded } from "#domain/keywords/keyword";
import { readKeywords } from "#domain/keywords/read-keywords";
import { type NewText as PlannedText, planTexts } from "#domain/messages/plan";
import { traceToPeople } from "#domain/subscribers/person-trace";
import { phoneFromProvider } from "#domain/subscribers/phone-number";
import { upsertSubscribers } from "#domain/subscribers/upsert";
import { openedEvents } from "#domain/webhooks-out/opened-events";
import { publishEvents } from "#domain/webhooks-out/publish-events";
import { replyEvent } from "#domain/webhooks-out/reply-event";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement, statementFile } from "#platform/sql/statement";
import { storableText } from "#platform/sql/storable";
import { answerKeywords, hasJoined, type KeywordText, keywordAnswer } from "./answer-keywords.ts";
import { confirmedKeywords } from "./confirmed-keywords.ts";
import { deskLineOf, textToRead } from "./desk-line.ts";
import { type Filed, fileTexts } from "./file-texts.ts";
import { giveTagsAndLists } from "./give-tags-and-lists.ts";
import { limitAnswers } from "./limit-answers.ts";
import { decisionOf, type Facts, type NewText, type Read, readText } from "./read-text.ts";
import { type Reply, replyTo } from "./reply.ts";

export type { NewText } from "./read-text.ts";

/** A text that was taken in for the first time, for those who draw further consequences from it. */
export interface ReceivedText {
  shopId: string;
  id: string;
  conversationId: string;
  subscriberId: string;
  body: string;
  meaning: Read["meaning"];
  receivedAt: Date;
  /** The person agreed to marketing texts by it. */
  hasSubscribed: boolean;
  /** The shop's keyword that it says, and whether that has ended. */
  keyword: { words: string[]; hasEnded: boolean } | null;
  /** The tags that the keyword gave the person. */
  tags: string[];
}

const findForgotten = statement(
  "forgotten-shops",
  "SELECT id FROM shops WHERE id = ANY($1::uuid[]) AND redacted_at IS NOT NULL",
);
const readFacts = statementFile(import.meta.url, "./receive-facts.sql");

/**
 * Takes in what shoppers wrote: each text stands once in its person's conversation and is understood by its words.
 * STOP and START go into the consent ledger and are confirmed once, when they changed something; HELP is answered;
 * answers are limited to a few per person and hour (limit-answers.ts); what may be an opt-out waits for someone's
 * decision, and marketing with it; a keyword of the shop does what it is for (answer-keywords.ts); anything else is for
 * a person to read. Texts from what is no phone number (a short code, a name) are left out: there is no one to talk to; and
 * so are those to a store that was forgotten, for no one would ever erase them: a STOP of theirs has counted when it was
 * accepted, and needs no more than the hash. `next` is given the texts that are new, in the same transaction. Returns the
 * jobs to enqueue after the commit. Safe to repeat.
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
  const keywordsOf = await readKeywords(
    tx,
    known.map(({ text: { shopId } }) => shopId),
  );
  const filed = await fileTexts(
    tx,
    withPeople.map(({ text, subscriberId }) =>
      readText(text, subscriberId, facts.get(subscriberId), keywordsOf(text.shopId), now),
    ),
  );
  const outcomes = await decideTexts(
    tx,
    ctx,
    filed,
    await disclosuresShown(
      tx,
      filed.flatMap((it) => joiningText(it, facts)),
    ),
  );
  const confirmed = await confirmedKeywords(tx, filed.flatMap(whoSaidYes(outcomes)), keywordsOf, now);
  await keepUnclear(tx, filed, ctx.clock.now());
  const opened = await openConversations(tx, filed.map(textToRead(now)), now);
  const handed = await tellDesks(tx, ctx, filed.flatMap(deskLineOf(now)));
  const alerts = await alertJobs(
    tx,
    filed.flatMap(({ text, conversationId }) => (opened.has(conversationId) ? [text.shopId] : [])),
  );
  const pictures = await filePictures(tx, filed.map(textWithFiles), now);
  const mayAnswer = await limitAnswers(
    tx,
    filed.map(({ text: { shopId }, conversationId }) => ({ shopId, conversationId })),
    ctx.clock.now(),
  );
  const answerTo = ({
    text: { shopId, handledAs, receivedAt },
    id,
    subscriberId,
    conversationId,
    meaning,
    said,
  }: Filed) => {
    if (handledAs !== undefined || said !== null) return null;
    const unsubscribeUrl = unsubscribeLink(ctx, { shopId, subscriberId });
    const [person, keyword] = [facts.get(subscriberId), confirmed.get(subscriberId)];
    const answer = person && keyword ? keywordAnswer(keyword, person, receivedAt) : null;
    const reply = replyTo(meaning, person, outcomes.get(id), { unsubscribeUrl, answer });
    return reply !== null && mayAnswer(conversationId, reply.kind) ? reply : null;
  };
  const answers = await planTexts(
    tx,
    ctx,
    filed.flatMap((it) => planAnswers(it, answerTo(it), ctx)),
  );
  const keyworded = await answerKeywords(
    tx,
    ctx,
    filed.flatMap((it) => keywordText(it, facts, outcomes)),
    mayAnswer,
  );
  const confirmedBy = ({ id, subscriberId, said }: Filed) =>
    said === null && hasJoined(outcomes.get(id)) ? confirmed.get(subscriberId) : undefined;
  const welcomed = filed.flatMap((it) => {
    const keyword = confirmedBy(it);
    return keyword ? [{ shopId: it.text.shopId, subscriberId: it.subscriberId, keyword }] : [];
  });
  const tagged = [...keyworded.tagged, ...(await giveTagsAndLists(tx, ctx, welcomed))];
  // Each tag is news of the first text that gives it, so that its flow starts once.
  const untold = new Set(tagged.map(({ subscriberId, tag }) => `${subscriberId} ${tag}`));
  const received = filed.map((it) => {
    const tag = (it.said?.keyword ?? confirmedBy(it))?.tag ?? null;
    const tags = tag !== null && untold.delete(`${it.subscriberId} ${tag}`) ? [tag] : [];
    return receivedText(it, outcomes.get(it.id), tags, now);
  });
  const told = await publishEvents(tx, ctx, [...received.map(replyEvent), ...openedEvents(received, opened)]);
  return [...pictures, ...alerts, ...answers, ...keyworded.jobs, ...told, ...handed, ...(await next(received))];
}

function whoSaidYes(outcomes: Map<string, ConsentOutcome>) {
  return ({ text: { shopId }, id, subscriberId }: Filed) =>
    hasJoined(outcomes.get(id)) ? [{ shopId, subscriberId }] : [];
}

function textWithFiles({ text, id: textId, conversationId, subscriberId }: Filed) {
  const { shopId, provider, pictureRefs: refs = [] } = text;
  return { shopId, textId, conversationId, subscriberId, provider, refs };
}

function receivedText(
  { text, id, conversationId, subscriberId, meaning, said }: Filed,
  outcome: ConsentOutcome | undefined,
  tags: string[],
  now: Date,
): ReceivedText {
  const { shopId, body, receivedAt } = text;
  const hasSubscribed = outcome?.before.marketing !== "subscribed" && outcome?.after.marketing === "subscribed";
  const keyword = said && { words: said.keyword.words, hasEnded: hasEnded(said.keyword, now) };
  return { shopId, id, conversationId, subscriberId, body, meaning, receivedAt, hasSubscribed, keyword, tags };
}

function keywordText(it: Filed, facts: Map<string, Facts>, outcomes: Map<string, ConsentOutcome>): KeywordText[] {
  const person = facts.get(it.subscriberId);
  if (it.said === null || person === undefined) return [];
  const { shopId, senderId, body, receivedAt } = it.text;
  const { id, conversationId, subscriberId, said } = it;
  return [
    { id, shopId, senderId, conversationId, subscriberId, body, receivedAt, said, person, outcome: outcomes.get(id) },
  ];
}

function joiningText({ text, id, subscriberId, meaning, said }: Filed, facts: Map<string, Facts>) {
  if (said === null || meaning !== "opt-in") return [];
  const { shopId, senderId } = text;
  return [{ id, shopId, senderId, brand: facts.get(subscriberId)?.brand ?? "", keyword: said.keyword }];
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

/** Writes STOP and START into the ledger. Returns what became of each, by the text's id. */
async function decideTexts(
  tx: Sql,
  ctx: Pick<Context, "clock">,
  texts: Filed[],
  shown: Map<string, Record<string, unknown>>,
): Promise<Map<string, ConsentOutcome>> {
  const deciding = texts.filter(({ meaning }) => meaning === "opt-out" || meaning === "opt-in");
  const outcomes = await recordConsent(
    tx,
    ctx,
    deciding.map((it) => decisionOf(it, shown.get(it.id))),
  );
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

function planAnswers(it: Filed, reply: Reply | null, { clock }: Pick<Context, "clock">): PlannedText[] {
  if (reply === null) return [];
  return [
    {
      shopId: it.text.shopId,
      class: "reply",
      // A STOP ends what follows a START, which may carry a keyword's answer; nothing ends the answer to a STOP or HELP.
      purpose: reply.kind === "start" ? "transactional" : "compliance",
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
