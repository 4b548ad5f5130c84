import { newId } from "#platform/ids";
import type { Db } from "#platform/sql/db";

/** A help desk that is disconnected, and in it a ticket and a line of the person's conversation, each with the word. */
export async function fillHelpDesk(
  { prisma }: Pick<Db, "prisma">,
  of: { shopId: string; subscriberId: string; conversationId: string },
  word: string,
  now: Date,
): Promise<void> {
  const { shopId } = of;
  const deskId = newId();
  await prisma.helpDesk.create({
    data: {
      ...{ shopId, id: deskId, kind: "gorgias", subdomain: word, userName: `ada@${word}.test`, hookId: "1" },
      ...{
        sealedToken: word,
        sealedSecret: word,
        handsOver: "by-hand",
        topics: [],
        createdAt: now,
        disconnectedAt: now,
      },
    },
  });
  const inDesk = { ...of, createdAt: now };
  await prisma.helpDeskTicket.create({ data: { ...inDesk, deskId, ticketId: `${word}-ticket` } });
  await prisma.helpDeskLine.create({
    data: { ...inDesk, id: newId(), kind: "text", key: "text:1", body: `${word} question`, endedAt: now },
  });
}
