import { newId } from "#platform/ids";
import type { Db } from "#platform/sql/db";

/** A reply of the person's that waits for a decision. Returns its id. */
export async function fillReplyReview(
  { prisma }: Pick<Db, "prisma">,
  about: { shopId: string; subscriberId: string; conversationId: string; senderId: string; phoneHash: string },
  word: string,
  now: Date,
): Promise<string> {
  const { conversationId, senderId, phoneHash, ...own } = about;
  const [textId, unsureReplyId] = [newId(), newId()];
  await prisma.inboundText.create({
    data: {
      ...{ ...own, id: textId, conversationId, senderId, provider: "twilio", providerId: newId() },
      ...{ body: `${word} question`, meaning: "unsure", receivedAt: now },
    },
  });
  await prisma.replyReview.create({
    data: {
      ...{
        ...own,
        id: unsureReplyId,
        phoneHash,
        textId,
        receivedAt: now,
        decideBy: now,
        closesAt: now,
      },
      evidence: { rule: "phrase", phrase: `${word} phrase`, language: "en", doubt: "ambiguous" },
    },
  });
  await prisma.replyReviewEvent.create({
    data: { shopId: own.shopId, id: newId(), replyId: unsureReplyId, kind: "opened", by: "shopper", textId, at: now },
  });
  return unsureReplyId;
}
