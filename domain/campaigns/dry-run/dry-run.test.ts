import { expect, test } from "vitest";
import type { Audience } from "#domain/campaigns/audience/audience";
import { editCampaign } from "#domain/campaigns/drafts/edit";
import { scheduleCampaign } from "#domain/campaigns/drafts/schedule";
import { findCampaign } from "#domain/campaigns/report/find";
import { saveSegment } from "#domain/segments/save";
import { changeSettings } from "#domain/settings/change-settings";
import { dueJobs } from "#domain/sweep/sweep";
import { newId } from "#platform/ids";
import { statement } from "#platform/sql/statement";
import { aCampaign } from "../../../test/factories/campaigns/campaign.ts";
import { aStartedCampaign } from "../../../test/factories/campaigns/started-campaign.ts";
import { aContext, TUESDAY_MORNING } from "../../../test/factories/context.ts";
import { aSender } from "../../../test/factories/sender.ts";
import { aShop } from "../../../test/factories/shop.ts";
import { aSubscriber } from "../../../test/factories/subscriber.ts";
import { advanceDryRun, askDryRun, cancelDryRun } from "./dry-run.ts";
import { findDryRun, whyStale } from "./dry-run-find.ts";
import { changedSince, type DryRunPlan, planDryRun } from "./dry-run-plan.ts";

const ctx = aContext();
const HOUR = 3_600_000;
const GONE: Audience = { kind: "list", listId: newId(), name: "Gone" };

/** So many people in New York, by one statement. */
const crowd = statement(
  "test-crowd",
  `INSERT INTO subscribers (shop_id, id, phone, phone_hash, first_name, country, rule_signature, marketing, page_key, created_at, updated_at)
   SELECT $1, gen_random_uuid(), '+1212' || i, 'crowd ' || i, 'Ada', 'US', 'US-NY@America/New_York', 'subscribed', i * 7, $3, $3
   FROM generate_series(1, $2) AS i`,
);
const aCrowd = (shopId: string, people: number) => ctx.db.run(crowd, [shopId, people, TUESDAY_MORNING]);

const asJsonb = statement("test-as-jsonb", "SELECT $1::jsonb AS plan");

async function runOf(shopId: string, campaignId: string): Promise<string> {
  const found = await findDryRun(ctx.db, shopId, campaignId);
  if (!found) throw new Error("There is no dry run.");
  return found.id;
}

async function workedOut(shopId: string, campaignId: string) {
  for (let pages = 0; pages < 20; pages += 1) {
    const found = await findDryRun(ctx.db, shopId, campaignId);
    if (found?.state !== "under-way") return found;
    await advanceDryRun(ctx, shopId, campaignId);
  }
  throw new Error("The dry run does not end.");
}

async function result(shopId: string, campaignId: string) {
  const found = await workedOut(shopId, campaignId);
  if (!found?.result) throw new Error(`The dry run ended ${found?.state}.`);
  return found.result;
}

test("an audience of several pages is counted once, however many workers take it up at the same time", async () => {
  const campaign = await aCampaign(ctx.db);
  const { shopId, id } = campaign;
  await aCrowd(shopId, 12_000);
  await askDryRun(ctx, shopId, id, "now");
  await Promise.all([advanceDryRun(ctx, shopId, id), advanceDryRun(ctx, shopId, id), advanceDryRun(ctx, shopId, id)]);
  const half = await findDryRun(ctx.db, shopId, id);
  expect(half).toMatchObject({ state: "under-way", people: 12_000, result: null });
  expect(half?.counted).toBeLessThan(12_000);
  expect(await result(shopId, id)).toMatchObject({ people: 12_000, now: 12_000, texts: 12_000 });
  expect(await findDryRun(ctx.db, shopId, id)).toMatchObject({ state: "done", counted: 12_000 });
});

