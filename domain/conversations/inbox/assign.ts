import type { Context } from "#domain/context";
import { enqueueAll } from "#domain/jobs";
import { publishEvents } from "#domain/webhooks-out/publish-events";
import { newId } from "#platform/ids";
import { type Assignee, type Author, type ConversationRef, lockConversation } from "./conversation.ts";
import { noteEvent } from "./note-event.ts";
import { tellPages } from "./tell-pages.ts";

const LONGEST_NAME = 120;

/** Gives a conversation to a user of the store's, or with null to no one. Safe to repeat. */
export async function assignConversation(
  ctx: Pick<Context, "db" | "clock" | "hints" | "enqueue">,
  { shopId, conversationId, by, to }: ConversationRef & { by: Author; to: Assignee | null },
): Promise<void> {
  const name = to?.name?.trim().slice(0, LONGEST_NAME) || null;
  const jobs = await ctx.db.transaction(async (tx) => {
    const found = await lockConversation(tx, { shopId, conversationId });
    if (found.assigneeId === (to?.id ?? null)) return [];
    const event = { shopId, conversationId, subscriberId: found.subscriberId, by };
    await noteEvent(
      tx,
      {
        ...event,
        kind: to ? "assigned" : "unassigned",
        data: { ...(to && { assigneeId: to.id }), ...(name !== null && { assignee: name }) },
      },
      ctx.clock.now(),
    );
    const data = { assigneeId: to?.id ?? null, assigneeName: name };
    await tx.prisma.conversation.update({ where: { shopId_id: { shopId, id: conversationId } }, data });
    const { subscriberId } = found;
    return publishEvents(tx, ctx, [
      {
        ...{ shopId, subscriberId, type: "conversation.assigned", key: newId(), at: ctx.clock.now() },
        data: {
          conversation: { id: conversationId },
          by: { kind: by.kind, name: by.name },
          to: to && { id: to.id, name },
        },
      },
    ]);
  });
  await enqueueAll(ctx.enqueue, jobs);
  tellPages(ctx, [{ shopId, conversationId }]);
}
