import { beforeEach, describe, expect, test } from "vitest";
import { markUrgent } from "#domain/campaigns/control/mark-urgent";
import { pauseCampaign } from "#domain/campaigns/control/pause";
import { PARKED } from "#domain/messages/waiting";
import { statement } from "#platform/sql/statement";
import { aCampaign } from "../../test/factories/campaigns/campaign.ts";
import { aStartedCampaign, takeAll } from "../../test/factories/campaigns/started-campaign.ts";
import { aContext, TUESDAY_MORNING } from "../../test/factories/context.ts";
import { aSender } from "../../test/factories/sender.ts";
import { emptyDatabase } from "../../test/setup/per-worker.ts";
import { isCampaignLeaving, MOST_COUNTED, sendingNow, type UrgentClass } from "./sending-now.ts";

const ctx = aContext();
const { db, clock } = ctx;
const SECOND = 1_000;

beforeEach(async () => {
  await emptyDatabase();
  clock.set(TUESDAY_MORNING);
});

const fromNow = (seconds: number) => new Date(TUESDAY_MORNING.getTime() + seconds * SECOND);
const look = (shopId: string) => sendingNow(db, shopId, clock.now());

describe("what goes before campaigns", () => {
  const insert = statement(
    "texts-that-wait",
    `INSERT INTO messages (shop_id, month, id, class, purpose, source_kind, source_id, subscriber_id, sender_id, state, reason, due_at, expires_at, created_at)
     SELECT $1, '2026-11-01', gen_random_uuid(), $3, 'marketing', 'flow', gen_random_uuid(), gen_random_uuid(), $2, 'waiting', $5, $4, $7, $7
     FROM generate_series(1, $6::int)`,
  );

  async function wait(
    { shopId, id: senderId }: { shopId: string; id: string },
    of: UrgentClass,
    dueAt: Date,
    reason: string | null = null,
    count = 1,
  ) {
    await db.run(insert, [shopId, senderId, of, dueAt, reason, count, fromNow(86_400)]);
  }

  test("a shop with nothing to send has nothing in any class, in their order", async () => {
    const { shopId } = await aSender(db);
    const nothing = { due: 0, dueSince: null, later: 0, nextAt: null, because: null };
    expect(await look(shopId)).toEqual({
      isStopped: false,
      classes: ["transactional", "reply", "flow"].map((of) => ({ class: of, ...nothing })),
      campaigns: [],
    });
  });

  test("order texts, replies and flow texts are counted apart, over all numbers, those due now and those due later", async () => {
    const sender = await aSender(db);
    const second = await aSender(db, { shopId: sender.shopId });
    await wait(sender, "transactional", fromNow(-2));
    await wait(sender, "flow", fromNow(-10), null, 2);
    await wait(second, "flow", fromNow(-30));
    await wait(second, "flow", fromNow(3_600), "quiet-hours");
    await wait(sender, "flow", fromNow(7_200), "frequency-cap");
    // A flow that is paused holds its texts: they wait for no one's time.
    await wait(sender, "flow", PARKED);
    await wait(await aSender(db), "reply", fromNow(-5));
    const { classes } = await look(sender.shopId);
    expect(classes).toEqual([
      { class: "transactional", due: 1, dueSince: fromNow(-2), later: 0, nextAt: null, because: null },
      { class: "reply", due: 0, dueSince: null, later: 0, nextAt: null, because: null },
      { class: "flow", due: 3, dueSince: fromNow(-30), later: 2, nextAt: fromNow(3_600), because: "quiet-hours" },
    ]);
  });

  test("of very many it is told that there are more, and the screen is no slower", async () => {
    const sender = await aSender(db);
    await wait(sender, "flow", fromNow(-1), null, MOST_COUNTED + 5);
    const { classes } = await look(sender.shopId);
    expect(classes.at(-1)?.due).toBe(MOST_COUNTED + 1);
  });

  test("the kill switch is told", async () => {
    const { shopId } = await aSender(db);
    await db.prisma.shop.update({ where: { id: shopId }, data: { sendingStoppedAt: clock.now() } });
    expect((await look(shopId)).isStopped).toBe(true);
  });
});

describe("campaigns", () => {
  const MIAMI = { ruleSignature: "US-FL@America/New_York" };
  const LOS_ANGELES = { ruleSignature: "US-CA@America/Los_Angeles" };
  const to = (name: string) => ({ name, audience: { kind: "tag", tag: name } });

  /** Four campaigns of one shop: to Los Angeles, where it is too early; to New York; to Miami, whose evening ends first; and paused. */
  async function four() {
    const { campaign: early } = await aStartedCampaign(ctx, [{ ...LOS_ANGELES, tags: ["Early"] }], to("Early"));
    const { shopId, senderId } = early;
    const more = { shopId, senderId };
    const { campaign: paused } = await aStartedCampaign(ctx, [{ tags: ["Paused"] }], { ...to("Paused"), ...more });
    await pauseCampaign(ctx, shopId, paused.id);
    const york = await aStartedCampaign(ctx, [{ tags: ["York"] }], { ...to("York"), ...more });
    const miami = await aStartedCampaign(ctx, [{ ...MIAMI, tags: ["Miami"] }], { ...to("Miami"), ...more });
    await aCampaign(db, { ...more, name: "Draft" });
    await aCampaign(db, { ...more, name: "Not begun", state: "paused", pausedFrom: "scheduled" });
    return { shopId, york: york.campaign, miami: miami.campaign };
  }

  async function shown(shopId: string) {
    const { campaigns } = await look(shopId);
    return campaigns.map(({ place, progress }) => [place, progress.name, progress.activity?.kind ?? progress.state]);
  }

  test("stand in the order in which they are served, then those of later hours, then the paused", async () => {
    const { shopId, york } = await four();
    expect(await shown(shopId)).toEqual([
      [1, "Miami", "sending"],
      [2, "York", "behind"],
      [null, "Early", "quiet-hours"],
      [null, "Paused", "paused"],
    ]);
    await markUrgent(ctx, shopId, york.id, true);
    expect((await shown(shopId)).slice(0, 2)).toEqual([
      [1, "York", "sending"],
      [2, "Miami", "behind"],
    ]);
  });

  test("each says when its evening ends and when it will be through", async () => {
    const { shopId } = await four();
    const { campaigns } = await look(shopId);
    const [miami, york] = campaigns;
    expect(miami?.closesAt).toEqual(new Date("2026-11-25T01:00:00Z"));
    expect(york?.closesAt).toEqual(new Date("2026-11-25T02:00:00Z"));
    expect(miami?.progress.finish).toMatchObject({ at: fromNow(0.01), limit: "number", partsPerSecond: 100 });
    expect(york?.progress.finish?.at).toEqual(fromNow(0.02));
    expect(campaigns[2]?.closesAt).toBeNull();
  });

  test("leave the line when all their people are taken, and the screen when they are through", async () => {
    const { shopId, miami } = await four();
    expect(await isCampaignLeaving(db, shopId)).toBe(true);
    await takeAll(ctx, miami);
    expect((await shown(shopId)).map(([place]) => place)).toEqual([null, null, null, null]);
    await db.everyShop.campaign.updateMany({ data: { state: "finished" } });
    expect(await shown(shopId)).toEqual([]);
    expect(await isCampaignLeaving(db, shopId)).toBe(false);
  });

  test("are those of the shop that asks", async () => {
    await four();
    const { shopId } = await aSender(db);
    expect(await shown(shopId)).toEqual([]);
    expect(await isCampaignLeaving(db, shopId)).toBe(false);
  });
});
