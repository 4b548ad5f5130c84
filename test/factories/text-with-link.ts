import { newCode } from "#domain/links/code";
import { newId } from "#platform/ids";
import type { Db } from "#platform/sql/db";
import { TUESDAY_MORNING } from "./context.ts";
import { aSender } from "./sender.ts";
import { aSubscriber } from "./subscriber.ts";

const MONTH = "2026-11-01";

export interface LinkedText {
  shopId: string;
  subscriberId: string;
  messageId: string;
  /** The campaign, or the enrollment. */
  sourceId: string;
  code: string;
}

interface Given extends Partial<Omit<LinkedText, "messageId" | "code">> {
  sourceKind?: "campaign" | "flow";
  /** When it was claimed. A minute before Tuesday morning unless given: a tap on Tuesday morning is a certain one. */
  claimedAt?: Date;
  /** When it was handed over; null while that is not known. The time of the claim unless given. */
  handedAt?: Date | null;
}

const A_MINUTE_BEFORE = new Date(TUESDAY_MORNING.getTime() - 60_000);

/** A delivered text with a short link in it; a campaign's, to a new subscriber, unless something else is given. */
export async function aTextWithLink(
  { prisma }: Pick<Db, "prisma">,
  { claimedAt = A_MINUTE_BEFORE, handedAt = claimedAt, ...given }: Given = {},
): Promise<LinkedText> {
  const owner =
    given.shopId && given.subscriberId
      ? { shopId: given.shopId, id: given.subscriberId }
      : await aSubscriber({ prisma }, given.shopId ? { shopId: given.shopId } : {});
  const { shopId, id: subscriberId } = owner;
  const sender = await aSender({ prisma }, { shopId });
  const text = { shopId, subscriberId, messageId: newId(), sourceId: given.sourceId ?? newId(), code: newCode() };
  await prisma.message.create({
    data: {
      shopId,
      month: new Date(MONTH),
      id: text.messageId,
      class: given.sourceKind ?? "campaign",
      purpose: "marketing",
      sourceKind: given.sourceKind ?? "campaign",
      sourceId: text.sourceId,
      subscriberId,
      senderId: sender.id,
      state: handedAt === null ? "sending" : "delivered",
      dueAt: claimedAt,
      expiresAt: TUESDAY_MORNING,
      handedAt,
      deliveredAt: handedAt,
      createdAt: claimedAt,
      linkCode: text.code,
    },
  });
  const { code, messageId } = text;
  const link = { code, shopId, messageMonth: new Date(MONTH), messageId, subscriberId };
  await prisma.shortLink.create({
    data: { ...link, targetUrl: "https://harbor-candles.test/cart", createdAt: claimedAt },
  });
  return text;
}
