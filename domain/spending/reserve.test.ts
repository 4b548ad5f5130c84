import { beforeEach, describe, expect, test } from "vitest";
import { newId } from "#platform/ids";
import type { Sql } from "#platform/sql/db";
import { aCampaign } from "../../test/factories/campaigns/campaign.ts";
import { aContext, TUESDAY_MORNING } from "../../test/factories/context.ts";
import { aSender } from "../../test/factories/sender.ts";
import { aShop } from "../../test/factories/shop.ts";
import { emptyDatabase } from "../../test/setup/per-worker.ts";
import type { SpendingText } from "./grant.ts";
import { releaseSpending } from "./release.ts";
import { reserveSpending } from "./reserve.ts";

const { db } = aContext();
const PRICE = 8_300;
const MONTH = "2026-11-01";

beforeEach(emptyDatabase);

/** A shop with a cap for the day, and a campaign of its with one of its own. */
async function aCappedShop({ day, campaign }: { day?: bigint; campaign?: bigint } = {}) {
  const shop = await aShop(db, {}, day === undefined ? {} : { dailySpendCapMicros: day });
  const sender = await aSender(db, { shopId: shop.id });
  const { id: campaignId } = await aCampaign(db, {
    ...{ shopId: shop.id, senderId: sender.id, state: "sending", month: new Date(MONTH) },
    ...(campaign === undefined ? {} : { spendCapMicros: campaign }),
  });
  return { shopId: shop.id, senderId: sender.id, campaignId };
}

type Capped = Awaited<ReturnType<typeof aCappedShop>>;

const texts = (count: number, sourceId: string, given: Partial<SpendingText> = {}): SpendingText[] =>
  Array.from({ length: count }, () => ({
    ...{ id: newId(), sourceKind: "campaign", sourceId, purpose: "marketing", parts: 1, priceMicros: PRICE },
    ...given,
  }));

/** Reserves and writes the rows of what was granted, as a claim does. */
async function claim(tx: Sql, { shopId, senderId }: Capped, wanted: SpendingText[], now = TUESDAY_MORNING) {
  const verdicts = await reserveSpending(tx, { shopId, senderId, now, texts: wanted });
  const granted = wanted.filter(({ id }) => verdicts.get(id)?.kind === "granted");
  for (const it of granted)
    await tx.run(insert, [shopId, MONTH, it.id, it.sourceKind, it.sourceId, senderId, now, it.parts, it.priceMicros]);
  return { verdicts, granted };
}

const insert = {
  name: "a-claimed-text",
  text: `INSERT INTO messages (shop_id, month, id, class, purpose, source_kind, source_id, subscriber_id, sender_id, state, due_at, expires_at, parts, price_micros, created_at)
         VALUES ($1, $2, $3, 'campaign', 'marketing', $4, $5, $3, $6, 'sending', $7, $7, $8, $9, $7)`,
};
const spent = async () => (await db.everyShop.message.findMany()).reduce((sum, it) => sum + Number(it.priceMicros), 0);
const counter = async (kind: string) =>
  (await db.everyShop.spendCounter.findFirst({ where: { kind }, orderBy: { day: "desc" } }))?.used;

test("eight workers at once never spend more than the day's cap, and all of it that fits", async () => {
  const shop = await aCappedShop({ day: BigInt(PRICE * 100 + 1) });
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (let slice = 0; slice < 5; slice += 1)
        await db.transaction((tx) => claim(tx, shop, texts(7, shop.campaignId)));
    }),
  );
  expect(await spent()).toBe(PRICE * 100);
  expect(await counter("day")).toBe(BigInt(PRICE * 100));
});

test("eight workers at once never exceed a campaign's cap, with the day's cap beside it and texts given back", async () => {
  const shop = await aCappedShop({ day: BigInt(PRICE * 500), campaign: BigInt(PRICE * 60) });
  await Promise.all(
    Array.from({ length: 8 }, async (_, worker) => {
      for (let slice = 0; slice < 6; slice += 1) {
        const { granted } = await db.transaction((tx) => claim(tx, shop, texts(5, shop.campaignId)));
        const [first] = granted;
        if (worker % 2 === 0 && first) await unsend(shop, first.id);
      }
    }),
  );
  const sent = await db.everyShop.message.count({ where: { state: "sending" } });
  expect(sent * PRICE).toBeLessThanOrEqual(PRICE * 60);
  expect(await counter("campaign")).toBe(BigInt(sent * PRICE));
  expect(await counter("day")).toBe(BigInt(sent * PRICE));
});

async function unsend({ shopId }: Capped, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.run({ name: "unsend", text: "UPDATE messages SET state = 'waiting' WHERE shop_id = $1 AND id = $2" }, [
      shopId,
      id,
    ]);
    await releaseSpending(tx, shopId, [{ month: MONTH, id, at: TUESDAY_MORNING }]);
  });
}

test("a shop without a limit has no counters", async () => {
  const shop = await aCappedShop();
  const { granted } = await db.transaction((tx) => claim(tx, shop, texts(3, shop.campaignId)));
  expect(granted).toHaveLength(3);
  expect(await db.everyShop.spendCounter.count()).toBe(0);
});

