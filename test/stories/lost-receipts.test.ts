import { afterAll, expect, test } from "vitest";
import { startWeb } from "#app/start-web";
import { manySubscribers } from "../factories/many-subscribers.ts";
import { emptyRedis } from "../setup/empty-redis.ts";
import { testRedisUrl } from "../setup/per-worker.ts";
import { startCampaign } from "./campaign-under-way.ts";
import { storyBuild } from "./story-build.ts";
import { FERNHILL, NUMBERS, openStory } from "./story-world.ts";
import { until } from "./until.ts";

const AUDIENCE = 120;
const PHONES_OFF = 3;
const MINUTE = 60_000;
const world = await openStory();
const { ctx, carrier, web, config } = world;
const { everyShop: prisma } = ctx.db;

const shopId = await world.install(FERNHILL);
await world.connect(shopId, NUMBERS[0], 1_000);

const OPEN = ["waiting", "sending", "accepted", "sent", "unknown"];
const open = () => prisma.message.count({ where: { shopId, state: { in: OPEN } } });

test("receipts that are lost while the web process is down are asked for, and each text ends as the carrier's record says", async () => {
  const ids = await manySubscribers(ctx.db, shopId, AUDIENCE);
  await prisma.subscriber.updateMany({ where: { shopId, id: { in: ids } }, data: { tags: ["all"] } });
  await carrier.setFaults({
    fail: [
      { probability: 0.2, code: 30005 },
      { probability: 0.1, code: 21610 },
      { probability: 1, times: PHONES_OFF, code: 30003 },
    ],
  });
  await web.stop();
  const campaign = await startCampaign(world, shopId, "all");
  await campaign.isOver(false);
  // It tries each receipt six times, and then never again.
  await until(
    "a carrier that has given up",
    () =>
      carrier.idle().then(
        () => true,
        () => false,
      ),
    60_000,
  );
  const before = await campaign.progress();
  expect(before.counts.accepted).toBe(AUDIENCE);
  await carrier.setFaults({});

  const again = await startWeb(config, { build: storyBuild });
  afterAll(() => again.stop());
  await emptyRedis(testRedisUrl());
  await world.advance(61 * MINUTE);
  await until("an end of all but the phones that were off", async () => (await open()) === PHONES_OFF, 60_000);
  // They are tried again, and this time the receipts come.
  await world.advance(11 * MINUTE);
  await until("their ends", async () => (await open()) === 0, 60_000);
  const { counts } = await campaign.progress();

  const handOffs = await carrier.handOffs({});
  expect(handOffs).toHaveLength(AUDIENCE + PHONES_OFF);
  const last = new Map(handOffs.map((it) => [it.ref?.split(".")[2], it]));
  const texts = await prisma.message.findMany({ where: { shopId } });
  for (const { id, state, reason } of texts) {
    const { status, errorCode } = last.get(id) ?? {};
    expect([state, reason]).toEqual(status === "delivered" ? ["delivered", null] : ["failed", String(errorCode)]);
  }
  const failedWith = (code: number) => handOffs.filter(({ errorCode }) => errorCode === code).length;
  expect(counts.delivered).toBe(AUDIENCE - failedWith(30005) - failedWith(21610));
  expect(failedWith(21610)).toBeGreaterThan(0);
  expect(await prisma.suppression.count({ where: { shopId, reason: "opted-out-at-provider" } })).toBe(
    failedWith(21610),
  );
  expect(await prisma.numberFailure.count()).toBe(failedWith(30005));
  expect(await prisma.receiptCheck.count({ where: { dueAt: { lte: ctx.clock.now() } } })).toBe(0);
  await campaign.watched();
}, 180_000);
