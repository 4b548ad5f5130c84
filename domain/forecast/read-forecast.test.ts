import { beforeEach, expect, test } from "vitest";
import { publishFlows } from "../../bench/stage/live-flows.ts";
import { aCampaign } from "../../test/factories/campaigns/campaign.ts";
import { aContext, TUESDAY_MORNING } from "../../test/factories/context.ts";
import { aSubscriber } from "../../test/factories/subscriber.ts";
import { emptyDatabase } from "../../test/setup/per-worker.ts";
import { readForecast } from "./read-forecast.ts";

const ctx = aContext();
const { db, clock } = ctx;
/** The day after TUESDAY_MORNING; 15:00 UTC is 10:00 in New York. */
const DATE = "2026-11-25";
const AT = new Date("2026-11-25T15:00:00Z");

beforeEach(async () => {
  await emptyDatabase();
  clock.set(TUESDAY_MORNING);
});

test("a campaign that its number can't send in an hour makes that hour lack, and the ones after it", async () => {
  const { shopId } = await aScheduledCampaign(1 / 600);
  for (let person = 0; person < 13; person += 1) await aSubscriber(db, { shopId });
  const { lacking, hours } = await readForecast(ctx, { date: DATE });
  // Six texts an hour of one or two parts each.
  expect(lacking[0]).toMatchObject({ at: AT.toISOString(), canSend: 6, because: "campaign “Early access”" });
  expect(lacking[0]?.lacks).toBeGreaterThanOrEqual(7);
  expect(lacking[1]?.because).toBe("what earlier hours left");
  expect(hours[15]?.parts).toBeGreaterThanOrEqual(13);
});

test("orders of the same weekday a year before count as far as a live flow texts about them", async () => {
  const { shopId } = await aScheduledCampaign(1 / 600);
  const lastYear = new Date("2025-11-26T20:10:00Z");
  for (let order = 0; order < 8; order += 1) await anOrder(shopId, order, lastYear);
  const before = await readForecast(ctx, { date: DATE });
  expect(before).toMatchObject({ basedOn: "2025-11-26" });
  expect(before.hours[20]?.parts).toBe(0);
  await publishFlows(ctx, shopId);
  const { hours, lacking } = await readForecast(ctx, { date: DATE });
  expect(hours[20]?.parts).toBe(8);
  expect(lacking).toMatchObject([{ lacks: 2, because: "orders" }]);
});

test("without last year's orders the last four weeks are averaged", async () => {
  const { shopId } = await aScheduledCampaign(1);
  await publishFlows(ctx, shopId);
  for (let order = 0; order < 8; order += 1) await anOrder(shopId, order, new Date("2026-11-18T20:10:00Z"));
  const { hours, basedOn } = await readForecast(ctx, { date: DATE });
  expect(basedOn).toContain("4 weeks");
  expect(hours[20]?.parts).toBe(2);
});

test("hours are those of the zone, and a word that is no date is refused", async () => {
  await aScheduledCampaign(1);
  const { hours } = await readForecast(ctx, { date: DATE, zone: "America/New_York" });
  expect(hours[0]?.at).toBe("2026-11-25T05:00:00.000Z");
  await expect(readForecast(ctx, { date: "tomorrow" })).rejects.toThrow("isn’t a date");
});

async function aScheduledCampaign(partsPerSecond: number) {
  const campaign = await aCampaign(db, { name: "Early access", state: "scheduled", scheduledAt: AT });
  const { shopId, senderId } = campaign;
  await db.prisma.sender.update({ where: { shopId_id: { shopId, id: senderId } }, data: { partsPerSecond } });
  return campaign;
}

async function anOrder(shopId: string, number: number, placedAt: Date): Promise<void> {
  const id = String(number);
  await db.prisma.order.create({
    data: { shopId, id, name: `#${id}`, currency: "USD", totalMicros: 1_000_000n, placedAt, eventAt: placedAt },
  });
}
