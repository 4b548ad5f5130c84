import { beforeEach, describe, expect, test } from "vitest";
import { newId } from "#platform/ids";
import { aContext, TUESDAY_MORNING } from "../../test/factories/context.ts";
import { aSender } from "../../test/factories/sender.ts";
import { emptyDatabase } from "../../test/setup/per-worker.ts";
import { dailySpending, setDailyCap } from "./daily-cap.ts";
import { formatDollars, parseCap } from "./dollars.ts";
import type { SpendingText } from "./grant.ts";
import { reserveSpending } from "./reserve.ts";

const ctx = aContext();
const { db, clock } = ctx;
const PRICE = 8_300;

beforeEach(async () => {
  await emptyDatabase();
  clock.set(TUESDAY_MORNING);
});

const texts = (count: number): SpendingText[] =>
  Array.from({ length: count }, () => ({
    ...{ id: newId(), sourceKind: "flow", sourceId: newId(), purpose: "marketing", parts: 1, priceMicros: PRICE },
  }));

async function aText({ shopId, id: senderId }: { shopId: string; id: string }, given: object = {}) {
  const now = clock.now();
  const text = {
    ...{ shopId, id: newId(), month: new Date("2026-11-01"), class: "flow", purpose: "marketing", sourceKind: "flow" },
    ...{ sourceId: newId(), subscriberId: newId(), senderId, state: "accepted", dueAt: now, expiresAt: now },
    ...{ parts: 1, priceMicros: BigInt(PRICE), createdAt: now, ...given },
  };
  await db.prisma.message.create({ data: text });
  return text.id;
}

const reserve = ({ shopId, id }: { shopId: string; id: string }, wanted: SpendingText[]) =>
  db.transaction(async (tx) => {
    const given = await reserveSpending(tx, { shopId, senderId: id, now: clock.now(), texts: wanted });
    return [...given.values()].map((it) => it.kind);
  });

test("a cap that is set at noon counts what left in the morning, and in between caps as well", async () => {
  const sender = await aSender(db);
  await aText(sender);
  await setDailyCap(ctx, sender.shopId, PRICE * 3);
  expect(await reserve(sender, texts(3))).toEqual(["granted", "granted", "wait"]);
  expect(await dailySpending(db, sender.shopId, clock.now())).toEqual({
    ...{ capMicros: PRICE * 3, usedMicros: PRICE * 3, isReached: true, endsAt: new Date("2026-11-25T05:00:00Z") },
  });
  await setDailyCap(ctx, sender.shopId, null);
  for (let sent = 0; sent < 4; sent += 1) await aText(sender);
  await setDailyCap(ctx, sender.shopId, PRICE * 6);
  expect(await reserve(sender, texts(2))).toEqual(["granted", "wait"]);
});

test("raising or removing the cap makes due what waited for it, and nothing else", async () => {
  const sender = await aSender(db);
  await setDailyCap(ctx, sender.shopId, PRICE);
  expect(await reserve(sender, texts(2))).toEqual(["granted", "wait"]);
  const tomorrow = new Date("2026-11-25T05:00:00Z");
  const waits = { state: "waiting", dueAt: tomorrow, expiresAt: new Date("2026-11-26T05:00:00Z") };
  const capped = await aText(sender, { ...waits, reason: "spend-cap" });
  const quiet = await aText(sender, { ...waits, reason: "quiet-hours" });
  const held = await aText(sender, { ...waits, reason: "spend-cap", dueAt: new Date("9999-12-31T00:00:00Z") });
  await setDailyCap(ctx, sender.shopId, PRICE * 2);
  const due = async (id: string) => (await db.everyShop.message.findFirstOrThrow({ where: { id } })).dueAt;
  expect(await due(capped)).toEqual(clock.now());
  expect(await due(quiet)).toEqual(tomorrow);
  expect((await due(held)).getUTCFullYear()).toBe(9999);
  expect((await dailySpending(db, sender.shopId, clock.now())).isReached).toBe(false);
});

test("a cap waits for claims that began before it, so that what they send is counted", async () => {
  const sender = await aSender(db);
  const claimEnds = Promise.withResolvers<void>();
  const claimBegan = Promise.withResolvers<void>();
  const claim = db.transaction(async (tx) => {
    await tx.run({ name: "begin-claim", text: "SELECT 1 AS one FROM shops LIMIT 1" });
    claimBegan.resolve();
    await claimEnds.promise;
    const insert = `INSERT INTO messages (shop_id, month, id, class, purpose, source_kind, source_id, subscriber_id, sender_id, state, due_at, expires_at, parts, price_micros, created_at)
      VALUES ($1, '2026-11-01', $2, 'flow', 'marketing', 'flow', $2, $2, $3, 'sending', $4, $4, 1, $5, $4)`;
    await tx.run({ name: "late-claim", text: insert }, [sender.shopId, newId(), sender.id, clock.now(), PRICE]);
  });
  await claimBegan.promise;
  const setting = setDailyCap(ctx, sender.shopId, PRICE * 2);
  // Another claim makes the counter while the older one, which knows nothing of the cap, is still under way.
  await expect.poll(() => reserve(sender, texts(1)).then(async () => db.everyShop.spendCounter.count())).toBe(1);
  claimEnds.resolve();
  await Promise.all([claim, setting]);
  expect(await reserve(sender, texts(2))).toEqual(["granted", "wait"]);
});

describe("amounts", () => {
  test("are read as merchants type them", () => {
    expect(parseCap(" $1,250.50 ", "cap")).toBe(1_250_500_000);
    expect(parseCap("0.01", "cap")).toBe(10_000);
    expect(parseCap("", "cap")).toBeNull();
    for (const wrong of ["0", "-5", "1.234", "lots", "1e3", "99999999"])
      expect(() => parseCap(wrong, "cap")).toThrow("Enter an amount in US dollars");
  });

  test("show fractions of a cent only where they matter", () => {
    expect(formatDollars(12_300_000)).toBe("$12.30");
    expect(formatDollars(8_300)).toBe("$0.0083");
    expect(formatDollars(1_234_567_890)).toBe("$1,234.57");
  });
});
