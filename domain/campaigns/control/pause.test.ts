import { beforeEach, describe, expect, test } from "vitest";
import { dueCampaignLanes } from "#domain/campaigns/sending/lanes";
import { campaignSource } from "#domain/campaigns/source";
import { PARKED } from "#domain/messages/waiting";
import { newId } from "#platform/ids";
import { aStartedCampaign, takeAll } from "../../../test/factories/campaigns/started-campaign.ts";
import { type CampaignIds, campaignSteps } from "../../../test/factories/campaigns/steered-campaign.ts";
import { aContext, TUESDAY_MORNING } from "../../../test/factories/context.ts";
import { emptyDatabase } from "../../../test/setup/per-worker.ts";
import { cancelCampaign } from "./cancel.ts";
import { pauseCampaign } from "./pause.ts";
import { resumeCampaign } from "./resume.ts";

const ctx = aContext();
const { db, clock } = ctx;
const { stateOf, take, advance } = campaignSteps(ctx);

beforeEach(async () => {
  await emptyDatabase();
  clock.set(TUESDAY_MORNING);
  ctx.enqueued.length = 0;
});

describe("pause, resume, cancel", () => {
  test("a paused campaign gives no one away and its waiting texts are held", async () => {
    const { campaign } = await aStartedCampaign(ctx, [{}, {}]);
    await pauseCampaign(ctx, campaign.shopId, campaign.id);
    expect(await take(campaign)).toBeNull();
    expect(await dueCampaignLanes(db, clock.now())).toEqual([]);
    expect(await answerForWaiting(campaign)).toEqual({ kind: "held" });
    expect(await db.everyShop.recall.findMany()).toMatchObject([{ kind: "campaign", target: campaign.id }]);
    await pauseCampaign(ctx, campaign.shopId, campaign.id);
    expect(await db.everyShop.campaignEvent.count({ where: { kind: "paused" } })).toBe(1);
  });

  test("a campaign resumed on Sunday meets Sunday's hours and a deadline moved by the pause", async () => {
    const { campaign } = await aStartedCampaign(ctx, [{}, { ruleSignature: "US-AL@America/Chicago" }]);
    const parked = await aWaitingText(campaign, PARKED);
    await pauseCampaign(ctx, campaign.shopId, campaign.id);
    clock.set(new Date("2026-11-29T18:00:00Z")); // Sunday, 13:00 in New York
    await resumeCampaign(ctx, campaign.shopId, campaign.id);
    await advance(campaign);
    expect(await stateOf(campaign)).toBe("sending");
    const chunks = await db.everyShop.campaignChunk.findMany({ orderBy: { dueAt: "asc" } });
    expect(chunks.map((chunk) => chunk.dueAt)).toEqual([clock.now(), new Date("2026-11-30T14:00:00Z")]);
    expect(await db.everyShop.campaign.findFirst()).toMatchObject({ expiresAt: new Date("2026-12-01T18:00:00Z") });
    expect(await db.everyShop.message.findFirst({ where: { id: parked } })).toMatchObject({
      dueAt: clock.now(),
      expiresAt: new Date("2026-12-01T18:00:00Z"),
    });
    expect(ctx.enqueued.at(-1)?.name).toBe("dispatch-campaign");
  });

  test("a cancelled campaign ends its waiting texts and keeps the unclaimed where they are", async () => {
    const { campaign } = await aStartedCampaign(ctx, [{}, {}, {}]);
    expect((await take(campaign, 1))?.subscriberIds).toHaveLength(1);
    await aWaitingText(campaign, clock.now());
    await cancelCampaign(ctx, campaign.shopId, campaign.id);
    expect(await take(campaign)).toBeNull();
    expect(await dueCampaignLanes(db, clock.now())).toEqual([]);
    expect(ctx.enqueued.at(-1)?.name).toBe("campaign");
    await advance(campaign);
    expect(await db.everyShop.campaignChunk.findFirst()).toMatchObject({ cursor: 1 });
    expect(await db.everyShop.message.findFirst()).toMatchObject({ state: "skipped", reason: "campaign-cancelled" });
    expect(await db.everyShop.campaign.findFirst()).toMatchObject({ isApplyingControl: false });
    expect(await db.everyShop.campaignEvent.findFirst({ where: { kind: "cancelled" } })).toMatchObject({
      data: { unsent: 3 },
    });
    await expect(resumeCampaign(ctx, campaign.shopId, campaign.id)).rejects.toThrow("Only paused campaigns");
  });

  test("a cancel and a claim of the same texts at the same moment both end, and nothing is sent", async () => {
    const { campaign } = await aStartedCampaign(ctx, [{}]);
    const id = await aWaitingText(campaign, clock.now());
    const isClaimed = Promise.withResolvers<void>();
    const isCancelled = Promise.withResolvers<void>();
    const claim = db.transaction(async (tx) => {
      await tx.run({ name: "hold-row", text: "SELECT 1 FROM messages WHERE id = $1 FOR UPDATE" }, [id]);
      isClaimed.resolve();
      await isCancelled.promise;
      return campaignSource.answersFor(tx, campaign.shopId, [waitingText(campaign, id)], clock.now());
    });
    await isClaimed.promise;
    await cancelCampaign(ctx, campaign.shopId, campaign.id); // would wait for ever for the claim if it wanted its row
    isCancelled.resolve();
    expect((await claim).get(id)).toEqual({ kind: "unwanted", because: "campaign-cancelled" });
  });

  test("a campaign is finished only when nothing of it waits or is unsure", async () => {
    const { campaign } = await aStartedCampaign(ctx, [{}]);
    await advance(campaign);
    expect(await stateOf(campaign)).toBe("sending");
    await takeAll(ctx, campaign);
    const id = await aWaitingText(campaign, clock.now());
    for (const [change, state] of [
      [{}, "sending"],
      [{ state: "sending" }, "sending"],
      [{ state: "unknown", askAt: new Date() }, "sending"],
      [{ state: "unknown", askAt: null }, "finished"],
    ] as const) {
      await db.everyShop.message.updateMany({ where: { id }, data: change });
      await advance(campaign);
      expect(await stateOf(campaign)).toBe(state);
    }
  });
});

const waitingText = (campaign: CampaignIds, id: string) => ({
  id,
  sourceId: campaign.id,
  subscriberId: newId(),
  occurrence: "",
  body: null,
});

async function answerForWaiting(campaign: CampaignIds) {
  const text = waitingText(campaign, newId());
  return db.transaction(async (tx) =>
    (await campaignSource.answersFor(tx, campaign.shopId, [text], clock.now())).get(text.id),
  );
}

async function aWaitingText({ shopId, id: sourceId, senderId }: CampaignIds, dueAt: Date): Promise<string> {
  const id = newId();
  const expiresAt = new Date("2026-11-26T15:00:00Z");
  await db.run(
    {
      name: "a-waiting-text",
      text: `INSERT INTO messages (shop_id, month, id, class, purpose, source_kind, source_id, subscriber_id, sender_id, state, due_at, expires_at, created_at)
             VALUES ($1, '2026-11-01', $2, 'campaign', 'marketing', 'campaign', $3, $4, $5, 'waiting', $6, $7, $8)`,
    },
    [shopId, id, sourceId, newId(), senderId, dueAt, expiresAt, clock.now()],
  );
  return id;
}
