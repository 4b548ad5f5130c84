import type { Merchant } from "#app/authenticate";
import { listSavedReplies } from "#domain/conversations/saved-replies/saved-replies";

/** Every saved reply, and the one that is edited; null: a new one. */
export async function readSavedReplies({ ctx, shopId }: Merchant, edit: string | null) {
  const replies = await listSavedReplies(ctx.db, shopId);
  return { replies, edited: replies.find(({ id }) => id === edit) ?? null };
}

export type SavedRepliesData = Awaited<ReturnType<typeof readSavedReplies>>;
