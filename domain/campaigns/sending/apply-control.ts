import { lockCampaign } from "#domain/campaigns/control/lock";
import type { LocalClock } from "#domain/campaigns/drafts/local-time";
import { type CampaignState, isDispatching } from "#domain/campaigns/state";
import type { Context } from "#domain/context";
import { enqueueAll, type Job, turnJob } from "#domain/jobs";
import { PARKED } from "#domain/messages/waiting";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { type CampaignHours, chunkWindows } from "./chunk-window.ts";

/** Texts touched in one transaction: a lane that needs one of them waits for no more than these. */
const PAGE = 5_000;

const look = statement(
  "look-at-control",
  `SELECT c.state, c.expires_at AS "expiresAt", c.local_time AS "localTime",
          g.texting_starts_minute AS "startsMinute", g.texting_ends_minute AS "endsMinute",
          g.stricter_rules AS "stricter"
   FROM campaigns c JOIN shop_settings g ON g.shop_id = c.shop_id WHERE c.shop_id = $1 AND c.id = $2 AND c.is_settling`,
);

interface Controlled extends CampaignHours {
  state: CampaignState;
}

/**
 * A text that is just being claimed is passed over: its claim asks the campaign, and parks or ends it itself. So may be some
 * at the turn of a month (domain/messages/delivery/receipts.sql); `left` counts them, and they are changed when the job runs again.
 */
const end = statement(
  "end-waiting-page",
  `WITH page AS MATERIALIZED (
     SELECT shop_id, month, id FROM messages WHERE shop_id = $1 AND source_id = $2 AND is_waiting
     LIMIT $4 FOR UPDATE SKIP LOCKED)
   UPDATE messages m SET state = 'skipped', reason = 'campaign-cancelled', ended_at = $3
   FROM page p WHERE m.shop_id = p.shop_id AND m.month = p.month AND m.id = p.id
   RETURNING m.id`,
);

const wake = statement(
  "wake-waiting-page",
  `WITH page AS MATERIALIZED (
     SELECT shop_id, month, id FROM messages
     WHERE shop_id = $1 AND source_id = $2 AND is_waiting AND (expires_at <> $5 OR due_at = $6)
     LIMIT $4 FOR UPDATE SKIP LOCKED)
   UPDATE messages m SET expires_at = $5, due_at = CASE WHEN m.due_at = $6 THEN $3::timestamptz ELSE m.due_at END
   FROM page p WHERE m.shop_id = p.shop_id AND m.month = p.month AND m.id = p.id
   RETURNING m.id`,
);

const clocksOfChunks = statement(
  "clocks-of-chunks",
  `SELECT DISTINCT rule_signature AS signature, time_zone AS zone FROM campaign_chunks
   WHERE shop_id = $1 AND campaign_id = $2 AND state = 'ready'`,
);

const moveChunks = statement(
  "move-chunks",
  `UPDATE campaign_chunks k SET due_at = t.due_at, closes_at = t.closes_at
   FROM unnest($3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[]) AS t(signature, zone, due_at, closes_at)
   WHERE k.shop_id = $1 AND k.campaign_id = $2 AND k.state = 'ready'
     AND k.rule_signature = t.signature AND k.time_zone IS NOT DISTINCT FROM t.zone`,
);

const left = statement(
  "left-of-control",
  `SELECT 1 AS left FROM messages
   WHERE shop_id = $1 AND source_id = $2 AND is_waiting AND ($3::timestamptz IS NULL OR expires_at <> $3 OR due_at = $4)
   LIMIT 1`,
);

const markApplied = statement(
  "control-applied",
  "UPDATE campaigns SET is_settling = false WHERE shop_id = $1 AND id = $2",
);

/**
 * Does, page by page, what a resume or a cancel has left to be done because there may be very much of it: texts that waited
 * through the pause get its length added to their deadline and are due again, and chunks meet today's hours; those of a
 * cancelled campaign end skipped. Nothing of it can leave wrongly meanwhile: claims are told by campaignSource. Safe to
 * repeat, to break off and to run twice; enqueues itself while a claim holds something.
 */
export async function applyControl(
  { db, clock, enqueue }: Pick<Context, "db" | "clock" | "enqueue">,
  shopId: string,
  campaignId: string,
): Promise<void> {
  const [campaign] = await db.run<Controlled>(look, [shopId, campaignId]);
  if (!campaign) return;
  const { state, expiresAt } = campaign;
  const now = clock.now();
  if (state === "cancelled") await allPages(db, end, [shopId, campaignId, now, PAGE]);
  else if (isDispatching(state)) {
    await meetHours(db, shopId, campaignId, campaign, now);
    await allPages(db, wake, [shopId, campaignId, now, PAGE, expiresAt, PARKED]);
  } else return;
  const isDone = await db.transaction((tx) => finishControl(tx, shopId, campaignId, campaign));
  const turns = isDispatching(state) ? [turnJob({ class: "campaign", shopId })] : [];
  const again: Job = { name: "campaign", payload: { shopId, campaignId } };
  await enqueueAll(enqueue, [...turns, ...(isDone ? [] : [again])]);
}

async function allPages(db: Sql, page: typeof end, values: unknown[]): Promise<void> {
  while ((await db.run(page, values)).length === PAGE);
}

async function meetHours(db: Sql, shopId: string, campaignId: string, hours: CampaignHours, now: Date): Promise<void> {
  const clocks = await db.run<LocalClock>(clocksOfChunks, [shopId, campaignId]);
  const windows = clocks.map(chunkWindows(hours, now));
  await db.run(
    ...batch(
      moveChunks,
      {
        t: {
          ...columnsOf(clocks, { signature: ({ signature }) => signature, zone: ({ zone }) => zone }),
          due_at: windows.map(({ dueAt }) => dueAt),
          closes_at: windows.map(({ closesAt }) => closesAt),
        },
      },
      [shopId, campaignId],
    ),
  );
}

/** Holding the campaign, no claim is between its question and its commit: what is not done now was passed over. */
async function finishControl(tx: Sql, shopId: string, campaignId: string, before: Controlled): Promise<boolean> {
  const { state, expiresAt } = await lockCampaign(tx, shopId, campaignId);
  // Paused again, or resumed once more: that one settles it, by the deadline of then.
  if (!isDispatching(state) && state !== "cancelled") return true;
  if (isDispatching(state) && expiresAt?.getTime() !== before.expiresAt.getTime()) return false;
  const deadline = state === "cancelled" ? null : expiresAt;
  if ((await tx.run(left, [shopId, campaignId, deadline, PARKED])).length > 0) return false;
  await tx.run(markApplied, [shopId, campaignId]);
  return true;
}
