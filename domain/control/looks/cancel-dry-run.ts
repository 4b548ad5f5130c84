import type { Context } from "#domain/context";
import type { Act, Answer } from "#domain/control/act";
import { noteOperatorEvent } from "#domain/control/events/operator-event";
import { isId } from "#platform/ids";
import { statement } from "#platform/sql/statement";

const cancel = statement(
  "cancel-dry-run-of-campaign",
  `UPDATE dry_runs SET state = 'cancelled', tally = NULL WHERE campaign_id = $1 AND state = 'under-way' RETURNING shop_id`,
);

/** Cancels the dry run of a campaign that is under way. The merchant can start it again. Safe to repeat. */
export async function cancelDryRun(
  { db, clock }: Pick<Context, "db" | "clock">,
  { campaignId, ...act }: Act & { campaignId: string },
): Promise<Answer> {
  const hasChanged = await db.transaction(async (tx) => {
    if (!isId(campaignId) || (await tx.run(cancel, [campaignId])).length === 0) return false;
    const target = `campaign ${campaignId}`;
    await noteOperatorEvent(tx, { ...act, at: clock.now(), action: "cancel-dry-run", target });
    return true;
  });
  const sentence = hasChanged ? "The dry run is canceled." : "No dry run of that campaign is under way.";
  return { hasChanged, sentence };
}
