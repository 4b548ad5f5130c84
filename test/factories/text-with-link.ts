import { newCode } from "#domain/links/code";
import type { Db } from "#platform/db";
import { newId } from "#platform/ids";
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

/** A delivered text with a short link in it; a campaign's, to a new subscriber, unless something else is given. */
export async function aTextWithLink(
  { prisma }: Pick<Db, "prisma">,
  given: Partial<Omit<LinkedText, "messageId" | "code">> & { sourceKind?: "campaign" | "flow" } = {},
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
      state: "delivered",
      dueAt: TUESDAY_MORNING,
      expiresAt: TUESDAY_MORNING,
      deliveredAt: TUESDAY_MORNING,
      createdAt: TUESDAY_MORNING,
      linkCode: text.code,
    },
  });
  const { code, messageId } = text;
  const link = { code, shopId, messageMonth: new Date(MONTH), messageId, subscriberId };
  await prisma.shortLink.create({
    data: { ...link, targetUrl: "https://harbor-candles.test/cart", createdAt: TUESDAY_MORNING },
  });
  return text;
}
