import { beforeEach, describe, expect, test } from "vitest";
import { describePace } from "#domain/campaigns/report/describe-pace";
import { campaignProgress } from "#domain/campaigns/report/progress";
import { newId } from "#platform/ids";
import { statement } from "#platform/sql/statement";
import { aStartedCampaign } from "../../../test/factories/campaigns/started-campaign.ts";
import type { CampaignIds } from "../../../test/factories/campaigns/steered-campaign.ts";
import { aContext, TUESDAY_MORNING } from "../../../test/factories/context.ts";
import { aShop } from "../../../test/factories/shop.ts";
import { emptyDatabase } from "../../../test/setup/per-worker.ts";
import { lineShareOf, type MeasuredLine, shareOf } from "./line-share.ts";

const measured: MeasuredLine = {
  weight: 1,
  shopsInLine: 4,
  weightInLine: 8,
  partsInAll: 8_000,
  partsOfShop: 1_500,
  secondsInAll: 10,
  secondsOfShop: 10,
};

describe("a shop's share of the line", () => {
  test("is what it just got, and never less than its weight's part of what everyone got", () => {
    expect(shareOf(measured)).toEqual({ partsPerSecond: 150, shopsInLine: 4 });
    expect(shareOf({ ...measured, partsOfShop: 200 })).toMatchObject({ partsPerSecond: 100 });
    expect(shareOf({ ...measured, weight: 4, partsOfShop: 200 })).toMatchObject({ partsPerSecond: 400 });
  });

  test("is not known of a shop that has just begun, has sent nothing or stands in no line", () => {
    expect(shareOf({ ...measured, secondsOfShop: 2 })).toBeNull();
    expect(shareOf({ ...measured, partsOfShop: 0, secondsOfShop: 0 })).toBeNull();
    expect(shareOf({ ...measured, weightInLine: 0, shopsInLine: 0 })).toBeNull();
  });
});

describe("the line", () => {
  const ctx = aContext();
  const { db, clock } = ctx;

  beforeEach(async () => {
    await emptyDatabase();
    clock.set(TUESDAY_MORNING);
  });

  const insert = statement(
    "texts-just-claimed",
    `INSERT INTO messages (shop_id, month, id, class, purpose, source_kind, source_id, subscriber_id, sender_id, state, parts, due_at, expires_at, created_at)
     SELECT $1, '2026-11-01', id, $6, 'marketing', 'campaign', $2, gen_random_uuid(), $3, 'accepted', $5, $7, $7, $7 FROM unnest($4::uuid[]) AS id`,
  );

  /** Texts claimed so many real seconds ago: their ids carry the time. */
  async function claimed(
    { shopId, id, senderId }: CampaignIds,
    count: number,
    parts: number,
    secondsAgo: number,
    of = "campaign",
  ) {
    const ids = Array.from({ length: count }, () => {
      const time = (BigInt(`0x${newId().replaceAll("-", "").slice(0, 12)}`) - BigInt(secondsAgo * 1_000)).toString(16);
      const at = time.padStart(12, "0");
      return `${at.slice(0, 8)}-${at.slice(8)}${newId().slice(13)}`;
    });
    await db.run(insert, [shopId, id, senderId, ids, parts, of, clock.now()]);
  }

  test("is measured by the texts claimed in the last seconds, in parts, of campaigns only", async () => {
    const { campaign: mine } = await aStartedCampaign(ctx, [{}]);
    const { campaign: theirs } = await aStartedCampaign(ctx, [{}]);
    await db.prisma.shopSettings.updateMany({ where: { shopId: theirs.shopId }, data: { shareWeight: 3 } });
    await claimed(mine, 50, 2, 10);
    await claimed(mine, 1_000, 1, 60);
    await claimed(mine, 500, 1, 5, "flow");
    await claimed(theirs, 700, 1, 10);
    const share = await lineShareOf(db, mine.shopId, clock.now());
    // 800 parts in ten seconds, a quarter of which is due: 20 a second, more than the 10 it got.
    expect(share?.shopsInLine).toBe(2);
    expect(share?.partsPerSecond).toBeGreaterThan(17);
    expect(share?.partsPerSecond).toBeLessThanOrEqual(20);
    expect(await lineShareOf(db, (await aShop(db)).id, clock.now())).toBeNull();

    const progress = await campaignProgress(db, mine.shopId, mine.id, clock.now());
    expect(progress?.finish).toMatchObject({ limit: "line", shopsInLine: 2 });
    expect(progress?.finish && describePace(progress.finish)).toMatch(
      /^at \d\d(\.\d)? SMS segments per second \(your share while 2 stores are sending\)$/,
    );
  });

  test("of what goes before it on its number a campaign's end is part, and an urgent one's is not", async () => {
    const { campaign } = await aStartedCampaign(ctx, [{}], { name: "Later" });
    const { shopId, senderId, id } = campaign;
    await db.everyShop.sender.updateMany({ data: { partsPerSecond: 0.01 } }); // 100 seconds a part
    const finishesIn = async () => {
      const progress = await campaignProgress(db, shopId, id, clock.now());
      return progress?.finish && (progress.finish.at.getTime() - clock.now().getTime()) / 1_000;
    };
    expect(await finishesIn()).toBe(100);
    const miami = { ruleSignature: "US-FL@America/New_York", tags: ["miami"] };
    await aStartedCampaign(ctx, [miami, miami], { shopId, senderId, audience: { kind: "tag", tag: "miami" } });
    expect(await finishesIn()).toBe(300);
    await db.everyShop.campaign.updateMany({ where: { id }, data: { isUrgent: true } });
    expect(await finishesIn()).toBe(100);
  });
});

describe("in words", () => {
  const finish = {
    at: TUESDAY_MORNING,
    partsPerSecond: 40,
    limit: "number",
    shopsInLine: 1,
    waitsForDay: false,
    waitsForHours: false,
  } as const;
  test.each([
    [{ ...finish }, "at 40 SMS segments per second (the number’s limit)"],
    [{ ...finish, partsPerSecond: 1 }, "at 1 SMS segment per second (the number’s limit)"],
    [
      { ...finish, waitsForHours: true },
      "at 40 SMS segments per second (the number’s limit), after the last quiet hours end",
    ],
    [
      { ...finish, limit: "line", shopsInLine: 3 },
      "at 40 SMS segments per second (your share while 3 stores are sending)",
    ],
    [{ ...finish, limit: "line" }, "at 40 SMS segments per second (the current sending speed)"],
    [
      { ...finish, limit: "carrier", partsPerSecond: 1.146, waitsForDay: true },
      "at 1.1 SMS segments per second (the carrier’s limit for the number); a carrier’s daily limit will be reached first",
    ],
  ] as const)("%o", (given, sentence) => {
    expect(describePace(given)).toBe(sentence);
  });
});
