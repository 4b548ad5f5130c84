import type { Context } from "#domain/context";
import { reasons } from "#domain/messages/reason";
import { enforceLimit, type Limit } from "#domain/shops/admit";
import { UserError } from "#domain/user-error";
import { isId, newId } from "#platform/ids";
import { statement } from "#platform/sql/statement";
import { storableText } from "#platform/sql/storable";
import { type Author, type ConversationRef, lockConversation } from "./conversation.ts";
import { tellPages } from "./tell-pages.ts";

export const LONGEST_NOTE = 2_000;
const limit: Limit = {
  most: 200,
  count: statement(
    "count-conversation-notes",
    "SELECT count(*)::int AS count FROM conversation_notes WHERE shop_id = $1 AND conversation_id = $2",
  ),
  code: "notes-too-many",
  says: "A conversation can have up to 200 notes. Delete one first.",
};

/**
 * Adds a note that only the store's people see. The same key adds one note, however often it comes. Refuses by the field
 * "note" one that is empty or longer than 2,000 characters, or about a person whose data was erased; and more than 200 in a
 * conversation.
 */
export async function addNote(
  ctx: Pick<Context, "db" | "clock" | "hints">,
  { shopId, conversationId, by, key, body: typed }: ConversationRef & { by: Author; key: string; body: string },
): Promise<void> {
  const body = storableText(typed).trim();
  if (body === "") throw new UserError("note-empty", "Enter a note.", "note");
  if (body.length > LONGEST_NOTE)
    throw new UserError("note-too-long", `Use at most ${LONGEST_NOTE.toLocaleString("en-US")} characters.`, "note");
  await ctx.db.transaction(async (tx) => {
    const { subscriberId, isErased } = await lockConversation(tx, { shopId, conversationId });
    if (isErased) throw new UserError("redacted", `${reasons.redacted} You can’t add notes about them.`, "note");
    const note = { shopId, conversationId, subscriberId, key: key.slice(0, 200), body, createdAt: ctx.clock.now() };
    const author = { byKind: by.kind, byId: by.id, byName: by.name };
    await tx.prisma.conversationNote.createMany({ data: { ...note, ...author, id: newId() }, skipDuplicates: true });
    await enforceLimit(limit, tx, shopId, conversationId);
  });
  tellPages(ctx, [{ shopId, conversationId }]);
}

/** Safe to repeat. */
export async function deleteNote(
  { db }: Pick<Context, "db">,
  { shopId, conversationId, noteId }: { shopId: string; conversationId: string; noteId: string },
): Promise<void> {
  if (isId(noteId)) await db.prisma.conversationNote.deleteMany({ where: { shopId, conversationId, id: noteId } });
}
