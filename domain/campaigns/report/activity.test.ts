import { beforeEach, describe, expect, test } from "vitest";
import { markUrgent } from "#domain/campaigns/control/mark-urgent";
import { pauseCampaign } from "#domain/campaigns/control/pause";
import { scheduleCampaign } from "#domain/campaigns/drafts/schedule";
import { holdProvider, releaseProvider } from "#domain/messages/failures/provider-holds";
import { newId } from "#platform/ids";
import { statement } from "#platform/sql/statement";
import { aCampaign } from "../../../test/factories/campaigns/campaign.ts";
import { aStartedCampaign, takeAll } from "../../../test/factories/campaigns/started-campaign.ts";
import { type CampaignIds, campaignSteps } from "../../../test/factories/campaigns/steered-campaign.ts";
import { aContext, TUESDAY_MORNING } from "../../../test/factories/context.ts";
import { aSubscriber } from "../../../test/factories/subscriber.ts";
import { emptyDatabase } from "../../../test/setup/per-worker.ts";
import { describeActivity } from "./describe-activity.ts";
import { listCampaigns } from "./list.ts";
import { campaignProgress } from "./progress.ts";

const ctx = aContext();
const { db, clock } = ctx;
const { advance } = campaignSteps(ctx);
const MIAMI = { ruleSignature: "US-FL@America/New_York" };
const LOS_ANGELES = { ruleSignature: "US-CA@America/Los_Angeles", timeZone: "America/Los_Angeles" };

beforeEach(async () => {
  await emptyDatabase();
  clock.set(TUESDAY_MORNING);
});

/** The sentence on the report; the list must say the same. */
async function said({ shopId, id }: CampaignIds): Promise<string | null> {
  const progress = await campaignProgress(db, shopId, id, clock.now());
  const { campaigns } = await listCampaigns(db, shopId, clock.now());
  expect(campaigns.find((campaign) => campaign.id === id)?.activity ?? null).toEqual(progress?.activity);
  return progress?.activity ? describeActivity(progress.activity, (at) => at.toISOString().slice(5, 16)) : null;
}

const insert = statement(
  "a-text-that-stands",
  `INSERT INTO messages (shop_id, month, id, class, purpose, source_kind, source_id, subscriber_id, sender_id, state, reason, due_at, ask_at, expires_at, created_at)
   VALUES ($1, '2026-11-01', $2, 'campaign', 'marketing', 'campaign', $3, $4, $5, $6, $7, $8, $9, '2026-11-26T15:00:00Z', now())`,
);

async function aText({ shopId, id, senderId }: CampaignIds, state: string, reason: string | null, dueAt: string) {
  const askAt = state === "unknown" ? clock.now() : null;
  const values = [shopId, newId(), id, newId(), senderId, state, reason, new Date(`2026-11-${dueAt}Z`), askAt];
  await db.run(insert, values);
}

