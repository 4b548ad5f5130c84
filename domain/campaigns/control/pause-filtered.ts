import { isDispatching } from "#domain/campaigns/state";
import type { Context } from "#domain/context";
import { statement } from "#platform/sql/statement";
import { lockCampaign } from "./lock.ts";
import { pauseAll } from "./pause.ts";

/** Fewer texts taken for spam than this say nothing yet. */
export const FEWEST_FILTERED = 5;
/** Of the texts reported on; carriers filter one or two in a hundred of good senders. */
const FILTERED_SHARE = 0.05;

const judge = statement(
  "judge-filtered",
  `SELECT f.count - f.judged_count AS filtered, (
     SELECT coalesce(sum(t.count), 0)::int FROM message_tallies t
     WHERE t.shop_id = $1 AND t.source_id = $2 AND t.state IN ('delivered', 'failed')) - f.judged_reports AS reports
   FROM filtered_texts f WHERE f.shop_id = $1 AND f.source_id = $2 FOR UPDATE`,
);
const noteJudged = statement(
  "note-judged-filtered",
  `UPDATE filtered_texts SET judged_count = count, judged_reports = judged_reports + $3 WHERE shop_id = $1 AND source_id = $2`,
);

/**
 * Pauses a campaign of which carriers take too many texts for spam: going on would harm the number for every later text.
 * Only what was reported since it was last paused for this counts, so a resumed one is given its chance. Returns whether it
 * was paused; safe to repeat.
 */
export async function pauseWhenFiltered(
  { db, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
  campaignId: string,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const { state } = await lockCampaign(tx, shopId, campaignId);
    if (!isDispatching(state)) return false;
    const [seen] = await tx.run<{ filtered: number; reports: number }>(judge, [shopId, campaignId]);
    if (!seen || seen.filtered < FEWEST_FILTERED || seen.filtered < seen.reports * FILTERED_SHARE) return false;
    await tx.run(noteJudged, [shopId, campaignId, seen.reports]);
    const { filtered } = seen;
    await pauseAll(tx, shopId, [campaignId], { because: "filtered", filtered }, clock.now());
    return true;
  });
}
