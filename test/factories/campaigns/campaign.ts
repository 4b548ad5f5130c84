import type { Campaign, Prisma } from "@prisma/client";
import { newId } from "#platform/ids";
import type { Db } from "#platform/sql/db";
import { TUESDAY_MORNING } from "../context.ts";
import { aSender } from "../sender.ts";
import { aShop } from "../shop.ts";

/** A complete draft to everyone, of a shop that has a number; make it move with the verbs of domain/campaigns. */
export async function aCampaign(
  db: Pick<Db, "prisma">,
  given: Partial<Prisma.CampaignUncheckedCreateInput> = {},
): Promise<Campaign & { senderId: string }> {
  const shopId = given.shopId ?? (await aShop(db)).id;
  const senderId = given.senderId ?? (await aSender(db, { shopId })).id;
  const campaign = await db.prisma.campaign.create({
    data: {
      id: newId(),
      name: "Winter sale",
      body: "Hi {{ customer.first_name }}, 20% off until Sunday: {{ link }}",
      linkUrl: "https://harbor-candles.test/sale",
      createdAt: TUESDAY_MORNING,
      updatedAt: TUESDAY_MORNING,
      ...given,
      shopId,
      senderId,
    },
  });
  return { ...campaign, senderId };
}