test("nothing is written but the dry run itself, and a lost job is enqueued by the sweep", async () => {
  const { shopId, id } = await aCampaign(ctx.db);
  await aSubscriber(ctx.db, { shopId });
  await askDryRun(ctx, shopId, id, "now");
  const job = { name: "dry-run", payload: { shopId, campaignId: id } };
  expect(await dueJobs(ctx.db, ctx.clock.now())).toContainEqual(job);
  await workedOut(shopId, id);
  expect(await dueJobs(ctx.db, ctx.clock.now())).not.toContainEqual(job);
  const { prisma } = ctx.db;
  const where = { shopId };
  expect(
    await Promise.all([
      prisma.message.count({ where }),
      prisma.recipientCap.count({ where }),
      prisma.spendCounter.count({ where }),
      prisma.shortLink.count({ where }),
      prisma.campaignChunk.count({ where }),
    ]),
  ).toEqual([0, 0, 0, 0, 0]);
});

test("cancelled, it says nothing; asked again, it begins again", async () => {
  const { shopId, id } = await aCampaign(ctx.db);
  await aCrowd(shopId, 11_000);
  await askDryRun(ctx, shopId, id, "now");
  await advanceDryRun(ctx, shopId, id);
  await cancelDryRun(ctx, shopId, id, await runOf(shopId, id));
  await advanceDryRun(ctx, shopId, id);
  expect(await findDryRun(ctx.db, shopId, id)).toMatchObject({ state: "cancelled", result: null });
  await askDryRun(ctx, shopId, id, "now");
  expect(await result(shopId, id)).toMatchObject({ people: 11_000 });
});

test("what comes late from one that was asked for before ends or changes nothing of the next", async () => {
  const { shopId, id } = await aCampaign(ctx.db);
  await aCrowd(shopId, 11_000);
  await askDryRun(ctx, shopId, id, "now");
  const earlier = await runOf(shopId, id);
  // A worker has read the earlier one, whose audience is gone when it looks at the people.
  let askAgain: (() => Promise<void>) | null = () => askDryRun(ctx, shopId, id, "now");
  const late = {
    ...ctx.db,
    run: (async (what, values) => {
      const rows = await ctx.db.run(what, values);
      if (what.name !== "dry-run-under-way") return rows;
      await askAgain?.();
      askAgain = null;
      return rows.map((row) => ({ ...row, plan: { ...(row as { plan: object }).plan, audience: GONE } }));
    }) as typeof ctx.db.run,
  };
  await advanceDryRun({ ...ctx, db: late }, shopId, id);
  await cancelDryRun(ctx, shopId, id, earlier);
  expect(await findDryRun(ctx.db, shopId, id)).toMatchObject({ state: "under-way" });
  expect(await result(shopId, id)).toMatchObject({ people: 11_000 });
});

test("people in the audience who have not agreed are reported beside it, of a segment too", async () => {
  const { id: shopId } = await aShop(ctx.db);
  const { id: senderId } = await aSender(ctx.db, { shopId });
  const { id: segmentId } = await saveSegment(ctx, shopId, {
    name: "Florida",
    rules: { type: "place", places: ["US-FL"] },
  });
  for (const [region, marketing, count] of [
    ["FL", "subscribed", 2],
    ["FL", "never", 3],
    ["FL", "unsubscribed", 1],
    ["NY", "never", 4],
  ] as const)
    for (let of = 0; of < count; of += 1) await aSubscriber(ctx.db, { shopId, region, marketing });
  const toldOf = async (audience: Audience) => {
    const { id } = await aCampaign(ctx.db, { shopId, senderId, audience });
    await askDryRun(ctx, shopId, id, "now");
    const { people, leftOut } = await result(shopId, id);
    return { people, ...Object.fromEntries(leftOut.map((it) => [it.marketing, it.count])) };
  };
  expect(await toldOf({ kind: "all" })).toEqual({ people: 2, never: 7, unsubscribed: 1 });
  expect(await toldOf({ kind: "segment", segmentId, name: "Florida" })).toEqual({
    people: 2,
    never: 3,
    unsubscribed: 1,
  });
});

