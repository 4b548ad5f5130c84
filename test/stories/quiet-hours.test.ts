import { expect, test } from "vitest";
import { sumOf } from "#domain/campaigns/report/recipient-counts";
import { changeSettings } from "#domain/settings/change-settings";
import { type CampaignUnderWay, nothingLeaves, startCampaign } from "./campaign-under-way.ts";
import { BLUEBIRD, FERNHILL, NUMBERS, openStory } from "./story-world.ts";
import { until } from "./until.ts";

/** Tuesday, half past nine in the evening in New York, 20:30 in Houston, 16:30 in Honolulu. */
const EVENING = new Date("2026-11-25T02:30:00Z");
const world = await openStory({ now: EVENING });
const { ctx, carrier } = world;
const { prisma } = ctx.db;

const people = {
  newYork: ["+12125550301", "+12125550302", "+12125550303", "+16465550304"],
  houston: ["+17135550305", "+17135550306"],
  honolulu: ["+18085550307", "+18085550308", "+18085550309"],
};
const everybody = Object.values(people).flat();

/** A shop whose every subscriber has opted in at its store. */
async function openShop(domain: string, phone: string): Promise<string> {
  const shopId = await world.install(domain);
  await world.connect(shopId, phone);
  const store = world.store(domain);
  for (const [place, number] of everybody.entries())
    await store.post("customers", { phone: number, email: `${place}@example.test`, consent: true });
  await store.settle();
  await until(
    "all of them subscribed",
    async () => (await prisma.subscriber.count({ where: { shopId, marketing: "subscribed" } })) === everybody.length,
  );
  return shopId;
}

async function moveTo(time: string): Promise<void> {
  await world.advance(Date.parse(time) - ctx.clock.now().getTime());
}

const delivered = (campaign: CampaignUnderWay, count: number) =>
  until(`${count} delivered`, async () => {
    const progress = await campaign.progress();
    return progress.counts.delivered === count && progress;
  });

async function phonesTexted(shopId: string): Promise<string[]> {
  const texts = await prisma.message.findMany({ where: { shopId, state: "delivered" }, select: { phone: true } });
  return texts.map(({ phone }) => phone ?? "").sort();
}

/** Everyone who must wait is told, and until when; the sum is the audience. */
async function mustWait(campaign: CampaignUnderWay, count: number, until: string): Promise<void> {
  const { counts, state } = await campaign.progress();
  expect(state).toBe("sending");
  expect(counts).toMatchObject({ quietHours: count, quietHoursEndAt: new Date(until), queued: 0, waiting: 0 });
  expect(sumOf(counts)).toBe(everybody.length);
}

test("a campaign sent late in the evening reaches everyone in hours of their own, the strictest of law and shop", async () => {
  const careful = await openShop(FERNHILL, NUMBERS[0]);
  const eager = await openShop(BLUEBIRD, NUMBERS[1]);
  await changeSettings(ctx, careful, { textingStartsMinute: 9 * 60, textingEndsMinute: 20 * 60 });
  await changeSettings(ctx, eager, { textingStartsMinute: 8 * 60, textingEndsMinute: 21 * 60 });
  const carefully = await startCampaign(world, careful);
  const eagerly = await startCampaign(world, eager);

  // Half past eight in Houston is lawful, and too late for the careful shop.
  await delivered(carefully, people.honolulu.length);
  await delivered(eagerly, people.honolulu.length + people.houston.length);
  expect(await phonesTexted(careful)).toEqual(people.honolulu);
  expect(await phonesTexted(eager)).toEqual([...people.houston, ...people.honolulu].sort());
  await mustWait(carefully, people.newYork.length + people.houston.length, "2026-11-25T14:00:00Z");
  await mustWait(eagerly, people.newYork.length, "2026-11-25T13:00:00Z");

  await moveTo("2026-11-25T12:59:30Z");
  await nothingLeaves(carrier, 2_500);
  await moveTo("2026-11-25T13:00:00Z");
  expect(await eagerly.isOver()).toMatchObject({ state: "finished", counts: { delivered: everybody.length } });
  await mustWait(carefully, people.newYork.length + people.houston.length, "2026-11-25T14:00:00Z");

  await moveTo("2026-11-25T14:00:00Z");
  await delivered(carefully, people.honolulu.length + people.newYork.length);
  // Texas itself begins at nine, an hour after New York does.
  await mustWait(carefully, people.houston.length, "2026-11-25T15:00:00Z");
  await moveTo("2026-11-25T15:00:00Z");
  expect(await carefully.isOver()).toMatchObject({ state: "finished", counts: { delivered: everybody.length } });
  expect(await phonesTexted(careful)).toEqual([...everybody].sort());
  expect(await phonesTexted(eager)).toEqual([...everybody].sort());
  await Promise.all([carefully.watched(), eagerly.watched()]);
});
