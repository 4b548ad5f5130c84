import type { Context } from "#domain/context";
import { type ConversationRef, lockConversation } from "./conversation.ts";
import { tellPages } from "./tell-pages.ts";

type Marking = Pick<Context, "db" | "clock" | "hints">;

/**
 * Someone has read it up to the text that came last at `upTo` (its `lastTextAt` as the page showed it): a text that came since
 * stays unread. Safe to repeat.
 */
export async function markRead(ctx: Marking, of: ConversationRef & { upTo: Date }): Promise<void> {
  await mark(ctx, of, ({ unread, lastTextAt }) => (unread === 0 || lastTextAt > of.upTo ? null : 0));
}

/** Counts one text of it as unread again. Safe to repeat. */
export async function markUnread(ctx: Marking, of: ConversationRef): Promise<void> {
  await mark(ctx, of, ({ unread }) => (unread > 0 ? null : 1));
}

async function mark(
  ctx: Marking,
  { shopId, conversationId }: ConversationRef,
  decide: (found: { unread: number; lastTextAt: Date }) => number | null,
): Promise<void> {
  const isChanged = await ctx.db.transaction(async (tx) => {
    const unread = decide(await lockConversation(tx, { shopId, conversationId }));
    if (unread === null) return false;
    const data = { unread, ...(unread === 0 && { readAt: ctx.clock.now() }) };
    await tx.prisma.conversation.update({ where: { shopId_id: { shopId, id: conversationId } }, data });
    return true;
  });
  if (isChanged) tellPages(ctx, [{ shopId, conversationId }]);
}