describe("the shop's day", () => {
  test("is that of its own zone: what is refused before midnight in New York goes after it", async () => {
    const shop = await aCappedShop({ day: BigInt(PRICE) });
    const evening = new Date("2026-11-25T04:59:00Z");
    const first = await db.transaction((tx) => claim(tx, shop, texts(2, shop.campaignId), evening));
    expect([...first.verdicts.values()]).toMatchObject([
      { kind: "granted" },
      { kind: "wait", until: new Date("2026-11-25T05:00:00Z"), reason: "spend-cap" },
    ]);
    const next = await db.transaction((tx) =>
      claim(tx, shop, texts(1, shop.campaignId), new Date("2026-11-25T05:00:00Z")),
    );
    expect(next.granted).toHaveLength(1);
  });

  test("is UTC's while the shop's zone is unknown to us or to the database", async () => {
    const shop = await aCappedShop({ day: BigInt(PRICE) });
    for (const timeZone of [null, "Mars/Olympus_Mons"]) {
      await db.prisma.shop.update({ where: { id: shop.shopId }, data: { timeZone } });
      const { verdicts } = await db.transaction((tx) => claim(tx, shop, texts(2, shop.campaignId)));
      expect([...verdicts.values()].at(-1)).toMatchObject({ kind: "wait", until: new Date("2026-11-25T00:00:00Z") });
    }
  });

  test("lasts 25 hours when the clocks go back", async () => {
    const shop = await aCappedShop({ day: 1n });
    const now = new Date("2026-11-01T04:30:00Z"); // 00:30 in New York, still summer time
    const { verdicts } = await db.transaction((tx) => claim(tx, shop, texts(1, shop.campaignId), now));
    expect([...verdicts.values()]).toMatchObject([{ kind: "wait", until: new Date("2026-11-02T05:00:00Z") }]);
  });
});

test("a counter whose row is missing is counted from the messages: what was refused or not sent is not in it", async () => {
  const shop = await aCappedShop({ day: BigInt(PRICE * 100), campaign: BigInt(PRICE * 100) });
  const { granted } = await db.transaction((tx) => claim(tx, shop, texts(8, shop.campaignId)));
  const states = ["accepted", "sent", "delivered", "unknown", "sending", "waiting"];
  for (const [index, state] of states.entries())
    await db.everyShop.message.updateMany({ where: { id: granted[index]?.id ?? "" }, data: { state } });
  await db.everyShop.message.updateMany({
    where: { id: granted[6]?.id ?? "" },
    data: { state: "failed", providerId: "SM1" },
  });
  await db.everyShop.message.updateMany({ where: { id: granted[7]?.id ?? "" }, data: { state: "failed" } });
  await db.everyShop.spendCounter.deleteMany();
  await db.transaction((tx) => claim(tx, shop, texts(1, shop.campaignId)));
  expect(await counter("day")).toBe(BigInt(PRICE * 7));
  expect(await counter("campaign")).toBe(BigInt(PRICE * 7));
});

test("two workers that miss the same counter make it once", async () => {
  const shop = await aCappedShop({ day: BigInt(PRICE * 4) });
  await db.transaction((tx) => claim(tx, shop, texts(2, shop.campaignId)));
  await db.everyShop.spendCounter.deleteMany();
  await Promise.all([1, 2, 3, 4].map(() => db.transaction((tx) => claim(tx, shop, texts(2, shop.campaignId)))));
  expect(await spent()).toBe(PRICE * 4);
});

test("a carrier's day budget counts every part of its numbers and begins again at midnight in Los Angeles", async () => {
  const shop = await aCappedShop();
  const other = await aSender(db, { shopId: shop.shopId });
  await db.prisma.carrierBudget.create({
    data: {
      ...{ shopId: shop.shopId, id: newId(), carrier: "t-mobile", scope: "brand", name: "brand", tier: "1-24" },
      ...{ senderIds: [shop.senderId, other.id], per: "day", parts: 5, resetsIn: "America/Los_Angeles" },
      ...{ source: "test", effectiveFrom: new Date("2026-01-01") },
    },
  });
  const night = new Date("2026-11-25T07:30:00Z"); // 23:30 in Los Angeles, 02:30 in New York
  const first = await db.transaction((tx) => claim(tx, shop, texts(2, shop.campaignId, { parts: 2 }), night));
  expect(first.granted).toHaveLength(2);
  const second = await db.transaction((tx) =>
    claim(tx, { ...shop, senderId: other.id }, texts(1, shop.campaignId, { parts: 2 }), night),
  );
  expect([...second.verdicts.values()]).toMatchObject([
    { kind: "wait", reason: "carrier-budget", until: new Date("2026-11-25T08:00:00Z") },
  ]);
  const uncovered = await aSender(db, { shopId: shop.shopId });
  const third = await db.transaction((tx) =>
    claim(tx, { ...shop, senderId: uncovered.id }, texts(9, shop.campaignId), night),
  );
  expect(third.granted).toHaveLength(9);
});
