import { beforeEach, expect, test } from "vitest";
import { aCampaign } from "../../test/factories/campaigns/campaign.ts";
import { aContext, TUESDAY_MORNING } from "../../test/factories/context.ts";
import { aSender } from "../../test/factories/sender.ts";
import { aSubscriber } from "../../test/factories/subscriber.ts";
import { emptyDatabase } from "../../test/setup/per-worker.ts";
import { adviseStart } from "./advise-start.ts";

const ctx = aContext();
const { db, clock } = ctx;
const PEOPLE = 20;
const NINE = new Date(TUESDAY_MORNING.getTime() + 3_600_000);

beforeEach(async () => {
  await emptyDatabase();
  clock.set(TUESDAY_MORNING);
});

test("a campaign at the hour of another that needs its number for half an hour is better started afterwards", async () => {
  const { shopId, senderId } = await anEarlyCampaign();
  const advice = await adviseStart(ctx, shopId, { campaignId: null, senderId, startsAt: NINE });
  expect(advice?.campaign).toBe("Early access");
  const waitMinutes = ((advice?.freeAt.getTime() ?? 0) - NINE.getTime()) / 60_000;
  expect(waitMinutes).toBeGreaterThanOrEqual(30);
  expect(waitMinutes).toBeLessThanOrEqual(75);
  expect(waitMinutes % 5).toBe(0);
});

test("after that it may start", async () => {
  const { shopId, senderId } = await anEarlyCampaign();
  const startsAt = new Date(NINE.getTime() + 3 * 3_600_000);
  expect(await adviseStart(ctx, shopId, { campaignId: null, senderId, startsAt })).toBeNull();
});

test("with another number it may start at once", async () => {
  const { shopId } = await anEarlyCampaign();
  const { id: senderId } = await aSender(db, { shopId, phone: "+18335550177", partsPerSecond: 10 });
  expect(await adviseStart(ctx, shopId, { campaignId: null, senderId, startsAt: NINE })).toBeNull();
});

test("a scheduled campaign that is edited is not in its own way", async () => {
  const { shopId, senderId, id } = await anEarlyCampaign();
  expect(await adviseStart(ctx, shopId, { campaignId: id, senderId, startsAt: NINE })).toBeNull();
});

/** To so many people from a number that sends a text in two minutes. */
async function anEarlyCampaign() {
  const scheduled = { name: "Early access", state: "scheduled", scheduledAt: NINE } as const;
  const campaign = await aCampaign(db, scheduled);
  const { shopId, senderId } = campaign;
  await db.prisma.sender.update({ where: { shopId_id: { shopId, id: senderId } }, data: { partsPerSecond: 1 / 100 } });
  for (let person = 0; person < PEOPLE; person += 1) await aSubscriber(db, { shopId });
  return campaign;
}
