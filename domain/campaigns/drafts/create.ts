import { recordCampaignEvent } from "#domain/campaigns/event";
import type { Context } from "#domain/context";
import { enforceLimit, type Limit, lockShop } from "#domain/shops/admit";
import { newId } from "#platform/ids";
import { statement } from "#platform/sql/statement";
import { type CampaignChanges, checkChanges } from "./fields.ts";

const insert = statement(
  "insert-campaign",
  `INSERT INTO campaigns (shop_id, id, name, body, link_url, audience, sender_id, spend_cap_micros, is_urgent, created_at, updated_at)
   VALUES ($1, $2, $3, $4, $5, $6, (SELECT id FROM senders WHERE shop_id = $1 AND id = $7), $8, $9, $10, $10)
   ON CONFLICT (shop_id, id) DO NOTHING RETURNING 1 AS made`,
);

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
    const columns = [
      shopId,
      id,
      name,
      body,
      linkUrl,
      JSON.stringify(audience),
      senderId,
      spendCapMicros,
      isUrgent,
      now,
    ];
    await lockShop(tx, shopId);
    const [row] = await tx.run(insert, columns);
    if (!row) return false;
    await enforceLimit(DRAFTS, tx, shopId);
    await recordCampaignEvent(tx, shopId, [id], { kind: "created", data: {} }, now);
    return true;
  });
}