test("for an hour to come, people are asked about as of that hour", async () => {
  const { shopId, id } = await aCampaign(ctx.db);
  await aSubscriber(ctx.db, { shopId });
  await aSubscriber(ctx.db, { shopId, timeZone: "Pacific/Honolulu", ruleSignature: "US-HI@Pacific/Honolulu" });
  const evening = new Date("2026-11-25T03:00:00Z"); // 22:00 in New York, 17:00 in Honolulu
  await askDryRun(ctx, shopId, id, evening);
  expect(await result(shopId, id)).toMatchObject({
    now: 1,
    later: [{ at: "2026-11-25T13:00:00.000Z", because: "quiet-hours", count: 1 }],
  });
});

test("by each one’s own clock, everyone waits for the own hour, and whose hours begin later for those", async () => {
  const { shopId, id } = await aCampaign(ctx.db);
  const zones = [
    ["America/New_York", "US-NY"],
    ["America/Los_Angeles", "US-CA"],
  ];
  for (const [zone = "", state] of zones)
    await aSubscriber(ctx.db, { shopId, timeZone: zone, ruleSignature: `${state}@${zone}` });
  await askDryRun(ctx, shopId, id, { localTime: "2026-11-24T08:30" });
  // New York's half past eight has passed; California's own hours begin at nine.
  expect(await result(shopId, id)).toMatchObject({
    now: 1,
    later: [{ at: "2026-11-24T17:00:00.000Z", because: "quiet-hours", count: 1 }],
  });
  await askDryRun(ctx, shopId, id, { localTime: "2026-11-24T11:00" });
  // It starts with New York's eleven.
  expect(await findDryRun(ctx.db, shopId, id)).toMatchObject({ plan: { startsAt: "2026-11-24T16:00:00.000Z" } });
  expect(await result(shopId, id)).toMatchObject({
    now: 1,
    later: [{ at: "2026-11-24T19:00:00.000Z", because: "local-time", count: 1 }],
  });
});

test("a number too slow for the evening says how many are late, and until when", async () => {
  const campaign = await aCampaign(ctx.db);
  const { shopId, id, senderId } = campaign;
  await ctx.db.prisma.sender.update({ where: { shopId_id: { shopId, id: senderId } }, data: { partsPerSecond: 0.1 } });
  await aCrowd(shopId, 1_000);
  const lastHour = new Date("2026-11-25T01:00:00Z"); // 20:00 in New York
  await askDryRun(ctx, shopId, id, lastHour);
  const { late, finish } = await result(shopId, id);
  expect(late).toEqual([{ count: 640, closesAt: "2026-11-25T02:00:00.000Z", until: "2026-11-25T13:00:00.000Z" }]);
  expect(finish).toMatchObject({
    limit: "number",
    at: new Date(Date.parse("2026-11-25T13:00:00Z") + 6_400_000).toISOString(),
  });
});

test("a spend cap that is too small, and another campaign to the same people, are told", async () => {
  const shop = await aShop(ctx.db);
  const { campaign: other } = await aStartedCampaign(ctx, [{}, {}, {}], { shopId: shop.id, name: "VIPs" });
  const { shopId, id } = await aCampaign(ctx.db, { shopId: shop.id, spendCapMicros: 8_300 });
  await askDryRun(ctx, shopId, id, "now");
  expect(await result(shopId, id)).toMatchObject({
    // What will be sent, within the cap.
    ...{ people: 3, now: 1, texts: 1, parts: 1, micros: 8_300, later: [] },
    countries: [{ texts: 1, micros: 8_300 }],
    nothing: [{ fate: "held", because: "spend-cap", count: 2 }],
    caps: [{ kind: "campaign", most: 8_300, needs: 24_900, beyond: 2, until: null }],
    collisions: [{ campaignId: other.id, name: "VIPs", isFirst: true, people: 3 }],
  });
});

