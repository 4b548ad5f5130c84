import { beforeEach, describe, expect, test } from "vitest";
import { cancelCampaign } from "#domain/campaigns/control/cancel";
import { scheduleCampaign } from "#domain/campaigns/drafts/schedule";
import { advanceCampaign } from "#domain/campaigns/sending/advance";
import { nextBatch } from "#domain/campaigns/source";
import { type CampaignState, campaignStates } from "#domain/campaigns/state";
import { newId } from "#platform/ids";
import { explain } from "#providers/twilio/codes/explain";
import { aCampaign } from "../../../test/factories/campaigns/campaign.ts";
import { aContext, TUESDAY_MORNING } from "../../../test/factories/context.ts";
import { anOrder } from "../../../test/factories/order.ts";
import { aShop } from "../../../test/factories/shop.ts";
import { aSubscriber } from "../../../test/factories/subscriber.ts";
import { emptyDatabase } from "../../../test/setup/per-worker.ts";
import { type CampaignView, campaignViews, listCampaigns } from "./list.ts";
import { campaignProgress } from "./progress.ts";
import { sumOf } from "./recipient-counts.ts";
import { campaignRecipients } from "./recipients.ts";
import { campaignReport } from "./report.ts";

const ctx = aContext();
const { db, clock } = ctx;
const LOS_ANGELES = { ruleSignature: "US-CA@America/Los_Angeles" };
const formatTime = (at: Date) => at.toISOString();

beforeEach(async () => {
  await emptyDatabase();
  clock.set(TUESDAY_MORNING);
});

/** Of seven people in New York and three in Los Angeles, six are claimed with the outcomes given. */
async function aCampaignWithOutcomes() {
  const campaign = await aCampaign(db, {});
  const { shopId, id, senderId } = campaign;
  for (let i = 0; i < 7; i++) await aSubscriber(db, { shopId });
  for (let i = 0; i < 3; i++) await aSubscriber(db, { shopId, ...LOS_ANGELES });
  await scheduleCampaign(ctx, shopId, id, "now");
  await advanceCampaign(ctx, shopId, id);
  const outcomes = [
    { state: "delivered", parts: 2, price: 16_600 },
    { state: "accepted", parts: 1, price: 8_300 },
    { state: "failed", reason: "30005" },
    { state: "skipped", reason: "frequency-cap" },
    { state: "unknown", reason: "outcome-unknown" },
    { state: "waiting", reason: "quiet-hours", dueAt: new Date("2026-11-25T13:00:00Z") },
  ];
  const messages: string[] = [];
  const whyId = newId();
  const gates = [{ gate: "consent", saw: "subscribed", said: "pass" }];
  await db.prisma.whyRecord.create({ data: { shopId, month: new Date("2026-11-01"), id: whyId, gates } });
  await db.transaction(async (tx) => {
    const batch = await nextBatch(tx, { shopId, senderId }, outcomes.length, clock.now());
    for (const [i, outcome] of outcomes.entries()) {
      const messageId = newId();
      messages.push(messageId);
      await tx.run(
        {
          name: "claimed-text",
          text: `INSERT INTO messages (shop_id, month, id, class, purpose, source_kind, source_id, subscriber_id, sender_id, state, reason, due_at, expires_at, parts, price_micros, why_id, created_at)
                 VALUES ($1, '2026-11-01', $2, 'campaign', 'marketing', 'campaign', $3, $4, $5, $6, $7, $8, $8, $9, $10, $11, $8)`,
        },
        [
          shopId,
          messageId,
          id,
          batch?.subscriberIds[i],
          senderId,
          outcome.state,
          outcome.reason ?? null,
          outcome.dueAt ?? clock.now(),
          outcome.parts ?? null,
          outcome.price ?? null,
          whyId,
        ],
      );
    }
  });
  return { campaign, messages };
}

