import { notFoundError } from "#domain/user-error";
import { isId } from "#platform/ids";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

/**
 * open: someone should read or answer it. waiting: it was answered, and the shopper has not written since. snoozed: open again
 * from a time on. closed: done. A text that a person wrote opens it from any of them.
 */
export const conversationStates = ["open", "waiting", "snoozed", "closed"] as const;
export type ConversationState = (typeof conversationStates)[number];

/** Who did something: a user of the store's, a program with a key, or a help desk. */
export interface Author {
  kind: "staff" | "api-key" | "help-desk";
  id: string;
  /** Null when it isn't known. */
  name: string | null;
}

export interface Assignee {
  id: string;
  name: string | null;
}

/** Names a conversation in a shop. */
export interface ConversationRef {
  shopId: string;
  conversationId: string;
}

/** A conversation that no one else changes, with its person, until the transaction ends. */
export interface LockedConversation {
  id: string;
  subscriberId: string;
  /** The person's data was erased: nothing is written about them any more. */
  isErased: boolean;
  state: ConversationState;
  unread: number;
  snoozedUntil: Date | null;
  assigneeId: string | null;
  lastTextAt: Date;
}

/** The person first, as an erasure does: what is written here is erased with them, or sees that they were. */
const lockPerson = statement(
  "lock-person-of-conversation",
  `SELECT s.redacted_at IS NOT NULL AS "isErased" FROM conversations c
   JOIN subscribers s ON s.shop_id = c.shop_id AND s.id = c.subscriber_id
   WHERE c.shop_id = $1 AND c.id = $2 FOR NO KEY UPDATE OF s`,
);
const lock = statement(
  "lock-conversation",
  `SELECT id, subscriber_id AS "subscriberId", state, unread, snoozed_until AS "snoozedUntil", assignee_id AS "assigneeId",
          last_text_at AS "lastTextAt"
   FROM conversations WHERE shop_id = $1 AND id = $2 FOR UPDATE`,
);

/**
 * Locks the person and then their conversation: callers hold neither a conversation nor a person of a higher id. Throws a UserError
 * for an id that is no conversation of the shop's.
 */
export async function lockConversation(
  tx: Sql,
  { shopId, conversationId }: ConversationRef,
): Promise<LockedConversation> {
  const values = [shopId, conversationId];
  const [person] = isId(conversationId) ? await tx.run<{ isErased: boolean }>(lockPerson, values) : [];
  const [found] = person ? await tx.run<Omit<LockedConversation, "isErased">>(lock, values) : [];
  if (!person || !found) throw notFoundError("conversation");
  return { ...found, ...person };
}

/** The columns in which an author is kept, as one; null when no one did it. */
export function authorOf(row: { byKind: string | null; byId: string | null; byName: string | null }): Author | null {
  if (row.byKind === null || row.byId === null) return null;
  return { kind: row.byKind as Author["kind"], id: row.byId, name: row.byName }; // only authors are written there
}
