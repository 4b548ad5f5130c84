import { recordCampaignEvent } from "#domain/campaigns/event";
import type { Context } from "#domain/context";
import { enforceLimit, type Limit, lockShop } from "#domain/shops/admit";
import { newId } from "#platform/ids";
import { statement } from "#platform/sql/statement";
import { storableValue } from "#platform/sql/storable";
import { type CampaignChanges, checkChanges } from "./fields.ts";

/** The editor's list and its search stay quick, and no merchant keeps so many apart. */
export const DRAFTS: Limit = {
  most: 2_000,
  count: statement("count-drafts", "SELECT count(*) AS count FROM campaigns WHERE shop_id = $1 AND state = 'draft'"),
  code: "campaign-drafts-many",
  says: "Your store has reached the limit of 2,000 campaign drafts. Delete drafts you don’t need, then try again.",
};

/** Makes a draft and returns its id. Refuses by the field what could not be saved (see fields.ts). */
export async function createCampaign(
  ctx: Pick<Context, "db" | "clock">,
  shopId: string,
  given: CampaignChanges = {},
): Promise<string> {
  const id = newId();
  await createCampaignOnce(ctx, shopId, id, given);
  return id;
}

/**
 * The same under an id that the asker has chosen: a form that is posted twice makes one draft. False, and nothing is changed,
 * when the shop has a campaign of that id already.
 */
export async function createCampaignOnce(
  { db, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
  id: string,
  given: CampaignChanges,
): Promise<boolean> {
  const {
    name = "New campaign",
    body = "",
    linkUrl = null,
    audience = { kind: "all" },
    senderId = null,
    spendCapMicros = null,
    isUrgent = false,
  } = await checkChanges(given);
  const now = clock.now();
  return db.transaction(async (tx) => {
    await lockShop(tx, shopId);
    // A sender that is not the shop's is left out.
    const own = senderId && (await tx.prisma.sender.count({ where: { shopId, id: senderId } })) > 0 ? senderId : null;
    const draft = {
      shopId,
      id,
      name,
      body,
      linkUrl,
      senderId: own,
      spendCapMicros,
      isUrgent,
      createdAt: now,
      updatedAt: now,
    };
    const data = { ...draft, audience: storableValue(audience) };
    const { count } = await tx.prisma.campaign.createMany({ data, skipDuplicates: true });
    if (count === 0) return false;
    await enforceLimit(DRAFTS, tx, shopId);
    await recordCampaignEvent(tx, shopId, [id], { kind: "created", data: {} }, now);
    return true;
  });
}
