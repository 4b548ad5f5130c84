import { isId } from "#platform/ids";
import type { Db, Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import type { Assignee, ConversationState } from "./conversation.ts";

export interface Conversation {
  id: string;
  subscriberId: string;
  /** E.164; null after an erasure. */
  phone: string | null;
  firstName: string | null;
  lastName: string | null;
  state: ConversationState;
  unreadTexts: number;
  assignee: Assignee | null;
  snoozedUntil: Date | null;
  lastTextAt: Date;
  /** The `key` of the answer to what the thread shows now: tabs that show the same send one text. */
  answerKey: string;
}

type Row = Omit<Conversation, "assignee" | "answerKey"> & {
  assigneeId: string | null;
  assigneeName: string | null;
  lastId: string | null;
};

const find = statement(
  "find-conversation",
  `SELECT c.id, c.subscriber_id AS "subscriberId", s.phone, s.first_name AS "firstName", s.last_name AS "lastName", c.state,
          c.unread AS "unreadTexts", c.assignee_id AS "assigneeId", c.assignee_name AS "assigneeName",
          c.snoozed_until AS "snoozedUntil", c.last_text_at AS "lastTextAt",
          (SELECT id FROM (
             (SELECT i.id, i.received_at AS at FROM inbound_texts i WHERE i.shop_id = c.shop_id AND i.conversation_id = c.id
              ORDER BY i.received_at DESC, i.id DESC LIMIT 1)
             UNION ALL
             (SELECT a.id, a.created_at FROM conversation_answers a WHERE a.shop_id = c.shop_id AND a.conversation_id = c.id
              ORDER BY a.created_at DESC, a.id DESC LIMIT 1)) t ORDER BY at DESC, id DESC LIMIT 1) AS "lastId"
   FROM conversations c JOIN subscribers s ON s.shop_id = c.shop_id AND s.id = c.subscriber_id
   WHERE c.shop_id = $1 AND c.id = $2`,
);
/** One conversation; null when the shop has none of this id. */
export async function findConversation(db: Sql, shopId: string, id: string): Promise<Conversation | null> {
  const [row] = isId(id) ? await db.run<Row>(find, [shopId, id]) : [];
  if (!row) return null;
  const { assigneeId, assigneeName, lastId, ...rest } = row;
  const assignee = assigneeId === null ? null : { id: assigneeId, name: assigneeName };
  return { ...rest, assignee, answerKey: `after:${lastId ?? "nothing"}` };
}

/** The id of a subscriber's conversation; null when nothing was ever written. */
export async function conversationOf(
  { prisma }: Pick<Db, "prisma">,
  shopId: string,
  subscriberId: string,
): Promise<string | null> {
  if (!isId(subscriberId)) return null;
  const found = await prisma.conversation.findFirst({ where: { shopId, subscriberId }, select: { id: true } });
  return found?.id ?? null;
}
