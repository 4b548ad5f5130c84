import { beforeEach, describe, expect, test } from "vitest";
import { cancelCampaign } from "#domain/campaigns/control/cancel";
import { pauseCampaign } from "#domain/campaigns/control/pause";
import { resumeCampaign } from "#domain/campaigns/control/resume";
import { advanceCampaign } from "#domain/campaigns/sending/advance";
import { enqueueAll } from "#domain/jobs";
import { newId } from "#platform/ids";
import { aCampaign } from "../../../test/factories/campaigns/campaign.ts";
import { aStartedCampaign } from "../../../test/factories/campaigns/started-campaign.ts";
import { campaignSteps } from "../../../test/factories/campaigns/steered-campaign.ts";
import { aContext, TUESDAY_MORNING } from "../../../test/factories/context.ts";
import { aShop } from "../../../test/factories/shop.ts";
import { emptyDatabase } from "../../../test/setup/per-worker.ts";
import { editCampaign } from "./edit.ts";
import { scheduleCampaign } from "./schedule.ts";

const ctx = aContext();
const { db, clock } = ctx;
const { stateOf } = campaignSteps(ctx);
const HOUR = 3_600_000;

beforeEach(async () => {
  await emptyDatabase();
  clock.set(TUESDAY_MORNING);
  ctx.enqueued.length = 0;
});

describe("refusals", () => {
  const refused = (work: Promise<unknown>) => expect(work).rejects;

  test("a scheduled campaign is not moved to a segment that is gone meanwhile; a draft may name one", async () => {
    const { shopId, id } = await aCampaign(db, {});
    const gone = { kind: "segment" as const, segmentId: newId(), name: "Regulars" };
    await editCampaign(ctx, shopId, id, { audience: gone });
    await editCampaign(ctx, shopId, id, { audience: { kind: "all" } });
    await scheduleCampaign(ctx, shopId, id, new Date(TUESDAY_MORNING.getTime() + HOUR));
    await refused(editCampaign(ctx, shopId, id, { audience: gone })).toMatchObject({ field: "audience" });
  });

  test("each thing that is missing is named by its field", async () => {
    const campaign = await aCampaign(db, { body: "", linkUrl: null });
    const { shopId, id } = campaign;
    const send = () => scheduleCampaign(ctx, shopId, id, "now");
    await refused(send()).toMatchObject({ code: "campaign-body-empty", field: "body" });
    await editCampaign(ctx, shopId, id, { body: "Go: {{ link }}" });
    await refused(send()).toMatchObject({ code: "campaign-link-missing", field: "linkUrl" });
    await refused(editCampaign(ctx, shopId, id, { linkUrl: "sale" })).toMatchObject({ field: "linkUrl" });
    await refused(editCampaign(ctx, shopId, id, { linkUrl: "javascript:alert(1)" })).toMatchObject({
      field: "linkUrl",
    });
    await editCampaign(ctx, shopId, id, { linkUrl: "https://shop.test/sale", body: "Sale!" });
    await refused(send()).toMatchObject({ code: "campaign-link-unused", field: "body" });
    await refused(editCampaign(ctx, shopId, id, { name: " " })).toMatchObject({ field: "name" });
    await refused(editCampaign(ctx, shopId, id, { body: "{% if %}" })).toMatchObject({
      code: "campaign-body-wrong",
      field: "body",
    });
    await refused(editCampaign(ctx, shopId, id, { audience: { kind: "tag", tag: " " } })).toMatchObject({
      field: "audience",
    });
    await refused(editCampaign(ctx, shopId, id, { senderId: newId() })).toMatchObject({ field: "senderId" });
    await editCampaign(ctx, shopId, id, { linkUrl: "" });
    await refused(scheduleCampaign(ctx, shopId, id, new Date(TUESDAY_MORNING.getTime() - HOUR))).toMatchObject({
      code: "campaign-schedule-past",
      field: "scheduledAt",
    });
    await refused(scheduleCampaign(ctx, shopId, id, new Date(Number.NaN))).toMatchObject({ field: "scheduledAt" });
    await db.everyShop.sender.updateMany({ data: { state: "stopped" } });
    await refused(send()).toMatchObject({ field: "senderId" });
  });

  test("a campaign that has started is not changed", async () => {
    const { campaign } = await aStartedCampaign(ctx, [{}]);
    await refused(editCampaign(ctx, campaign.shopId, campaign.id, { body: "Other" })).toMatchObject({
      code: "campaign-started",
    });
    await refused(scheduleCampaign(ctx, campaign.shopId, campaign.id, "now")).toMatchObject({
      code: "campaign-started",
    });
  });

  test("another shop's campaign does not exist", async () => {
    const campaign = await aCampaign(db);
    const { id: stranger } = await aShop(db);
    for (const verb of [pauseCampaign, cancelCampaign])
      await refused(verb(ctx, stranger, campaign.id)).toMatchObject({ code: "campaign-not-found" });
    await refused(resumeCampaign(ctx, stranger, campaign.id)).toMatchObject({ code: "campaign-not-found" });
    await refused(editCampaign(ctx, stranger, campaign.id, { name: "Mine" })).toMatchObject({
      code: "campaign-not-found",
    });
    await refused(scheduleCampaign(ctx, stranger, campaign.id, "now")).toMatchObject({ code: "campaign-not-found" });
    await advanceCampaign(ctx, stranger, campaign.id);
    await enqueueAll(ctx.enqueue, []);
    expect(await stateOf(campaign)).toBe("draft");
  });
});
