import { describe, expect, test } from "vitest";
import { newId } from "#platform/ids";
import { aContext } from "../../test/factories/context.ts";
import { aDiscountStore, aShopWithCodes, TEN } from "../../test/factories/discounts/shop-with-codes.ts";
import { aShop } from "../../test/factories/shop.ts";
import { reserveCodes } from "./reserve.ts";

const ctx = aContext();
const { clock, db } = ctx;
const { everyShop: prisma } = db;
const { aWalker, claim, free, isDue, mintAll, shop } = aShopWithCodes(ctx);

describe("a pool of codes", () => {
  test("is filled ahead, and refilled when it runs low", async () => {
    const store = aDiscountStore();
    await claim([await aWalker()]);
    await mintAll(store);
    expect(store.state.created).toBe(1);
    expect(await free(), "one went to who waited").toBe(249);
    expect(await isDue()).toBe(false);
    await claim(Array.from({ length: 160 }, () => newId()));
    expect(await isDue()).toBe(true);
    await mintAll(store);
    expect(await free()).toBe(250);
    expect(store.state.created).toBe(1);
  });

  test("gives each person one code, the same one when their step is repeated, and none to two", async () => {
    await claim([newId()]);
    await mintAll(aDiscountStore());
    const people = Array.from({ length: 40 }, () => newId());
    const batches = await Promise.all([claim(people.slice(0, 20)), claim(people.slice(20))]);
    const codes = batches.flatMap((it) => [...it.codes.values()]);
    expect(new Set(codes).size).toBe(40);
    const again = await claim(people);
    expect(new Set(again.codes.values())).toEqual(new Set(codes));
    expect(codes.every((code) => code.startsWith("SAVE-"))).toBe(true);
  });

  test("gives nothing away when the transaction is rolled back", async () => {
    await claim([newId()]);
    await mintAll(aDiscountStore());
    const before = await free();
    await expect(
      db.transaction(async (tx) => {
        await reserveCodes(tx, ctx, [
          { shopId: shop.id, enrollmentId: newId(), stepId: "code", terms: TEN, until: clock.now() },
        ]);
        throw new Error("killed");
      }),
    ).rejects.toThrow("killed");
    expect(await free()).toBe(before);
  });

  test("lets people wait while it is empty, and serves those who still wait", async () => {
    const [waits, left, late] = [await aWalker(), await aWalker(), await aWalker()];
    const { codes, jobs } = await claim([waits, left]);
    expect(codes.size).toBe(0);
    expect(jobs).toEqual([{ name: "discount-codes", payload: { shopId: shop.id } }]);
    await prisma.enrollment.updateMany({ where: { id: left }, data: { state: "exited" } });
    await db.transaction((tx) =>
      reserveCodes(tx, ctx, [{ shopId: shop.id, enrollmentId: late, stepId: "code", terms: TEN, until: clock.now() }]),
    );
    await mintAll(aDiscountStore());
    expect(shop.served).toMatchObject([{ shopId: shop.id, enrollmentId: waits, stepId: "code" }]);
    expect(await prisma.discountWait.count()).toBe(0);
    expect((await claim([waits])).codes.get(waits)).toBe(shop.served[0]?.code);
  });

  test("serves more waiting people than one creation has codes", async () => {
    const people = await Promise.all(Array.from({ length: 300 }, aWalker));
    await claim(people);
    await mintAll(aDiscountStore());
    expect(new Set(shop.served.map((it) => it.code)).size).toBe(300);
  });

  test("is another one for other terms, and for another shop", async () => {
    const other = await aShop(db);
    await claim([newId()]);
    await claim([newId()], { ...TEN, value: 20 });
    await claim([newId()], TEN, other.id);
    expect(await prisma.discountPool.count()).toBe(3);
    await claim([newId()], { ...TEN, prefix: "save" });
    expect(await prisma.discountPool.count()).toBe(3);
  });

  test("is locked after the pools before it, in whatever order the people come", async () => {
    const shops = [shop.id, (await aShop(db)).id, (await aShop(db)).id].toSorted();
    const claimAll = (of: string[]) =>
      db.transaction((tx) =>
        reserveCodes(
          tx,
          ctx,
          of.map((it) => ({ shopId: it, enrollmentId: newId(), stepId: "code", terms: TEN, until: clock.now() })),
        ),
      );
    for (const order of [shops, shops.toReversed()]) {
      const { jobs } = await claimAll(order);
      expect(jobs.map((job) => job.payload)).toEqual(shops.map((it) => ({ shopId: it })));
    }
  });
});