test("what the day’s spend cap moves to the next day is counted as sent then, not now", async () => {
  const { shopId, id } = await aCampaign(ctx.db);
  await aCrowd(shopId, 3);
  await ctx.db.prisma.shopSettings.update({ where: { shopId }, data: { dailySpendCapMicros: 16_600n } });
  await askDryRun(ctx, shopId, id, "now");
  expect(await result(shopId, id)).toMatchObject({
    ...{ people: 3, now: 2, texts: 3, micros: 24_900, nothing: [] },
    later: [{ at: "2026-11-25T05:00:00.000Z", because: "spend-cap", count: 1 }],
  });
});

test("it says what has changed since, and that it has grown old", async () => {
  const { shopId, id } = await aCampaign(ctx.db);
  await askDryRun(ctx, shopId, id, "now");
  const found = await workedOut(shopId, id);
  if (!found) throw new Error("There is no dry run.");
  const stale = async (at = TUESDAY_MORNING) => {
    const campaign = await findCampaign(ctx.db, shopId, id);
    return campaign && whyStale(found, campaign, at);
  };
  expect(await stale()).toEqual([]);
  expect(await stale(new Date(TUESDAY_MORNING.getTime() + 7 * HOUR))).toHaveLength(1);
  await changeSettings(ctx, shopId, { frequencyCapTexts: 2 });
  const withOtherRules = await findDryRun(ctx.db, shopId, id);
  const unchanged = await findCampaign(ctx.db, shopId, id);
  expect(withOtherRules && unchanged && whyStale(withOtherRules, unchanged, TUESDAY_MORNING)).toEqual([
    "Your quiet hours, compliance rules or frequency cap changed after this dry run.",
  ]);
  await editCampaign(ctx, shopId, id, { body: "Something else", linkUrl: null });
  expect(await stale()).toEqual(["You changed the text and the link after this dry run."]);
});

test.each<[string, Audience]>([
  ["a tag", { kind: "tag", tag: "vip" }],
  ["a list", { kind: "list", listId: "0198a5a0-0000-7000-8000-000000000001", name: "Regulars" }],
])("nothing has changed of a campaign to %s that no one changed", async (_audience, audience) => {
  const { shopId, id } = await aCampaign(ctx.db);
  const plan = await planDryRun(ctx.db, shopId, id, "now", TUESDAY_MORNING);
  const [stored] = await ctx.db.run<{ plan: DryRunPlan }>(asJsonb, [JSON.stringify({ ...plan, audience })]);
  if (!stored) throw new Error("PostgreSQL gave nothing back.");
  expect(changedSince(stored.plan, { ...plan, audience })).toEqual([]);
  expect(changedSince(stored.plan, { ...plan, audience: { kind: "all" } })).toEqual(["the audience"]);
});

test("without a number, without words, or with another shop’s id it is refused", async () => {
  const { shopId, id, senderId } = await aCampaign(ctx.db);
  const { id: strangers } = await aShop(ctx.db);
  await expect(askDryRun(ctx, strangers, id, "now")).rejects.toThrow("wasn’t found");
  expect(await findDryRun(ctx.db, strangers, id)).toBeNull();
  await askDryRun(ctx, shopId, id, "now");
  await ctx.db.prisma.sender.update({ where: { shopId_id: { shopId, id: senderId } }, data: { state: "stopped" } });
  expect(await workedOut(shopId, id)).toMatchObject({ state: "failed", failedBecause: "no-sender" });
  await expect(askDryRun(ctx, shopId, id, "now")).rejects.toThrow("No number is connected");
  await editCampaign(ctx, shopId, id, { body: "", linkUrl: null });
  await expect(askDryRun(ctx, shopId, id, null)).rejects.toThrow("Enter a message");
});

test("a campaign that is scheduled is asked about as it is scheduled", async () => {
  const { shopId, id } = await aCampaign(ctx.db);
  await scheduleCampaign(ctx, shopId, id, new Date("2026-11-26T15:00:00Z"));
  await askDryRun(ctx, shopId, id, null);
  expect(await findDryRun(ctx.db, shopId, id)).toMatchObject({
    plan: { isNow: false, startsAt: "2026-11-26T15:00:00.000Z", expiresAt: "2026-11-28T15:00:00.000Z" },
  });
});
