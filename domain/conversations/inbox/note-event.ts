import { newId } from "#platform/ids";
import type { Tx } from "#platform/sql/db";
import type { Author } from "./conversation.ts";

export type ConversationEventKind = "assigned" | "unassigned" | "closed" | "reopened" | "snoozed" | "woken";

interface NewEvent {
  shopId: string;
  conversationId: string;
  subscriberId: string;
  kind: ConversationEventKind;
  by: Author;
  /** What the thread shows of it: the assignee, or until when it is snoozed. */
  data?: { assigneeId?: string; assignee?: string; until?: string };
}

/** Adds to the thread what someone did with the conversation. Not safe to repeat: the caller holds the conversation. */
export async function noteEvent(tx: Tx, { by, data = {}, ...event }: NewEvent, at: Date): Promise<void> {
  await tx.prisma.conversationEvent.create({
    data: { ...event, id: newId(), byKind: by.kind, byId: by.id, byName: by.name, data, at },
  });
}
