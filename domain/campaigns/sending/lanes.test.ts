import { beforeEach, expect, test } from "vitest";
import { markUrgent } from "#domain/campaigns/control/mark-urgent";
import { aStartedCampaign } from "../../../test/factories/campaigns/started-campaign.ts";
import { campaignSteps } from "../../../test/factories/campaigns/steered-campaign.ts";
import { aContext, TUESDAY_MORNING } from "../../../test/factories/context.ts";
import { emptyDatabase } from "../../../test/setup/per-worker.ts";
import { campaignsInLine } from "./lanes.ts";

const ctx = aContext();
const { db, clock } = ctx;
const { take } = campaignSteps(ctx);

beforeEach(async () => {
  await emptyDatabase();
  clock.set(TUESDAY_MORNING);
});

test("the line that is shown is the line that is served, person after person", async () => {
  clock.set(new Date("2026-11-24T18:00:00Z"));
  const people = (tag: string) =>
    ["US-CA@America/Los_Angeles", "US-NY@America/New_York", "US-FL@America/New_York"].map((ruleSignature) => ({
      ruleSignature,
      tags: [tag],
    }));
  const to = (tag: string) => ({ name: tag, audience: { kind: "tag", tag } });
  const { campaign: first } = await aStartedCampaign(ctx, people("first"), to("first"));
  const { shopId, senderId } = first;
  await aStartedCampaign(ctx, people("second"), { ...to("second"), shopId, senderId });
  const hurried = { ...to("hurried"), shopId, senderId };
  const { campaign: urgent } = await aStartedCampaign(ctx, people("hurried"), hurried);
  await markUrgent(ctx, shopId, urgent.id, true);

  const served: (string | undefined)[] = [];
  const shown: (string | undefined)[] = [];
  for (;;) {
    const [next] = await campaignsInLine(db, shopId, clock.now());
    const batch = await take(first, 1);
    if (!next && !batch) break;
    shown.push(next?.id);
    served.push(batch?.sourceId);
  }
  expect(served).toHaveLength(9);
  expect(served.slice(0, 3)).toEqual([urgent.id, urgent.id, urgent.id]);
  expect(shown).toEqual(served);
});
