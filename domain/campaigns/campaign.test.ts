import { beforeEach, describe, expect, test } from "vitest";
import { ringAll } from "#domain/jobs";
import type { Batch } from "#domain/messages/source";
import { PARKED } from "#domain/messages/waiting";
import { newId } from "#platform/ids";
import { aCampaign } from "../../test/factories/campaign.ts";
import { aContext, TUESDAY_MORNING } from "../../test/factories/context.ts";
import { aShop } from "../../test/factories/shop.ts";
import { aSubscriber } from "../../test/factories/subscriber.ts";
import { emptyDatabase } from "../../test/setup/per-worker.ts";
import { advanceCampaign } from "./advance.ts";
import { cancelCampaign } from "./cancel.ts";
import { editCampaign } from "./edit.ts";
import { dueCampaignLanes } from "./lanes.ts";
import { nextBatch } from "./next-batch.ts";
import { pauseCampaign } from "./pause.ts";
import { resumeCampaign } from "./resume.ts";
import { scheduleCampaign } from "./schedule.ts";
import { campaignSource } from "./source.ts";

const ctx = aContext();
const { db, clock } = ctx;
const HOUR = 3_600_000;

beforeEach(async () => {
  await emptyDatabase();
  clock.set(TUESDAY_MORNING);
  ctx.rung.length = 0;
});

type Ids = { shopId: string; id: string; senderId: string };

const stateOf = async ({ shopId, id }: Ids) => {
  const row = await db.prisma.campaign.findUniqueOrThrow({ where: { shopId_id: { shopId, id } } });
  return row.state;
};
const take = ({ shopId, senderId }: Ids, limit = 250): Promise<Batch | null> =>
  db.transaction((tx) => nextBatch(tx, { shopId, senderId }, limit, clock.now()));
const advance = ({ shopId, id }: Ids) => advanceCampaign(ctx, shopId, id);

async function takeAll(campaign: Ids, limit = 250): Promise<string[]> {
  const taken: string[] = [];
  for (let batch = await take(campaign, limit); batch; batch = await take(campaign, limit))
    taken.push(...batch.subscriberIds);
  return taken;
}

async function aStartedCampaign(
  people: Parameters<typeof aSubscriber>[1][],
  given: Parameters<typeof aCampaign>[1] = {},
) {
  const campaign = await aCampaign(db, given);
  const subscribers = [];
  for (const person of people) subscribers.push(await aSubscriber(db, { ...person, shopId: campaign.shopId }));
  await scheduleCampaign(ctx, campaign.shopId, campaign.id, "now");
  await advance(campaign);
  return { campaign, subscribers };
}

describe("starting", () => {
  test("a campaign sent now is counted and its people are ready to be texted", async () => {
    const { campaign, subscribers } = await aStartedCampaign([{}, {}, {}]);
    expect(await stateOf(campaign)).toBe("sending");
    const batch = await take(campaign);
    expect(new Set(batch?.subscriberIds)).toEqual(new Set(subscribers.map((it) => it.id)));
    expect(batch).toMatchObject({
      sourceId: campaign.id,
      month: "2026-11-01",
      expiresAt: new Date("2026-11-26T15:00:00Z"),
    });
    expect(batch?.wording.linkUrl).toContain("utm_campaign=winter-sale");
    expect(await take(campaign)).toBeNull();
    expect(ctx.rung.map((bell) => bell.name)).toContain("dispatch-campaign");
  });

  test("only people who agreed are counted, and only those with the tag", async () => {
    const { campaign, subscribers } = await aStartedCampaign(
      [
        { tags: ["vip"] },
        { tags: ["vip"], marketing: "unsubscribed" },
        { tags: ["vip"], marketing: "pending" },
        { tags: [] },
      ],
      { audience: { kind: "tag", tag: "vip" } },
    );
    expect(await takeAll(campaign)).toEqual([subscribers[0]?.id]);
  });

  test("a campaign waits for its hour", async () => {
    const campaign = await aCampaign(db);
    await scheduleCampaign(ctx, campaign.shopId, campaign.id, new Date(TUESDAY_MORNING.getTime() + HOUR));
    await advance(campaign);
    expect(await stateOf(campaign)).toBe("scheduled");
    clock.advance(HOUR);
    await advance(campaign);
    expect(await stateOf(campaign)).toBe("sending");
  });

  test("a campaign that lost its number ends failed and says so", async () => {
    const campaign = await aCampaign(db);
    await scheduleCampaign(ctx, campaign.shopId, campaign.id, "now");
    await db.prisma.sender.updateMany({ data: { state: "stopped" } });
    await advance(campaign);
    expect(await db.prisma.campaign.findFirst()).toMatchObject({ state: "failed", failedBecause: "no-sender" });
  });

  test("a campaign to nobody finishes", async () => {
    const { campaign } = await aStartedCampaign([]);
    await advance(campaign);
    expect(await stateOf(campaign)).toBe("finished");
  });

  test("two workers that count the same page repeat nobody", async () => {
    const campaign = await aCampaign(db);
    for (let i = 0; i < 5; i++) await aSubscriber(db, { shopId: campaign.shopId });
    await scheduleCampaign(ctx, campaign.shopId, campaign.id, "now");
    await Promise.all([advance(campaign), advance(campaign), advance(campaign)]);
    await advance(campaign);
    const taken = await takeAll(campaign, 2);
    expect([taken.length, new Set(taken).size]).toEqual([5, 5]);
    expect(await db.prisma.campaign.findFirst()).toMatchObject({ audienceCount: 5 });
  });
});