describe("progress", () => {
  test("every recipient stands in exactly one place, and the places add up to the audience", async () => {
    const { campaign } = await aCampaignWithOutcomes();
    const progress = await campaignProgress(db, campaign.shopId, campaign.id, clock.now());
    expect(progress).toMatchObject({ state: "sending", isCounted: true, audience: 10, averageParts: 1.5 });
    expect(progress?.counts).toMatchObject({
      queued: 1,
      quietHours: 4,
      quietHoursEndAt: new Date("2026-11-24T17:00:00Z"),
      waiting: 0,
      accepted: 1,
      delivered: 1,
      failed: 1,
      failedBecause: { "30005": 1 },
      skipped: 1,
      skippedBecause: { "frequency-cap": 1 },
      unknown: 1,
      asking: 0,
    });
    expect(progress && sumOf(progress.counts)).toBe(10);
  });

  test("the finish time knows the number's pace and the hours that are still to come", async () => {
    const { campaign } = await aCampaignWithOutcomes();
    await db.everyShop.sender.updateMany({ data: { partsPerSecond: 0.001 } }); // 1,000 seconds a part
    const progress = await campaignProgress(db, campaign.shopId, campaign.id, clock.now());
    // New York's one: 1,500 s. Los Angeles' three from 17:00 on: 4,500 s. The deferred one at 13:00 the next day.
    expect(progress?.finish?.at).toEqual(new Date("2026-11-25T13:25:00Z"));
  });

  test("what was never claimed of a cancelled campaign is told as skipped, and the sum stays the audience", async () => {
    const { campaign } = await aCampaignWithOutcomes();
    await cancelCampaign(ctx, campaign.shopId, campaign.id);
    const progress = await campaignProgress(db, campaign.shopId, campaign.id, clock.now());
    expect(progress?.counts).toMatchObject({
      queued: 0,
      quietHours: 0,
      waiting: 0,
      skipped: 6,
      skippedBecause: { "frequency-cap": 1, "campaign-cancelled": 5 },
    });
    expect(progress && sumOf(progress.counts)).toBe(10);
    expect(progress?.finish).toBeNull();
  });

  test("a draft has no recipients yet", async () => {
    const campaign = await aCampaign(db);
    const progress = await campaignProgress(db, campaign.shopId, campaign.id, clock.now());
    expect(progress && sumOf(progress.counts)).toBe(0);
    expect(await campaignProgress(db, (await aShop(db)).id, campaign.id, clock.now())).toBeNull();
  });
});

