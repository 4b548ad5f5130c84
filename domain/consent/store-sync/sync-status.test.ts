import { beforeEach, expect, test } from "vitest";
import { aContext } from "../../../test/factories/context.ts";
import { aShop } from "../../../test/factories/shop.ts";
import { emptyDatabase } from "../../../test/setup/per-worker.ts";
import { readSyncStatus } from "./sync-status.ts";

const { db, clock } = aContext();
beforeEach(emptyDatabase);

const notice = (shopId: string, given: { dueAt?: Date; toldAt?: Date; trouble?: string }) => ({
  ...{ shopId, subscriberId: crypto.randomUUID(), state: "unsubscribed", optInLevel: "single" },
  ...{ decidedAt: clock.now(), because: "decision", ...given },
});

test("says what the store was told, what waits and what was left alone, of this shop only", async () => {
  const [shop, other] = [await aShop(db), await aShop(db)];
  const now = clock.now();
  await db.everyShop.storeConsent.createMany({
    data: [
      notice(shop.id, { dueAt: now }),
      notice(shop.id, { dueAt: now, toldAt: now, trouble: "unavailable: later" }),
      notice(shop.id, { toldAt: now }),
      notice(shop.id, { trouble: "in-step" }),
      notice(shop.id, { trouble: "no-customer" }),
      notice(other.id, { dueAt: now }),
    ],
  });
  const drift = { compared: 9n, conflicts: 2n, conflictAt: now };
  await db.prisma.consentDrift.create({ data: { shopId: shop.id, ...drift } });
  expect(await readSyncStatus(db, shop.id)).toEqual({
    ...{ waiting: 2, told: 2, left: 1, compared: 9, conflicts: 2, conflictAt: now },
  });
});

test("a shop in which no one has decided anything yet is all zero", async () => {
  const { id } = await aShop(db);
  expect(await readSyncStatus(db, id)).toEqual({
    ...{ waiting: 0, told: 0, left: 0, compared: 0, conflicts: 0, conflictAt: null },
  });
});