describe("a page of the audience", () => {
  test("25,000 people come in pages, each exactly once, though many share a key", async () => {
    const campaign = await aCampaign(db);
    await db.run(
      {
        name: "many-subscribers",
        text: `INSERT INTO subscribers (shop_id, id, phone_hash, marketing, rule_signature, page_key, created_at, updated_at)
               SELECT $1, gen_random_uuid(), i::text, 'subscribed',
                 CASE i % 3 WHEN 0 THEN 'US-CA@America/Los_Angeles' ELSE 'US-NY@America/New_York' END, i / 700, $2, $2
               FROM generate_series(1, 25000) AS i`,
      },
      [campaign.shopId, TUESDAY_MORNING],
    );
    await scheduleCampaign(ctx, campaign.shopId, campaign.id, "now");
    await advance(campaign);
    expect(await stateOf(campaign)).toBe("preparing");
    expect((await take(campaign))?.subscriberIds).toHaveLength(250);
    await advance(campaign);
    await advance(campaign);
    expect(await stateOf(campaign)).toBe("sending");
    clock.advance(3 * HOUR);
    const taken = await takeAll(campaign);
    expect([taken.length, new Set(taken).size]).toEqual([24_750, 24_750]);
  });

  test("a campaign paused while it is counted goes on counting where it was", async () => {
    const campaign = await aCampaign(db);
    for (let i = 0; i < 3; i++) await aSubscriber(db, { shopId: campaign.shopId });
    await scheduleCampaign(ctx, campaign.shopId, campaign.id, "now");
    await db.prisma.campaign.updateMany({
      data: {
        state: "preparing",
        month: new Date("2026-11-01"),
        expiresAt: new Date(TUESDAY_MORNING.getTime() + 48 * HOUR),
      },
    });
    await pauseCampaign(ctx, campaign.shopId, campaign.id);
    await advance(campaign);
    expect(await db.prisma.campaignChunk.count()).toBe(0);
    await resumeCampaign(ctx, campaign.shopId, campaign.id);
    await advance(campaign);
    expect(await takeAll(campaign)).toHaveLength(3);
  });
});

