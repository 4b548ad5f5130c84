import { audience as parseAudience } from "#domain/campaigns/audience/audience";
import { audienceKey, audienceStatement, peopleIfAny, peopleOf } from "#domain/campaigns/audience/audience-people";
import type { StartAt } from "#domain/campaigns/drafts/start-hour";
import type { Context } from "#domain/context";
import type { Due } from "#domain/jobs";
import { readSliceSetting } from "#domain/messages/claim/slice-setting";
import { upToDate } from "#domain/segments/replica";
import { senderFor } from "#domain/senders/choose";
import { UserError } from "#domain/user-error";
import { newId } from "#platform/ids";
import { statement } from "#platform/sql/statement";
import { aroundCampaign } from "./dry-run-around.ts";
import { addForecasts, type DryRunCounts, emptyCounts } from "./dry-run-counts.ts";
import { dryRunPage } from "./dry-run-page.ts";
import { type DryRunPlan, planDryRun } from "./dry-run-plan.ts";
import { resultOf } from "./dry-run-result.ts";

/** Why a dry run came to nothing. */
export type DryRunFailure = "no-sender" | "audience-gone";

const count = audienceStatement(
  "dry-run-people",
  (people) => `SELECT count(*) AS count FROM subscribers s WHERE s.shop_id = $1 AND ${people}`,
);

/** When the sweep adds the job. */
export const dueDryRuns: Due<"dry-run"> = {
  records: "SELECT shop_id, campaign_id AS id FROM dry_runs WHERE state = 'under-way'",
  payloadKey: "campaignId",
};

const begin = statement(
  "begin-dry-run",
  `INSERT INTO dry_runs (shop_id, campaign_id, id, state, asked_at, plan, people, tally)
   VALUES ($1, $2, $3, 'under-way', $4, $5, $6, $7)
   ON CONFLICT (shop_id, campaign_id) DO UPDATE
   SET id = excluded.id, state = excluded.state, asked_at = excluded.asked_at, done_at = NULL, plan = excluded.plan,
       people = excluded.people, cursor = NULL, counted = 0, tally = excluded.tally, result = NULL, failed_because = NULL`,
);

const readDryRunUnderWay = statement(
  "dry-run-under-way",
  `SELECT id, plan, cursor, tally AS counts FROM dry_runs WHERE shop_id = $1 AND campaign_id = $2 AND state = 'under-way'`,
);

/** By the cursor it was read with: a second worker with the same page, or an earlier asking's, changes nothing. */
const write = statement(
  "write-dry-run",
  `UPDATE dry_runs SET cursor = $5, counted = counted + $6, tally = $7, result = $8,
     state = CASE WHEN $8::jsonb IS NULL THEN state ELSE 'done' END, done_at = CASE WHEN $8::jsonb IS NULL THEN NULL ELSE $9::timestamptz END
   WHERE shop_id = $1 AND campaign_id = $2 AND id = $3 AND state = 'under-way' AND cursor IS NOT DISTINCT FROM $4::int
   RETURNING id`,
);

const end = statement(
  "end-dry-run",
  `UPDATE dry_runs SET state = $4, failed_because = $5, done_at = $6, tally = NULL
   WHERE shop_id = $1 AND campaign_id = $2 AND id = $3 AND state = 'under-way'`,
);

interface UnderWay {
  id: string;
  plan: DryRunPlan;
  cursor: number | null;
  counts: DryRunCounts;
}

/**
 * Asks what a stored campaign would come to, started like this (null: as it is scheduled, or at once). It is worked out by
 * a worker, page by page; one that is under way for the campaign begins again. Sends, reserves and holds nothing. Refuses a
 * campaign without words, an hour that has passed, and a shop without a number in service.
 */
export async function askDryRun(
  { db, clock, enqueue }: Pick<Context, "db" | "clock" | "enqueue">,
  shopId: string,
  campaignId: string,
  start: StartAt | null,
): Promise<void> {
  const now = clock.now();
  const plan = await planDryRun(db, shopId, campaignId, start, now);
  if ((await senderFor(db, shopId, plan.senderId)) === null)
    throw new UserError(
      "campaign-no-sender",
      "No number is connected. Connect one in Settings, then try again.",
      "senderId",
    );
  const people = await peopleOf(db, shopId, plan.audience, new Date(plan.startsAt));
  const [row] = await db.run<{ count: number }>(count(people), [shopId, audienceKey(people)]);
  const columns = [
    shopId,
    campaignId,
    newId(),
    now,
    JSON.stringify(plan),
    row?.count ?? 0,
    JSON.stringify(emptyCounts()),
  ];
  await db.run(begin, columns);
  await enqueue("dry-run", { shopId, campaignId });
}

/** Ends this dry run if it is still under way; nothing is told then. One that was asked for since goes on. Safe to repeat. */
export async function cancelDryRun(
  { db, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
  campaignId: string,
  runId: string,
): Promise<void> {
  await db.run(end, [shopId, campaignId, runId, "cancelled", null, clock.now()]);
}

/**
 * Works out the next page of a campaign's dry run and enqueues itself while there is another; the last page adds what it all
 * comes to. Safe to repeat and to run twice at once; does nothing when none is under way.
 */
export async function advanceDryRun(
  ctx: Pick<Context, "db" | "providers" | "replica" | "clock" | "enqueue" | "shortLinkUrl">,
  shopId: string,
  campaignId: string,
): Promise<void> {
  const { db, providers, clock, enqueue, shortLinkUrl } = ctx;
  const [run] = await db.run<UnderWay>(readDryRunUnderWay, [shopId, campaignId]);
  if (!run) return;
  const { id, plan, cursor, counts } = run;
  const now = clock.now();
  const sender = await senderFor(db, shopId, plan.senderId);
  const shop = sender && (await readSliceSetting(db, providers, shopId, sender.id, now));
  const fail = (because: DryRunFailure) => db.run(end, [shopId, campaignId, id, "failed", because, now]);
  if (!shop) return void (await fail("no-sender"));
  const [startsAt, expiresAt] = [new Date(plan.startsAt), new Date(plan.expiresAt)];
  const chosen = await peopleIfAny(db, shopId, parseAudience.parse(plan.audience), startsAt);
  if (!chosen) return void (await fail("audience-gone"));
  const world = { shopId, plan, people: chosen, shop, shortLinkUrl, startsAt, expiresAt };
  const { forecasts, next } = await dryRunPage(await upToDate(ctx), world, cursor);
  addForecasts(counts, forecasts);
  let result: string | null = null;
  if (next === null) {
    const { people } = resultSize(counts);
    const asked = { shopId, campaignId, plan, sender, capHours: shop.frequencyCapHours, people };
    result = JSON.stringify(resultOf(plan, counts, shop, await aroundCampaign(ctx, asked, now)));
  }
  const kept = result === null ? JSON.stringify(counts) : null;
  const columns = [shopId, campaignId, id, cursor, next ?? cursor, forecasts.length, kept, result, clock.now()];
  const [written] = await db.run(write, columns);
  if (written && next !== null) await enqueue("dry-run", { shopId, campaignId });
}

function resultSize({ leaving, skipped, expired, held }: DryRunCounts): { people: number } {
  const sums = [Object.values(leaving).map((it) => it.count), ...[skipped, expired, held].map(Object.values<number>)];
  return { people: sums.flat().reduce((sum, it) => sum + it, 0) };
}
