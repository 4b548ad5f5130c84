import { noteHappening } from "#domain/campaigns/event";
import { type CampaignChanges, checkChanges } from "#domain/campaigns/fields";
import type { Context } from "#domain/context";
import { newId } from "#platform/ids";
import { statement } from "#platform/statement";

const insert = statement(
  "insert-campaign",
  `INSERT INTO campaigns (shop_id, id, name, body, link_url, audience, sender_id, spend_cap_micros, is_urgent, created_at, updated_at)
   VALUES ($1, $2, $3, $4, $5, $6, (SELECT id FROM senders WHERE shop_id = $1 AND id = $7), $8, $9, $10, $10)`,
);

/** Makes a draft and returns its id. Refuses by the field what could not be saved (see fields.ts). */
export async function createCampaign(
  { db, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
  given: CampaignChanges = {},
): Promise<string> {
  const {
    name = "New campaign",
    body = "",
    linkUrl = null,
    audience = { kind: "all" },
    senderId = null,
    spendCapMicros = null,
    isUrgent = false,
  } = checkChanges(given);
  const id = newId();
  const now = clock.now();
  await db.transaction(async (tx) => {
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
    await tx.run(insert, columns);
    await noteHappening(tx, shopId, [id], { kind: "created", data: {} }, now);
  });
  return id;
}
