import { beforeEach, describe, expect, test } from "vitest";
import { scheduleCampaign } from "#domain/campaigns/drafts/schedule";
import { describeCampaignEvent } from "#domain/campaigns/event";
import { campaignLanesOf } from "#domain/campaigns/sending/lanes";
import { aCampaign } from "../../../test/factories/campaigns/campaign.ts";
import { aStartedCampaign, takeAll } from "../../../test/factories/campaigns/started-campaign.ts";
import { campaignSteps } from "../../../test/factories/campaigns/steered-campaign.ts";
import { aContext, TUESDAY_MORNING } from "../../../test/factories/context.ts";
import { aSender } from "../../../test/factories/sender.ts";
import { aShop } from "../../../test/factories/shop.ts";
import { emptyDatabase } from "../../../test/setup/per-worker.ts";
import { cancelCampaign } from "./cancel.ts";
import { markUrgent } from "./mark-urgent.ts";
import { pauseCampaign } from "./pause.ts";
import { resumeCampaign } from "./resume.ts";

const ctx = aContext();
const { db, clock } = ctx;
const { advance } = campaignSteps(ctx);
const MIAMI = { ruleSignature: "US-FL@America/New_York" };

beforeEach(async () => {
  await emptyDatabase();
  clock.set(TUESDAY_MORNING);
});

/** Two campaigns of one number under way; left to themselves the first goes first, its people's evening ends earlier. */
async function twoUnderWay() {
  const { campaign: first, subscribers } = await aStartedCampaign(ctx, [{ ...MIAMI, tags: ["first"] }], {
    name: "First",
    audience: { kind: "tag", tag: "first" },
  });
  const { shopId, senderId } = first;
  const { campaign: second, subscribers: others } = await aStartedCampaign(ctx, [{ tags: ["second"] }], {
    shopId,
    senderId,
    name: "Second",
    audience: { kind: "tag", tag: "second" },
  });
  return { shopId, first, second, people: [subscribers[0]?.id, others[0]?.id] };
}

async function timelineOf(campaignId: string): Promise<string[]> {
  const events = await db.everyShop.campaignEvent.findMany({ where: { campaignId }, orderBy: { id: "asc" } });
  return events.map((event) => describeCampaignEvent(event, (at) => at.toISOString()));
}

const urgentNames = async () =>
  (await db.everyShop.campaign.findMany({ where: { isUrgent: true }, orderBy: { name: "asc" } })).map((it) => it.name);

