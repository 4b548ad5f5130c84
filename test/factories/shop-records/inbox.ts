import { newId } from "#platform/ids";
import type { Db } from "#platform/sql/db";

/** A conversation of the person's with a picture and a note, and a saved reply of the shop's, each with the word. */
export async function fillInbox(
  { prisma }: Pick<Db, "prisma">,
  own: { shopId: string; subscriberId: string },
  word: string,
  now: Date,
): Promise<{ conversationId: string; noteId: string; pictureId: string; savedReplyId: string }> {
  const { shopId } = own;
  const conversationId = newId();
  await prisma.conversation.create({ data: { ...own, id: conversationId, lastTextAt: now } });
  const [noteId, savedReplyId, pictureId] = [newId(), newId(), newId()];
  await prisma.conversationPicture.create({
    data: {
      ...{ ...own, id: pictureId, conversationId, textId: newId(), place: 0, provider: "twilio", createdAt: now },
      ...{ state: "held", contentType: "image/png", width: 1, height: 1, size: 9, bytes: Buffer.from(`${word} png`) },
    },
  });
  await prisma.conversationNote.create({
    data: {
      ...{ ...own, id: noteId, conversationId, key: "first", body: `${word} note`, createdAt: now },
      ...{ byKind: "staff", byId: `${word}-user`, byName: `${word} clerk` },
    },
  });
  await prisma.savedReply.create({
    data: {
      ...{ shopId, id: savedReplyId, name: `${word} hours`, shortcut: "hours", body: `${word} reply` },
      ...{ createdAt: now, updatedAt: now },
    },
  });
  return { conversationId, noteId, pictureId, savedReplyId };
}