describe("hours", () => {
  const LOS_ANGELES = { ruleSignature: "US-CA@America/Los_Angeles" };

  test("people in Los Angeles wait until 9:00 there while those in New York are texted", async () => {
    const { campaign, subscribers } = await aStartedCampaign([{}, LOS_ANGELES]);
    expect(await takeAll(campaign)).toEqual([subscribers[0]?.id]);
    expect(await dueCampaignLanes(db, clock.now())).toEqual([]);
    clock.set(new Date("2026-11-24T16:59:59Z"));
    expect(await take(campaign)).toBeNull();
    clock.set(new Date("2026-11-24T17:00:00Z"));
    const { shopId, senderId } = campaign;
    expect(await dueCampaignLanes(db, clock.now())).toEqual([{ class: "campaign", shopId, senderId }]);
    expect(await takeAll(campaign)).toEqual([subscribers[1]?.id]);
  });

  test("whoever's evening ends first is texted first", async () => {
    clock.set(new Date("2026-11-24T18:00:00Z"));
    const { campaign, subscribers } = await aStartedCampaign([
      LOS_ANGELES,
      {},
      { ruleSignature: "US-FL@America/New_York" },
    ]);
    const [losAngeles, newYork, miami] = subscribers.map((it) => it.id);
    expect(await takeAll(campaign)).toEqual([miami, newYork, losAngeles]);
  });

  test("whoever is not reached by the evening is texted the next morning", async () => {
    const { campaign, subscribers } = await aStartedCampaign([{}]);
    clock.set(new Date("2026-11-25T02:00:00Z")); // 21:00 in New York
    expect(await take(campaign)).toBeNull();
    expect(await db.prisma.campaignChunk.findFirst()).toMatchObject({
      state: "ready",
      cursor: 0,
      dueAt: new Date("2026-11-25T13:00:00Z"),
      closesAt: new Date("2026-11-26T02:00:00Z"),
    });
    clock.set(new Date("2026-11-25T13:00:00Z"));
    expect(await takeAll(campaign)).toEqual([subscribers[0]?.id]);
  });

  test("people whose hours open only after the deadline come at once, so that they end as expired", async () => {
    const { campaign, subscribers } = await aStartedCampaign([LOS_ANGELES]);
    clock.set(new Date("2026-11-26T15:00:00Z")); // the deadline itself
    expect((await take(campaign))?.subscriberIds).toEqual([subscribers[0]?.id]);
  });
});

test("while the number is out of service people stay in their chunks, and after the deadline they come to be ended", async () => {
  const { campaign, subscribers } = await aStartedCampaign([{}]);
  await db.prisma.sender.updateMany({ data: { state: "stopped" } });
  expect(await take(campaign)).toBeNull();
  clock.set(new Date("2026-11-26T15:00:00Z"));
  expect((await take(campaign))?.subscriberIds).toEqual([subscribers[0]?.id]);
});