describe("an urgent campaign", () => {
  test("goes before the shop's other campaigns, even if their recipients' evening ends first", async () => {
    const { shopId, first, second, people } = await twoUnderWay();
    await markUrgent(ctx, shopId, second.id, true);
    expect(await takeAll(ctx, first, 1)).toEqual(people.toReversed());
  });

  test("loses its place again with the mark", async () => {
    const { shopId, first, second, people } = await twoUnderWay();
    await markUrgent(ctx, shopId, second.id, true);
    await markUrgent(ctx, shopId, second.id, false);
    expect(await takeAll(ctx, first, 1)).toEqual(people);
    expect(await timelineOf(second.id)).toContain("No longer urgent.");
  });

  test("goes first on whichever number it is sent from", async () => {
    const { campaign } = await aStartedCampaign(ctx, [MIAMI]);
    const { shopId } = campaign;
    const quick = await aSender(db, { shopId });
    const other = await aCampaign(db, { shopId, senderId: quick.id });
    await scheduleCampaign(ctx, shopId, other.id, "now");
    await advance(other);
    const lanes = async () => (await campaignLanesOf(db, shopId, clock.now())).map(({ senderId }) => senderId);
    expect(new Set(await lanes())).toEqual(new Set([campaign.senderId, quick.id]));
    for (const id of [campaign.id, other.id]) {
      await markUrgent(ctx, shopId, id, true);
      const [lane] = await campaignLanesOf(db, shopId, clock.now());
      expect(lane).toEqual({
        senderId: id === other.id ? quick.id : campaign.senderId,
        isUrgent: true,
        closesAt: new Date("2026-11-25T01:00:00Z"),
      });
    }
    clock.set(new Date("2026-11-25T04:00:00Z")); // 23:00: nothing is due but what was not deferred yet
    await takeAll(ctx, campaign);
    await takeAll(ctx, other);
    expect(await lanes()).toEqual([]);
  });

  test("is one of a shop's: marking another moves the mark, and both timelines say so", async () => {
    const { shopId, first, second } = await twoUnderWay();
    expect(await markUrgent(ctx, shopId, first.id, true)).toBeNull();
    expect(await markUrgent(ctx, shopId, second.id, true)).toBe("First");
    expect(await urgentNames()).toEqual(["Second"]);
    expect(await timelineOf(first.id)).toContain("No longer urgent: replaced by “Second”.");
    expect(await timelineOf(second.id)).toContain(
      "Marked urgent: it sends before your other campaigns and replaces “First”.",
    );
    expect(await markUrgent(ctx, shopId, second.id, true)).toBeNull();
  });

  test("stays marked through a pause", async () => {
    const { shopId, first, second, people } = await twoUnderWay();
    await markUrgent(ctx, shopId, second.id, true);
    await pauseCampaign(ctx, shopId, second.id);
    expect(await takeAll(ctx, first)).toEqual([people[0]]);
    await resumeCampaign(ctx, shopId, second.id);
    expect(await urgentNames()).toEqual(["Second"]);
  });

  test("marked twice at the same moment leaves one mark, and no one waits for ever", async () => {
    const { shopId, first, second } = await twoUnderWay();
    const third = await aCampaign(db, { shopId, senderId: first.senderId, name: "Third", isUrgent: true });
    await scheduleCampaign(ctx, shopId, third.id, "now");
    await Promise.all([
      markUrgent(ctx, shopId, first.id, true),
      markUrgent(ctx, shopId, second.id, true),
      advance(third),
      markUrgent(ctx, shopId, first.id, true),
    ]);
    expect(await urgentNames()).toHaveLength(1);
  });
});

describe("before it starts", () => {
  test("a draft and a scheduled one may be marked beside the urgent one under way; starting moves the mark", async () => {
    const { shopId, first, second } = await twoUnderWay();
    await markUrgent(ctx, shopId, first.id, true);
    const next = await aCampaign(db, { shopId, senderId: first.senderId, name: "Next" });
    expect(await markUrgent(ctx, shopId, next.id, true)).toBeNull();
    expect(await urgentNames()).toEqual(["First", "Next"]);
    await scheduleCampaign(ctx, shopId, next.id, "now");
    expect(await urgentNames()).toEqual(["First", "Next"]);
    await advance(next);
    expect(await urgentNames()).toEqual(["Next"]);
    expect(await timelineOf(next.id)).toContain(
      "Marked urgent: it sends before your other campaigns and replaces “First”.",
    );
    expect(await timelineOf(second.id)).not.toContain("No longer urgent: replaced by “Next”.");
  });
});

describe("refusals", () => {
  test("what is over is not marked, and another shop's campaign does not exist", async () => {
    const { shopId, first } = await twoUnderWay();
    const stranger = await aShop(db);
    await expect(markUrgent(ctx, stranger.id, first.id, true)).rejects.toMatchObject({ code: "campaign-not-found" });
    await cancelCampaign(ctx, shopId, first.id);
    await expect(markUrgent(ctx, shopId, first.id, true)).rejects.toMatchObject({ code: "campaign-over" });
  });

  test("another shop's urgent campaign changes nothing here", async () => {
    const { campaign } = await aStartedCampaign(ctx, [{}], { isUrgent: true });
    const { shopId, first } = await twoUnderWay();
    await markUrgent(ctx, shopId, first.id, true);
    expect(await urgentNames()).toEqual(["First", campaign.name]);
  });
});
