import { beforeEach, expect, test } from "vitest";
import { publishFlows } from "../../../bench/stage/live-flows.ts";
import { aCampaign } from "../../../test/factories/campaigns/campaign.ts";
import { aContext, TUESDAY_MORNING } from "../../../test/factories/context.ts";
import { fillShop } from "../../../test/factories/filled-shop.ts";
import { aSender } from "../../../test/factories/sender.ts";
import { aShop } from "../../../test/factories/shop.ts";
import { aSubscriber } from "../../../test/factories/subscriber.ts";
import { emptyDatabase } from "../../../test/setup/per-worker.ts";
import { findCrowdedStarts } from "./crowded-starts.ts";
import { readChecks, readQuickChecks } from "./read-checks.ts";

const ctx = aContext();
const { db, clock } = ctx;
const BLACK_FRIDAY = { day: { date: "2026-11-27" }, timeZone: "America/New_York" };

beforeEach(async () => {
  await emptyDatabase();
  clock.set(TUESDAY_MORNING);
});

async function aStore() {
  const { id: shopId } = await aShop(db);
  await aSender(db, { shopId, partsPerSecond: 1 / 600 });
  for (let person = 0; person < 13; person += 1) await aSubscriber(db, { shopId });
  return shopId;
}

test("a number that sends six texts an hour needs more than two hours for 13 subscribers", async () => {
  const shopId = await aStore();
  const checks = await readChecks(ctx, shopId, BLACK_FRIDAY);
  expect(checks.find(({ kind }) => kind === "speed")).toMatchObject({
    state: "todo",
    sentence: expect.stringMatching(/all 13 subscribers, started at 9:00 AM EST, takes about 2 h \d+ min/),
  });
});

test("a store without a number is told so, and one without subscribers is told no time", async () => {
  const { id: shopId } = await aShop(db);
  const checks = await readChecks(ctx, shopId, BLACK_FRIDAY);
  expect(checks[0]).toMatchObject({ kind: "sender", state: "todo" });
  await aSender(db, { shopId });
  expect((await readChecks(ctx, shopId, BLACK_FRIDAY)).map(({ kind }) => kind)).not.toContain("speed");
});

test("flows that were turned on, changed and not published are named", async () => {
  const shopId = await aStore();
  const flows = async () => (await readQuickChecks(ctx, shopId)).find(({ kind }) => kind === "flows");
  expect(await flows()).toMatchObject({ state: "todo", sentence: expect.stringContaining("No flow is live") });
  await publishFlows(ctx, shopId);
  expect((await flows())?.sentence).toMatch(/^\d flows? (is|are) live\./);
  expect(await flows()).not.toMatchObject({ sentence: expect.stringContaining("not published") });
  const live = await db.prisma.flow.findFirstOrThrow({ where: { shopId, state: "live" } });
  const draft = { ...(live.draft as object), steps: [] };
  await db.prisma.flow.updateMany({ where: { shopId, id: live.id }, data: { draft } });
  expect(await flows()).toMatchObject({
    state: "todo",
    sentence: expect.stringContaining(`Changes not published: “${live.name}”`),
  });
});

test("what other stores have changes nothing in a store's guide", async () => {
  const shopId = await aStore();
  const before = await readChecks(ctx, shopId, BLACK_FRIDAY);
  const { id: otherId } = await aShop(db);
  await aSender(db, { shopId: otherId, state: "stopped", phone: "+18335550144" });
  await publishFlows(ctx, otherId);
  const { senderId } = await fillShop(ctx, otherId, "others");
  const scheduledAt = new Date(TUESDAY_MORNING.getTime() + 3_600_000);
  for (const name of ["Early", "Late"])
    await aCampaign(db, { shopId: otherId, senderId, name, state: "scheduled", scheduledAt });
  expect(await readChecks(ctx, shopId, BLACK_FRIDAY)).toEqual(before);
  expect(await findCrowdedStarts(ctx, shopId)).toEqual([]);
});
