import { describe, expect, test } from "vitest";
import { newId } from "#platform/ids";
import { aContext } from "../../test/factories/context.ts";
import { aDiscountStore, aShopWithCodes, MINUTE, SECOND } from "../../test/factories/discounts/shop-with-codes.ts";

const ctx = aContext();
const { clock, db } = ctx;
const { everyShop: prisma } = db;
const { aWalker, claim, free, isDue, mint, mintAll, shop } = aShopWithCodes(ctx);

describe("a store", () => {
  test("that is still making codes is asked again, and none of them is given before", async () => {
    const store = aDiscountStore();
    store.state.made = false;
    const person = await aWalker();
    await claim([person]);
    await mint(store);
    clock.advance(2 * SECOND);
    await mint(store);
    expect([await free(), shop.served, store.asked.length]).toEqual([0, [], 1]);
    store.state.made = true;
    clock.advance(2 * SECOND);
    await mintAll(store);
    expect(shop.served).toMatchObject([{ enrollmentId: person }]);
  });

  test("that refuses single codes gives the others", async () => {
    const store = aDiscountStore();
    await claim([newId()]);
    await mint(store);
    const [code = ""] = store.asked[0] ?? [];
    store.state.refused.add(code);
    clock.advance(2 * SECOND);
    await mint(store);
    expect(await prisma.discountCode.count({ where: { code } })).toBe(0);
    expect(await free()).toBe(249);
  });

  test.each([
    ["unavailable", MINUTE],
    ["no-token", MINUTE],
    ["refused", 60 * MINUTE],
  ] as const)("that is %s is asked again later, and the reason is kept", async (trouble, afterMs) => {
    const store = aDiscountStore();
    store.state.trouble = trouble;
    await claim([newId()]);
    await mint(store);
    expect(await prisma.discountPool.findFirstOrThrow()).toMatchObject({
      trouble: `${trouble}: It said so.`,
      dueAt: new Date(clock.now().getTime() + afterMs),
    });
    await claim([newId()]);
    expect(await isDue(), "nobody hurries it").toBe(false);
    store.state.trouble = null;
    clock.advance(afterMs);
    await mintAll(store);
    expect(await prisma.discountPool.findFirstOrThrow()).toMatchObject({ trouble: null, dueAt: null });
  });

  test("that fails once gives a code to each of many who wait", async () => {
    const store = aDiscountStore();
    store.state.onAdd = async () => {
      store.state.trouble = "unavailable";
    };
    await claim(await Promise.all(Array.from({ length: 100 }, aWalker)));
    await mint(store);
    expect(shop.served).toEqual([]);
    store.state.onAdd = async () => {};
    store.state.trouble = null;
    clock.advance(MINUTE);
    await mintAll(store);
    expect(new Set(shop.served.map((it) => it.code)).size).toBe(100);
    expect(await prisma.discountWait.count()).toBe(0);
  });

  test("whose merchant deleted the discount gets another one, and gives none of the first one's codes again", async () => {
    const store = aDiscountStore();
    await claim([newId()]);
    await mintAll(store);
    store.state.deleted = "gid://shopify/DiscountCodeNode/1";
    const { codes: given } = await claim(Array.from({ length: 200 }, () => newId()));
    await mintAll(store);
    expect(await prisma.discountPool.findFirstOrThrow()).toMatchObject({ discountId: null });
    expect(await prisma.discountCode.groupBy({ by: ["state"], _count: true })).toEqual([
      { state: "given", _count: given.size },
    ]);
    const person = await aWalker();
    await claim([person]);
    clock.advance(MINUTE);
    await mintAll(store);
    expect(shop.served).toMatchObject([{ enrollmentId: person }]);
    expect(new Set(store.firstCodes).size).toBe(2);
    expect(await free()).toBe(249);
    expect(await prisma.discountPool.findFirstOrThrow()).toMatchObject({ trouble: null, dueAt: null });
  });

  test("is left alone for as long as its budget asks", async () => {
    const store = aDiscountStore();
    store.state.restMs = 30 * SECOND;
    await claim([newId()]);
    await mint(store);
    expect(await isDue()).toBe(false);
    clock.advance(30 * SECOND);
    expect(await isDue()).toBe(true);
  });

  test("is asked for nothing by a shop that has uninstalled", async () => {
    const store = aDiscountStore();
    await claim([newId()]);
    await prisma.shop.updateMany({ data: { uninstalledAt: clock.now() } });
    await mint(store);
    expect([store.state.created, await isDue()]).toEqual([0, false]);
  });

  test("whose answer a killed worker never read is asked for other codes, and no lost code is given", async () => {
    const store = aDiscountStore();
    store.state.onAdd = () => Promise.reject(new Error("killed"));
    await claim([newId()]);
    await expect(mint(store)).rejects.toThrow("killed");
    store.state.onAdd = async () => {};
    clock.advance(5 * MINUTE);
    await mintAll(store);
    expect(await free()).toBe(250);
    expect(await prisma.discountCode.count({ where: { state: "making" } })).toBe(0);
  });

  test("is asked again when someone finds no code while a worker looks", async () => {
    const store = aDiscountStore();
    await claim([newId()]);
    const person = await aWalker();
    store.state.onAdd = async () => {
      await claim([person]);
    };
    await mint(store);
    expect(await isDue(), "it is due at once").toBe(true);
    await mintAll(store);
    expect(shop.served).toMatchObject([{ enrollmentId: person }]);
  });
});