describe("report", () => {
  test("the funnel ends with those who ordered, and every objection has a sentence", async () => {
    const { campaign, messages } = await aCampaignWithOutcomes();
    await tapAndBuy(campaign, messages[0] ?? "");
    const words = (code: string) => explain(code).words;
    const report = await campaignReport(db, campaign.shopId, campaign.id, clock.now(), formatTime, words);
    expect(report?.funnel).toEqual({ audience: 10, sent: 2, delivered: 1, clicked: 1, ordered: 1 });
    expect(report?.results).toEqual({ clicked: 1, replied: 0, orders: 1, buyers: 1, revenueMicros: 40_000_000 });
    expect([report?.parts, report?.costMicros]).toEqual([3, 24_900]);
    expect(report?.objections.map((it) => it.sentence)).toEqual([
      "This person already reached the frequency cap.",
      "The number is no longer in service (error 30005).",
    ]);
    expect(report?.timeline.map((it) => it.sentence)).toEqual([
      "Audience counted: 10 people.",
      "Started. Texts not sent by 2026-11-26T15:00:00.000Z expire.",
      "Started.",
    ]);
    expect(await campaignReport(db, (await aShop(db)).id, campaign.id, clock.now(), formatTime)).toBeNull();
  });

  test("a person who orders twice is counted once", async () => {
    const { campaign, messages } = await aCampaignWithOutcomes();
    for (const orderId of ["1", "2"]) await tapAndBuy(campaign, messages[0] ?? "", orderId);
    const report = await campaignReport(db, campaign.shopId, campaign.id, clock.now(), formatTime);
    expect(report?.funnel).toMatchObject({ clicked: 1, ordered: 1 });
    expect(report?.results).toMatchObject({ orders: 2, buyers: 1, revenueMicros: 80_000_000 });
  });

  test("the list of those who ordered shows each order, and what it brought after refunds", async () => {
    const { campaign, messages } = await aCampaignWithOutcomes();
    const { shopId, id } = campaign;
    await anOrder(db, { shopId, id: "1", name: "#1001" });
    await tapAndBuy(campaign, messages[0] ?? "", "1");
    await tapAndBuy(campaign, messages[0] ?? "", "2"); // erased since
    await tapAndBuy(campaign, messages[1] ?? "", "3");
    const { recipients } = await campaignRecipients(db, shopId, id, { hasOrdered: true });
    const order = { micros: 40_000_000, currency: "USD" };
    expect(recipients.map((it) => it.orders)).toEqual([
      [
        { ...order, id: "1", name: "#1001" },
        { ...order, id: "2", name: null },
      ],
      [{ ...order, id: "3", name: null }],
    ]);
  });

  test("each number leads to the people behind it", async () => {
    const { campaign, messages } = await aCampaignWithOutcomes();
    await tapAndBuy(campaign, messages[0] ?? "");
    const { shopId, id } = campaign;
    const skipped = await campaignRecipients(db, shopId, id, { states: ["skipped"], reason: "frequency-cap" });
    expect(skipped).toMatchObject({
      recipients: [{ messageId: messages[3], firstName: "Ada", why: [{ gate: "consent" }] }],
      next: null,
    });
    const clicked = await campaignRecipients(db, shopId, id, { hasClicked: true });
    expect(clicked.recipients.map((it) => it.messageId)).toEqual([messages[0]]);
    const ordered = await campaignRecipients(db, shopId, id, { hasOrdered: true });
    expect(ordered.recipients.map((it) => it.messageId)).toEqual([messages[0]]);
    expect(skipped.recipients[0]?.orders).toEqual([]);
    expect((await campaignRecipients(db, shopId, id)).recipients).toHaveLength(6);
    expect((await campaignRecipients(db, shopId, id, { after: messages[4] ?? null })).recipients).toHaveLength(1);
    expect((await campaignRecipients(db, (await aShop(db)).id, id)).recipients).toEqual([]);
  });

  test("the list shows what each campaign did, in the view it belongs to", async () => {
    const { campaign, messages } = await aCampaignWithOutcomes();
    await tapAndBuy(campaign, messages[0] ?? "");
    const { shopId } = campaign;
    await aCampaign(db, { shopId, senderId: campaign.senderId, name: "Spring" });
    const names = async (view: CampaignView, search = "") =>
      (await listCampaigns(db, shopId, clock.now(), { view, search })).campaigns.map((it) => it.name);
    expect(await names("draft")).toEqual(["Spring"]);
    expect(await names("scheduled")).toEqual([]);
    expect((await names("all")).length).toBe(2);
    expect(await names("all", "SPR")).toEqual(["Spring"]);
    const { campaigns } = await listCampaigns(db, shopId, clock.now(), { view: "sending" });
    expect(campaigns).toMatchObject([
      {
        audience: 10,
        audienceKind: { kind: "all" },
        sent: 2,
        delivered: 1,
        clicked: 1,
        clickRate: 1,
        orders: 1,
        revenueMicros: 40_000_000,
      },
    ]);
    expect((await listCampaigns(db, (await aShop(db)).id, clock.now())).campaigns).toEqual([]);
  });

  test("every state belongs to a view", async () => {
    const { shopId, senderId } = await aCampaign(db);
    for (const state of campaignStates) await aCampaign(db, { shopId, senderId, state });
    const seen: CampaignState[] = [];
    for (const view of campaignViews.filter((it) => it !== "all"))
      seen.push(...(await listCampaigns(db, shopId, clock.now(), { view })).campaigns.map((it) => it.state));
    expect(new Set(seen)).toEqual(new Set(campaignStates));
  });
});

async function tapAndBuy(
  { shopId, id }: { shopId: string; id: string },
  messageId: string,
  orderId = "1",
): Promise<void> {
  const month = new Date("2026-11-01");
  const at = clock.now();
  const click = { shopId, code: "abc", messageMonth: month, messageId, subscriberId: newId(), clickedAt: at };
  await db.prisma.click.createMany({
    data: [
      { ...click, id: newId(), counted: true },
      { ...click, id: newId(), counted: true },
      { ...click, id: newId(), counted: false, ignoredBecause: "preview" },
    ],
  });
  await db.prisma.attribution.create({
    data: {
      shopId,
      orderId,
      messageMonth: month,
      messageId,
      sourceKind: "campaign",
      sourceId: id,
      clickedAt: at,
      orderedAt: at,
      currency: "USD",
      totalMicros: 50_000_000n,
      refundedMicros: 10_000_000n,
      windowDays: 5,
      explanation: {},
      decidedAt: at,
    },
  });
}