describe("pause, resume, cancel", () => {
  test("a paused campaign gives nobody away and its waiting texts are held", async () => {
    const { campaign } = await aStartedCampaign([{}, {}]);
    await pauseCampaign(ctx, campaign.shopId, campaign.id);
    expect(await take(campaign)).toBeNull();
    expect(await dueCampaignLanes(db, clock.now())).toEqual([]);
    expect(await wishOfWaiting(campaign)).toEqual({ kind: "held" });
    expect(await db.prisma.withdrawal.findMany()).toMatchObject([{ kind: "campaign", target: campaign.id }]);
    await pauseCampaign(ctx, campaign.shopId, campaign.id);
    expect(await db.prisma.campaignEvent.count({ where: { kind: "paused" } })).toBe(1);
  });

  test("a campaign resumed on Sunday meets Sunday's hours and a deadline moved by the pause", async () => {
    const { campaign } = await aStartedCampaign([{}, { ruleSignature: "US-AL@America/Chicago" }]);
    const parked = await aWaitingText(campaign, PARKED);
    await pauseCampaign(ctx, campaign.shopId, campaign.id);
    clock.set(new Date("2026-11-29T18:00:00Z")); // Sunday, 13:00 in New York
    await resumeCampaign(ctx, campaign.shopId, campaign.id);
    expect(await stateOf(campaign)).toBe("sending");
    const chunks = await db.prisma.campaignChunk.findMany({ orderBy: { dueAt: "asc" } });
    expect(chunks.map((chunk) => chunk.dueAt)).toEqual([clock.now(), new Date("2026-11-30T14:00:00Z")]);
    expect(await db.prisma.campaign.findFirst()).toMatchObject({ expiresAt: new Date("2026-12-01T18:00:00Z") });
    expect(await db.prisma.message.findFirst({ where: { id: parked } })).toMatchObject({
      dueAt: clock.now(),
      expiresAt: new Date("2026-12-01T18:00:00Z"),
    });
    expect(ctx.rung.at(-1)?.name).toBe("dispatch-campaign");
  });

  test("a cancelled campaign ends its waiting texts and keeps the unclaimed where they are", async () => {
    const { campaign } = await aStartedCampaign([{}, {}, {}]);
    expect((await take(campaign, 1))?.subscriberIds).toHaveLength(1);
    await aWaitingText(campaign, clock.now());
    await cancelCampaign(ctx, campaign.shopId, campaign.id);
    expect(await take(campaign)).toBeNull();
    expect(await db.prisma.campaignChunk.findFirst()).toMatchObject({ state: "done", cursor: 1 });
    expect(await db.prisma.message.findFirst()).toMatchObject({ state: "skipped", reason: "campaign-cancelled" });
    expect(await db.prisma.campaignEvent.findFirst({ where: { kind: "cancelled" } })).toMatchObject({
      data: { unsent: 3 },
    });
    await expect(resumeCampaign(ctx, campaign.shopId, campaign.id)).rejects.toThrow("Only a paused campaign");
  });

  test("a cancel and a claim of the same texts at the same moment both end, and nothing is sent", async () => {
    const { campaign } = await aStartedCampaign([{}]);
    const id = await aWaitingText(campaign, clock.now());
    const isClaimed = Promise.withResolvers<void>();
    const isCancelled = Promise.withResolvers<void>();
    const claim = db.transaction(async (tx) => {
      await tx.run({ name: "hold-row", text: "SELECT 1 FROM messages WHERE id = $1 FOR UPDATE" }, [id]);
      isClaimed.resolve();
      await isCancelled.promise;
      return campaignSource.wishes(tx, campaign.shopId, [waitingText(campaign, id)], clock.now());
    });
    await isClaimed.promise;
    await cancelCampaign(ctx, campaign.shopId, campaign.id); // would wait for ever for the claim if it wanted its row
    isCancelled.resolve();
    expect((await claim).get(id)).toEqual({ kind: "unwanted", because: "campaign-cancelled" });
  });

  test("a campaign is finished only when nothing of it waits or is unsure", async () => {
    const { campaign } = await aStartedCampaign([{}]);
    await advance(campaign);
    expect(await stateOf(campaign)).toBe("sending");
    await takeAll(campaign);
    const id = await aWaitingText(campaign, clock.now());
    for (const [change, state] of [
      [{}, "sending"],
      [{ state: "sending" }, "sending"],
      [{ state: "unknown", askAt: new Date() }, "sending"],
      [{ state: "unknown", askAt: null }, "finished"],
    ] as const) {
      await db.prisma.message.updateMany({ where: { id }, data: change });
      await advance(campaign);
      expect(await stateOf(campaign)).toBe(state);
    }
  });
});

describe("refusals", () => {
  const refused = (work: Promise<unknown>) => expect(work).rejects;

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
    await db.prisma.sender.updateMany({ data: { state: "stopped" } });
    await refused(send()).toMatchObject({ field: "senderId" });
  });

  test("a campaign that has started is not changed", async () => {
    const { campaign } = await aStartedCampaign([{}]);
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
    await ringAll(ctx.ring, []);
    expect(await stateOf(campaign)).toBe("draft");
  });
});

const waitingText = (campaign: Ids, id: string) => ({
  id,
  sourceId: campaign.id,
  subscriberId: newId(),
  occurrence: "",
  body: null,
});

async function wishOfWaiting(campaign: Ids) {
  const text = waitingText(campaign, newId());
  return db.transaction(async (tx) =>
    (await campaignSource.wishes(tx, campaign.shopId, [text], clock.now())).get(text.id),
  );
}

async function aWaitingText({ shopId, id: sourceId, senderId }: Ids, dueAt: Date): Promise<string> {
  const id = newId();
  const expiresAt = new Date("2026-11-26T15:00:00Z");
  await db.run(
    {
      name: "a-waiting-text",
      text: `INSERT INTO messages (shop_id, month, id, class, purpose, source_kind, source_id, subscriber_id, sender_id, state, due_at, expires_at, created_at)
             VALUES ($1, '2026-11-01', $2, 'campaign', 'marketing', 'campaign', $3, $4, $5, 'waiting', $6, $7, $8)`,
    },
    [shopId, id, sourceId, newId(), senderId, dueAt, expiresAt, clock.now()],
  );
  return id;
}
