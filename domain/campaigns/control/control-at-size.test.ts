import { beforeEach, describe, expect, test } from "vitest";
import { campaignProgress } from "#domain/campaigns/report/progress";
import { sumOf } from "#domain/campaigns/report/recipient-counts";
import { PARKED } from "#domain/messages/waiting";
import { statement } from "#platform/sql/statement";
import { aCampaign } from "../../../test/factories/campaigns/campaign.ts";
import { type CampaignIds, campaignSteps } from "../../../test/factories/campaigns/steered-campaign.ts";
import { aContext, TUESDAY_MORNING } from "../../../test/factories/context.ts";
import { emptyDatabase } from "../../../test/setup/per-worker.ts";
import { cancelCampaign } from "./cancel.ts";
import { markUrgent } from "./mark-urgent.ts";
import { pauseCampaign } from "./pause.ts";
import { resumeCampaign } from "./resume.ts";

const ctx = aContext();
const { db, clock } = ctx;
const { take, advance } = campaignSteps(ctx);
const DEADLINE = new Date("2026-11-26T15:00:00Z");

beforeEach(async () => {
  await emptyDatabase();
  clock.set(TUESDAY_MORNING);
});

/** Chunks of 250 people, and texts of people whom the frequency cap has put off. */
const fill = statement(
  "fill-campaign",
  `WITH people AS (SELECT array_agg(gen_random_uuid()) AS ids FROM generate_series(1, 250)), chunks AS (
     INSERT INTO campaign_chunks (shop_id, id, campaign_id, sender_id, rule_signature, due_at, closes_at, subscriber_ids)
     SELECT $1::uuid, gen_random_uuid(), $2::uuid, $3::uuid, 'US-NY@America/New_York', $4::timestamptz, $4::timestamptz + interval '11 hours', ids
     FROM generate_series(1, $6::int), people)
   INSERT INTO messages (shop_id, month, id, class, purpose, source_kind, source_id, subscriber_id, sender_id, state, reason, due_at, expires_at, created_at)
   SELECT $1::uuid, '2026-11-01', gen_random_uuid(), 'campaign', 'marketing', 'campaign', $2::uuid, gen_random_uuid(), $3::uuid, 'waiting', 'frequency-cap',
          $4::timestamptz + interval '5 hours', $5::timestamptz, $4::timestamptz
   FROM generate_series(1, $7::int)`,
);

async function aCampaignOf(chunks: number, waiting: number): Promise<CampaignIds> {
  const campaign = await aCampaign(db, {
    state: "sending",
    month: new Date("2026-11-01"),
    startedAt: TUESDAY_MORNING,
    snapshotDoneAt: TUESDAY_MORNING,
    expiresAt: DEADLINE,
    audienceCount: chunks * 250 + waiting,
  });
  const { shopId, id, senderId } = campaign;
  await db.run(fill, [shopId, id, senderId, TUESDAY_MORNING, DEADLINE, chunks, waiting]);
  // As autovacuum does within a minute; a planner that takes the tables for empty reads them whole for each row.
  await db.run(statement("learn-sizes", "ANALYZE messages, campaign_chunks"));
  return campaign;
}

/** Every version of every row that a control may touch: what is written again has another. */
const versions = statement(
  "row-versions",
  `SELECT 'campaign ' || id || xmin AS row FROM campaigns UNION ALL SELECT 'chunk ' || id || xmin FROM campaign_chunks
   UNION ALL SELECT 'text ' || id || xmin FROM messages UNION ALL SELECT 'event ' || id || xmin FROM campaign_events
   UNION ALL SELECT 'withdrawal ' || id || xmin FROM withdrawals`,
);

/** How many rows `control` has written, by kind. */
async function written(control: () => Promise<unknown>): Promise<Record<string, number>> {
  const before = new Set((await db.run<{ row: string }>(versions)).map(({ row }) => row));
  await control();
  const after = await db.run<{ row: string }>(versions);
  const kinds = after.filter(({ row }) => !before.has(row)).map(({ row }) => row.split(" ")[0] ?? "");
  return Object.fromEntries(
    Object.entries(Object.groupBy(kinds, (kind) => kind)).map(([kind, rows]) => [kind, rows?.length ?? 0]),
  );
}

describe("with 1,000,000 recipients, 6,000 of them put off by the cap", () => {
  test("pause, resume, urgent and cancel write a handful of rows, as many as with 250", async () => {
    const counts = [];
    for (const [chunks, waiting] of [
      [1, 1],
      [3_976, 6_000],
    ] as const) {
      await emptyDatabase();
      const { shopId, id } = await aCampaignOf(chunks, waiting);
      const rows = [];
      for (const control of [
        () => pauseCampaign(ctx, shopId, id),
        () => resumeCampaign(ctx, shopId, id),
        () => markUrgent(ctx, shopId, id, true),
        () => cancelCampaign(ctx, shopId, id),
      ])
        rows.push(await written(control));
      counts.push(rows);
    }
    expect(counts[1]).toEqual(counts[0]);
    expect(counts[1]).toEqual([
      { campaign: 1, event: 1, withdrawal: 1 },
      { campaign: 1, event: 1 },
      { campaign: 1, event: 1 },
      { campaign: 1, event: 1, withdrawal: 1 },
    ]);
  });

  test("a pause gives no one away from its commit on, and a resume the next chunk at once", async () => {
    const campaign = await aCampaignOf(4_000, 0);
    expect((await take(campaign))?.subscriberIds).toHaveLength(250);
    await pauseCampaign(ctx, campaign.shopId, campaign.id);
    expect(await take(campaign)).toBeNull();
    await resumeCampaign(ctx, campaign.shopId, campaign.id);
    expect((await take(campaign))?.subscriberIds).toHaveLength(250);
  });

  test("a cancelled one adds up to its audience before and after its texts are ended", async () => {
    const campaign = await aCampaignOf(3_976, 6_000);
    const { shopId, id } = campaign;
    await cancelCampaign(ctx, shopId, id);
    const told = async () => (await campaignProgress(db, shopId, id, clock.now()))?.counts;
    const counts = await told();
    expect(counts).toMatchObject({
      skipped: 1_000_000,
      skippedBecause: { "campaign-cancelled": 1_000_000 },
      waiting: 0,
    });
    expect(counts && sumOf(counts)).toBe(1_000_000);
    await advance(campaign);
    expect(await told()).toEqual(counts);
    expect(await db.everyShop.message.count({ where: { state: "skipped", reason: "campaign-cancelled" } })).toBe(6_000);
    expect(await db.everyShop.campaign.findFirst()).toMatchObject({ isApplyingControl: false });
  });

  test("a resumed one gives each text that waited the length of the pause, and none expires by the old deadline", async () => {
    const campaign = await aCampaignOf(10, 6_000);
    const { shopId, id } = campaign;
    await pauseCampaign(ctx, shopId, id);
    await db.run(statement("park-some", "UPDATE messages SET due_at = $1 WHERE subscriber_id::text < '8'"), [PARKED]);
    clock.set(new Date("2026-11-28T15:00:00Z"));
    await resumeCampaign(ctx, shopId, id);
    await advance(campaign);
    const expiresAt = new Date("2026-11-30T15:00:00Z");
    expect(await db.everyShop.campaign.findFirst()).toMatchObject({ isApplyingControl: false, expiresAt });
    expect(
      await db.everyShop.message.count({ where: { state: "waiting", expiresAt, dueAt: { lte: clock.now() } } }),
    ).toBe(6_000);
  });
});
