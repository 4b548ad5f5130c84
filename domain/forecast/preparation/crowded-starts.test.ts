import { beforeEach, expect, test } from "vitest";
import { moveStart } from "#domain/campaigns/drafts/move-start";
import { newId } from "#platform/ids";
import { aCampaign } from "../../../test/factories/campaigns/campaign.ts";
import { aContext, TUESDAY_MORNING } from "../../../test/factories/context.ts";
import { aSubscriber } from "../../../test/factories/subscriber.ts";
import { emptyDatabase } from "../../../test/setup/per-worker.ts";
import { type CrowdedStart, findCrowdedStarts } from "./crowded-starts.ts";

const ctx = aContext();
const { db, clock } = ctx;
const HOUR = 3_600_000;
const NINE = new Date(TUESDAY_MORNING.getTime() + HOUR);

beforeEach(async () => {
  await emptyDatabase();
  clock.set(TUESDAY_MORNING);
});

/** Two campaigns to twenty people, half an hour apart, from a number that sends a text in two minutes. */
async function twoCampaigns() {
  const early = await aCampaign(db, { name: "Early access", state: "scheduled", scheduledAt: NINE });
  const { shopId, senderId } = early;
  await db.prisma.sender.update({ where: { shopId_id: { shopId, id: senderId } }, data: { partsPerSecond: 1 / 100 } });
  for (let person = 0; person < 20; person += 1) await aSubscriber(db, { shopId });
  const scheduledAt = new Date(NINE.getTime() + HOUR / 4);
  const late = await aCampaign(db, { shopId, senderId, name: "Doorbusters", state: "scheduled", scheduledAt });
  return { shopId, late };
}

async function theOne(shopId: string): Promise<CrowdedStart> {
  const [start, ...others] = await findCrowdedStarts(ctx, shopId);
  expect(others).toEqual([]);
  if (!start) throw new Error("No campaign is advised.");
  return start;
}

test("a campaign that starts while an earlier one uses the number is advised, moved with one call, and moved back", async () => {
  const { shopId, late } = await twoCampaigns();
  const { id: campaignId, name, startsAt, freeAt, campaign } = await theOne(shopId);
  expect({ campaignId, name, campaign }).toEqual({
    campaignId: late.id,
    name: "Doorbusters",
    campaign: "Early access",
  });
  expect(freeAt > startsAt).toBe(true);
  await moveStart(ctx, shopId, { campaignId, from: startsAt, to: freeAt });
  await moveStart(ctx, shopId, { campaignId, from: startsAt, to: freeAt });
  expect(await findCrowdedStarts(ctx, shopId)).toEqual([]);
  expect(await db.prisma.campaignEvent.count({ where: { shopId, campaignId, kind: "scheduled" } })).toBe(1);
  await moveStart(ctx, shopId, { campaignId, from: freeAt, to: startsAt });
  expect(await theOne(shopId)).toMatchObject({ id: campaignId, startsAt });
});

test("a campaign that was changed or started in the meantime is not moved", async () => {
  const { shopId, late } = await twoCampaigns();
  const { startsAt: from, freeAt: to } = await theOne(shopId);
  const move = { campaignId: late.id, from, to };
  const where = { shopId_id: { shopId, id: late.id } };
  await db.prisma.campaign.update({ where, data: { scheduledAt: new Date(from.getTime() + 60_000) } });
  await expect(moveStart(ctx, shopId, move)).rejects.toMatchObject({ code: "campaign-moved" });
  await db.prisma.campaign.update({ where, data: { scheduledAt: from, state: "preparing" } });
  await expect(moveStart(ctx, shopId, move)).rejects.toMatchObject({ code: "campaign-moved" });
});

test("a campaign is not moved into the past, and another store's isn't found", async () => {
  const { shopId, late } = await twoCampaigns();
  const { startsAt: from } = await theOne(shopId);
  const past = { campaignId: late.id, from, to: new Date(TUESDAY_MORNING.getTime() - HOUR) };
  await expect(moveStart(ctx, shopId, past)).rejects.toMatchObject({ code: "campaign-schedule-past" });
  await expect(moveStart(ctx, newId(), { ...past, to: from })).rejects.toThrow("campaign");
});
