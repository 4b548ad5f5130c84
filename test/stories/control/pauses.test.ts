import { expect, test } from "vitest";
import { readOperatorEvents } from "#domain/control/events/operator-event";
import { readLateness } from "#domain/control/lateness/read-lateness";
import { pause, stopMarketing } from "#domain/control/pauses/pause";
import { resume, startMarketing } from "#domain/control/pauses/resume";
import { manySubscribers } from "../../factories/many-subscribers.ts";
import { promisedMs } from "../../setup/promised-ms.ts";
import { nothingLeaves, startCampaign } from "../campaign-under-way.ts";
import { FERNHILL, NUMBERS, openStory } from "../story-world.ts";
import { until } from "../until.ts";

const AUDIENCE = 500;
const world = await openStory();
const { ctx, carrier } = world;
const { everyShop: prisma } = ctx.db;
const ann = { by: { operator: "ann" }, because: "a wrong price" };
const bob = { by: { operator: "bob" } };

const shopId = await world.install(FERNHILL);
await world.connect(shopId, NUMBERS[0], 400);
// A provider that takes its time, so that there is always something claimed and not yet handed over.
await carrier.setFaults({ latencyMs: [20, 250] });

/** So many people whom no one has texted yet. */
async function people(tag: string): Promise<Set<string>> {
  const ids = await manySubscribers(ctx.db, shopId, AUDIENCE);
  const ofThem = { shopId, id: { in: ids } };
  await prisma.subscriber.updateMany({ where: ofThem, data: { tags: [tag] } });
  const found = await prisma.subscriber.findMany({ where: ofThem, select: { phone: true } });
  return new Set(found.map(({ phone }) => phone ?? ""));
}

const handedTo = async (phones: Set<string>) =>
  (await carrier.handOffs({})).filter(({ to, body }) => phones.has(to) && body.includes("20% off"));

/** Two operators at once, as on a day when everyone has seen it. */
const both = <Result>(verb: (act: typeof ann | typeof bob) => Promise<Result>) => Promise.all([verb(ann), verb(bob)]);

const target = { kind: "class", name: "campaign" } as const;
const provider = { kind: "provider", name: "twilio" } as const;
const shop = { kind: "shop", name: FERNHILL } as const;
const queue = { kind: "queue", name: "dispatch-campaign" } as const;

test.each([
  [
    "the class",
    () => both((act) => pause(ctx, { ...act, target })),
    () => both((act) => resume(ctx, { ...act, target })),
  ],
  ["all marketing", () => both((act) => stopMarketing(ctx, act)), () => both((act) => startMarketing(ctx, act))],
  [
    "the provider",
    () => both((act) => pause(ctx, { ...act, target: provider })),
    () => both((act) => resume(ctx, { ...act, target: provider })),
  ],
  [
    "the shop",
    () => both((act) => pause(ctx, { ...act, target: shop })),
    () => both((act) => resume(ctx, { ...act, target: shop })),
  ],
])(
  "%s paused in the middle of a campaign stops texts within two seconds, and each person is texted once",
  async (name, stop, start) => {
    const phones = await people(name);
    const campaign = await startCampaign(world, shopId, name);
    await campaign.hasSent(100);
    const before = (await readOperatorEvents(ctx.db)).length;

    const pausedAt = Date.now();
    expect((await stop()).filter(({ hasChanged }) => hasChanged)).toHaveLength(1);
    await until("nothing under way any more", async () => (await campaign.progress()).counts.sending === 0);
    const handed = await handedTo(phones);
    expect(Math.max(...handed.map(({ at }) => Date.parse(at))) - pausedAt).toBeLessThan(promisedMs(2_000));
    expect(handed.length).toBeLessThan(AUDIENCE);
    await nothingLeaves(carrier, 2_500);
    await world.advance(120_000);
    // A shop that is stopped is late by decision, not by a failure of the installation.
    const { late } = await readLateness(ctx);
    expect(late.map(({ queue: of }) => of)).toEqual(name === "the shop" ? [] : ["dispatch-campaign"]);

    expect((await start()).filter(({ hasChanged }) => hasChanged)).toHaveLength(1);
    expect((await campaign.isOver()).counts).toMatchObject({ delivered: AUDIENCE });
    const texted = (await handedTo(phones)).map(({ to }) => to);
    expect(texted).toHaveLength(AUDIENCE);
    expect(new Set(texted).size).toBe(AUDIENCE);
    expect((await carrier.summary()).duplicatedRefs).toEqual([]);
    // Whichever of the two was first stands in the audit log, once for each change.
    expect(await readOperatorEvents(ctx.db)).toHaveLength(before + 2);
    await campaign.watched();
  },
);

test("while campaigns are paused a STOP is heard and answered, and webhooks are accepted", async () => {
  const [phone = ""] = await people("a stop");
  await pause(ctx, { ...ann, target });
  await stopMarketing(ctx, ann);
  expect(await carrier.textIn(phone, NUMBERS[0], "Stop")).toMatchObject({ webhookStatus: 200 });
  await until("one confirmation", async () => {
    const confirmations = (await carrier.textsOn(phone)).filter(({ body }) => body.includes("no more"));
    return confirmations.length === 1;
  });
  await startMarketing(ctx, ann);
  await resume(ctx, { ...ann, target });
});

test("a queue that is paused takes no job within two seconds, and what waited is done when it goes on", async () => {
  const phones = await people("a queue");
  await pause(ctx, { ...ann, target: queue });
  // Longer than a worker takes to look.
  await nothingLeaves(carrier, 2_000);
  const campaign = await startCampaign(world, shopId, "a queue");
  await nothingLeaves(carrier, 2_500);
  expect(await handedTo(phones)).toEqual([]);
  await resume(ctx, { ...bob, target: queue });
  expect((await campaign.isOver()).counts).toMatchObject({ delivered: AUDIENCE });
  expect(await handedTo(phones)).toHaveLength(AUDIENCE);
  await campaign.watched();
});
