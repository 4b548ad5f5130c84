import type { Context } from "#domain/context";
import type { Job } from "#domain/jobs";
import { monthOf } from "#domain/messages/month";
import { planTexts } from "#domain/messages/plan";
import { senderFor } from "#domain/senders/choose";
import { UserError } from "#domain/user-error";
import { newId } from "#platform/ids";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Tx } from "#platform/sql/db";
import { statement, statementFile } from "#platform/sql/statement";
import { programTextsFullUntil } from "./limit-program-texts.ts";

export interface SingleText {
  subscriberId: string;
  /** As it is sent. */
  body: string;
  /** Never sent later than this. */
  expiresAt: Date;
}

interface PlannedText {
  kind: "planned";
  id: string;
  jobs: Job[];
}

/** Opens the conversation and locks it, and reads nothing else of use here. */
const openConversation = statementFile(import.meta.url, "./ask-to-confirm.sql");

const findPlanned = statement(
  "find-single-text",
  "SELECT id FROM messages WHERE shop_id = $1 AND month = $2 AND source_id = $3 AND occurrence = $4",
);

/**
 * Plans one transactional text to one person, in their conversation: about something they did or asked for. Every gate of a transactional
 * text decides on it when it is claimed; after a STOP it is not sent. Refuses a person whom the shop doesn't have, and a shop without a
 * number in service. Returns the text's id and the jobs owed after the commit, or until when the person has had enough of such texts
 * (limit-program-texts.ts). Each call is another text.
 */
export async function planSingleText(
  tx: Tx,
  { clock }: Pick<Context, "clock">,
  shopId: string,
  { subscriberId, body, expiresAt }: SingleText,
): Promise<PlannedText | { kind: "too-many"; until: Date }> {
  const now = clock.now();
  const known = await tx.prisma.subscriber.count({ where: { shopId, id: subscriberId, redactedAt: null } });
  if (known === 0) throw new UserError("subscriber-not-found", "This subscriber wasn’t found.");
  const sender = await senderFor(tx, shopId);
  if (!sender)
    throw new UserError("text-no-sender", "No number is connected. Connect one in Settings, then try again.");
  const t = columnsOf([subscriberId], { shop_id: () => shopId, subscriber_id: (id) => id, id: () => newId() });
  const [conversation] = await tx.run<{ conversationId: string }>(...batch(openConversation, { t }, [now]));
  if (!conversation) throw new Error("A conversation was not opened.");
  const { conversationId: sourceId } = conversation;
  const until = await programTextsFullUntil(tx, { clock }, { shopId, subscriberId, conversationId: sourceId });
  if (until !== null) return { kind: "too-many", until };
  const occurrence = `single:${newId()}`;
  const jobs = await planTexts(tx, { clock }, [
    {
      ...{ shopId, class: "transactional", purpose: "transactional", sourceKind: "conversation", sourceId, occurrence },
      ...{ subscriberId, senderId: sender.id, dueAt: now, expiresAt, body },
    },
  ]);
  const [planned] = await tx.run<{ id: string }>(findPlanned, [shopId, monthOf(now), sourceId, occurrence]);
  if (!planned) throw new Error("A text that was planned is not there.");
  return { kind: "planned", id: planned.id, jobs };
}