describe("why is it not sending right now?", () => {
  test("it is", async () => {
    const { campaign } = await aStartedCampaign(ctx, [{}]);
    expect(await said(campaign)).toBe("Sending now.");
  });

  test("the provider refuses the account", async () => {
    const { campaign } = await aStartedCampaign(ctx, [{}]);
    const failure = { code: "20003", because: "account", words: "Twilio refuses the password", waitMs: null } as const;
    await db.transaction((tx) => holdProvider(tx, ctx, "twilio", failure));
    expect(await said(campaign)).toBe(
      "Your SMS provider isn’t accepting texts: Twilio refuses the password. Texts are sent once this is resolved.",
    );
    await db.transaction((tx) => releaseProvider(tx, ctx, "twilio"));
    expect(await said(campaign)).toBe("Sending now.");
  });

  test("those who are left may be texted later today", async () => {
    const { campaign } = await aStartedCampaign(ctx, [{}, LOS_ANGELES]);
    await takeAll(ctx, campaign);
    expect(await said(campaign)).toBe("In quiet hours. The next texts go out 11-24T17:00.");
    await aText(campaign, "waiting", "quiet-hours", "24T16:00");
    expect(await said(campaign)).toBe("In quiet hours. The next texts go out 11-24T16:00.");
  });

  test("it is not ten o'clock yet in the next zone", async () => {
    const campaign = await aCampaign(db);
    await aSubscriber(db, { shopId: campaign.shopId });
    await aSubscriber(db, { shopId: campaign.shopId, ...LOS_ANGELES });
    await scheduleCampaign(ctx, campaign.shopId, campaign.id, { localTime: "2026-11-24T10:00" });
    await advance(campaign);
    await takeAll(ctx, campaign);
    expect(await said(campaign)).toBe("Waiting for the next time zone: 11-24T18:00.");
  });

  test("another of the shop's campaigns goes first, being urgent or closing sooner", async () => {
    const { campaign } = await aStartedCampaign(ctx, [{}], { name: "Patient" });
    const { shopId, senderId } = campaign;
    const hurried = { name: "Hurried", shopId, senderId, audience: { kind: "tag", tag: "miami" } };
    await aStartedCampaign(ctx, [{ ...MIAMI, tags: ["miami"] }], hurried);
    expect(await said(campaign)).toBe("Queued behind “Hurried”: its recipients are closer to quiet hours.");
    const { campaign: third } = await aStartedCampaign(ctx, [], { ...hurried, name: "Third" });
    expect(await said(campaign)).toContain("“Hurried” and another campaign:");
    await markUrgent(ctx, shopId, third.id, true);
    expect(await said(campaign)).toBe("Queued behind “Third”, which is marked urgent.");
    expect(await said(third)).toBe("Sending now.");
    await markUrgent(ctx, shopId, campaign.id, true);
    expect(await said(campaign)).toBe("Sending now.");
  });

  test("of two whose evening ends at the same time the one that was first goes on, and expects to be through first", async () => {
    const { campaign: first } = await aStartedCampaign(ctx, [{}], { name: "First" });
    const { shopId, senderId } = first;
    const { campaign: second } = await aStartedCampaign(ctx, [], { name: "Second", shopId, senderId });
    expect(await said(first)).toBe("Sending now.");
    expect(await said(second)).toBe("Queued behind “First”: it started first.");
    const through = async ({ id }: CampaignIds) =>
      (await campaignProgress(db, shopId, id, clock.now()))?.finish?.at.getTime() ?? Number.NaN;
    expect([await through(first), await through(second)]).toEqual([10, 20].map((ms) => clock.now().getTime() + ms));
  });

  test("its number, or the whole store, is out of service", async () => {
    const { campaign } = await aStartedCampaign(ctx, [{}]);
    await db.everyShop.sender.updateMany({
      data: { phone: "+16465550100", state: "stopped", stoppedReason: "not registered" },
    });
    expect(await said(campaign)).toBe(
      "Its number +1 646 555 0100 is inactive: not registered. Texts are on hold until it’s active again.",
    );
    await db.prisma.shop.updateMany({ data: { sendingStoppedAt: clock.now() } });
    expect(await said(campaign)).toMatch(/^All sending is stopped for your store/);
  });

  test.each([
    ["throttled-by-provider", "The provider asked us to slow down. Sending resumes 11-24T15:10."],
    ["frequency-cap", "The remaining recipients have reached the frequency cap. Sending resumes 11-24T15:10."],
    ["spend-cap", "The daily spending limit is reached. Sending resumes 11-24T15:10."],
    ["carrier-budget", "A carrier’s daily limit is reached. Sending resumes 11-24T15:10."],
    ["sender-stopped", "The sending number is inactive. Sending resumes 11-24T15:10."],
    [null, "Texts are on hold. Sending resumes 11-24T15:10."],
  ])("its texts wait for a reason of their own: %s", async (reason, sentence) => {
    const { campaign } = await aStartedCampaign(ctx, [{}]);
    await takeAll(ctx, campaign);
    await aText(campaign, "waiting", reason, "24T15:10");
    await aText(campaign, "waiting", "frequency-cap", "25T15:10");
    expect(await said(campaign)).toBe(sentence);
    clock.set(new Date("2026-11-24T15:10:00Z"));
    expect(await said(campaign)).toBe("Sending now.");
  });

  test("only outcomes are missing, and then nothing is", async () => {
    const { campaign } = await aStartedCampaign(ctx, [{}]);
    await takeAll(ctx, campaign);
    await aText(campaign, "unknown", "outcome-unknown", "24T15:00");
    expect(await said(campaign)).toMatch(/^We’re checking with the provider/);
    await aText(campaign, "sending", null, "24T15:00");
    expect(await said(campaign)).toBe("The last texts are being sent.");
    await db.everyShop.message.deleteMany();
    expect(await said(campaign)).toBe("All texts are processed.");
    await db.everyShop.campaign.updateMany({ data: { state: "preparing", snapshotDoneAt: null } });
    expect(await said(campaign)).toBe("Counting the audience.");
  });

  test("a paused one is doing nothing, and says so by its state", async () => {
    const { campaign } = await aStartedCampaign(ctx, [{}]);
    await pauseCampaign(ctx, campaign.shopId, campaign.id);
    expect(await said(campaign)).toBeNull();
  });
});
