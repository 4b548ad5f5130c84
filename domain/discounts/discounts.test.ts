import { beforeEach, describe, expect, test } from "vitest";
import type { StoreAnswer, StoreTrouble } from "#domain/shops/store-answer";
import { newId } from "#platform/ids";
import { statement } from "#platform/sql/statement";
import { aContext } from "../../test/factories/context.ts";
import { aShop } from "../../test/factories/shop.ts";
import { emptyDatabase } from "../../test/setup/per-worker.ts";
import { dueCodes, mintCodes } from "./mint.ts";
import { newCode } from "./new-code.ts";
import { reserveCodes } from "./reserve.ts";
import type { ServedCode } from "./serve-waiting.ts";
import type { DiscountStore } from "./store.ts";
import { type DiscountTerms, problemsOfTerms } from "./terms.ts";
import { describeTerms } from "./title-of.ts";

const ctx = aContext();
const { db, clock } = ctx;
const { everyShop: prisma } = db;
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const TEN: DiscountTerms = { kind: "percentage", value: 10, minimumMicros: 0, prefix: "SAVE" };
let shopId: string;
beforeEach(async () => {
  await emptyDatabase();
  shopId = (await aShop(db)).id;
  served = [];
});

/** A store's own discounts. `made` false: its creations are under way. */
function aStore() {
  const asked: string[][] = [];
  const firstCodes: string[] = [];
  const state = {
    trouble: null as StoreTrouble | null,
    made: true as boolean,
    restMs: 0,
    created: 0,
    deleted: "",
    refused: new Set<string>(),
    onAdd: async () => {},
  };
  const answer = <Answer>(value: Answer): StoreAnswer<Answer> =>
    state.trouble
      ? { kind: "trouble", trouble: state.trouble, detail: "It said so." }
      : { kind: "answer", answer: value, restMs: state.restMs };
  const store: DiscountStore = {
    async create(_, { code }) {
      if (!state.trouble) state.created += 1;
      firstCodes.push(code);
      return answer(`gid://shopify/DiscountCodeNode/${state.created}`);
    },
    async addCodes(_, id, codes) {
      await state.onAdd();
      if (id === state.deleted) return answer(null);
      if (!state.trouble) asked.push(codes);
      return answer(`creation-${asked.length - 1}`);
    },
    async madeBy(_, id) {
      const codes = (asked[Number(id.slice(9))] ?? []).filter((code) => !state.refused.has(code));
      return answer(state.made ? codes : null);
    },
  };
  return { store, asked, firstCodes, state };
}

let served: ServedCode[];
const mint = ({ store }: ReturnType<typeof aStore>) =>
  mintCodes(
    {
      ...ctx,
      store,
      onGiven: async (_, __, codes) => {
        served.push(...codes);
        return [];
      },
    },
    shopId,
  );
/** Looks until nothing is due, as the sweep does. */
async function mintAll(store: ReturnType<typeof aStore>): Promise<void> {
  for (let look = 0; look < 20 && (await isDue()); look += 1) {
    await mint(store);
    clock.advance(2 * SECOND);
  }
}
const isDue = async () => (await db.run(statement("", dueCodes.shops), [clock.now()])).length > 0;

const claim = (enrollmentIds: string[], terms = TEN, of = shopId) =>
  db.transaction((tx) =>
    reserveCodes(
      tx,
      ctx,
      enrollmentIds.map((enrollmentId) => ({
        ...{ shopId: of, enrollmentId, stepId: "code", terms },
        until: new Date(clock.now().getTime() + 60 * MINUTE),
      })),
    ),
  );

/** Someone at the step "code" of a flow. */
async function aWalker(): Promise<string> {
  const id = newId();
  await prisma.enrollment.create({
    data: {
      ...{ shopId, id, flowId: newId(), versionId: newId(), subscriberId: newId(), subject: id },
      ...{ state: "waiting", stepId: "code", startedAt: clock.now() },
    },
  });
  return id;
}
const free = () => prisma.discountCode.count({ where: { state: "free" } });

describe("a pool of codes", () => {
  test("is filled ahead, and refilled when it runs low", async () => {
    const store = aStore();
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
    await mintAll(aStore());
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
    await mintAll(aStore());
    const before = await free();
    await expect(
      db.transaction(async (tx) => {
        await reserveCodes(tx, ctx, [
          { shopId, enrollmentId: newId(), stepId: "code", terms: TEN, until: clock.now() },
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
    expect(jobs).toEqual([{ name: "discount-codes", payload: { shopId } }]);
    await prisma.enrollment.updateMany({ where: { id: left }, data: { state: "exited" } });
    await db.transaction((tx) =>
      reserveCodes(tx, ctx, [{ shopId, enrollmentId: late, stepId: "code", terms: TEN, until: clock.now() }]),
    );
    await mintAll(aStore());
    expect(served).toMatchObject([{ shopId, enrollmentId: waits, stepId: "code" }]);
    expect(await prisma.discountWait.count()).toBe(0);
    expect((await claim([waits])).codes.get(waits)).toBe(served[0]?.code);
  });

  test("serves more waiting people than one creation has codes", async () => {
    const people = await Promise.all(Array.from({ length: 300 }, aWalker));
    await claim(people);
    await mintAll(aStore());
    expect(new Set(served.map((it) => it.code)).size).toBe(300);
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
    const shops = [shopId, (await aShop(db)).id, (await aShop(db)).id].toSorted();
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

describe("a store", () => {
  test("that is still making codes is asked again, and none of them is given before", async () => {
    const store = aStore();
    store.state.made = false;
    const person = await aWalker();
    await claim([person]);
    await mint(store);
    clock.advance(2 * SECOND);
    await mint(store);
    expect([await free(), served, store.asked.length]).toEqual([0, [], 1]);
    store.state.made = true;
    clock.advance(2 * SECOND);
    await mintAll(store);
    expect(served).toMatchObject([{ enrollmentId: person }]);
  });

  test("that refuses single codes gives the others", async () => {
    const store = aStore();
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
    const store = aStore();
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
    const store = aStore();
    store.state.onAdd = async () => {
      store.state.trouble = "unavailable";
    };
    await claim(await Promise.all(Array.from({ length: 100 }, aWalker)));
    await mint(store);
    expect(served).toEqual([]);
    store.state.onAdd = async () => {};
    store.state.trouble = null;
    clock.advance(MINUTE);
    await mintAll(store);
    expect(new Set(served.map((it) => it.code)).size).toBe(100);
    expect(await prisma.discountWait.count()).toBe(0);
  });

  test("whose merchant deleted the discount gets another one, and gives none of the first one's codes again", async () => {
    const store = aStore();
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
    expect(served).toMatchObject([{ enrollmentId: person }]);
    expect(new Set(store.firstCodes).size).toBe(2);
    expect(await free()).toBe(249);
    expect(await prisma.discountPool.findFirstOrThrow()).toMatchObject({ trouble: null, dueAt: null });
  });

  test("is left alone for as long as its budget asks", async () => {
    const store = aStore();
    store.state.restMs = 30 * SECOND;
    await claim([newId()]);
    await mint(store);
    expect(await isDue()).toBe(false);
    clock.advance(30 * SECOND);
    expect(await isDue()).toBe(true);
  });

  test("is asked for nothing by a shop that has uninstalled", async () => {
    const store = aStore();
    await claim([newId()]);
    await prisma.shop.updateMany({ data: { uninstalledAt: clock.now() } });
    await mint(store);
    expect([store.state.created, await isDue()]).toEqual([0, false]);
  });

  test("whose answer a killed worker never read is asked for other codes, and no lost code is given", async () => {
    const store = aStore();
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
    const store = aStore();
    await claim([newId()]);
    const person = await aWalker();
    store.state.onAdd = async () => {
      await claim([person]);
    };
    await mint(store);
    expect(await isDue(), "it is due at once").toBe(true);
    await mintAll(store);
    expect(served).toMatchObject([{ enrollmentId: person }]);
  });
});

test("codes are of letters that no one mixes up, and no two are the same", () => {
  const codes = Array.from({ length: 2_000 }, () => newCode("vip"));
  expect(new Set(codes).size).toBe(2_000);
  for (const code of codes) expect(code).toMatch(/^VIP-[A-HJKMNP-TV-Z2-9]{10}$/);
  expect(newCode("")).toHaveLength(10);
});

test("terms say what a code takes off, and what is wrong with them", () => {
  expect(describeTerms(TEN, "USD")).toBe("10% off");
  expect(describeTerms({ ...TEN, kind: "amount", value: 5_000_000, minimumMicros: 50_000_000 }, "USD")).toBe(
    "5 USD off orders of 50 USD",
  );
  expect(problemsOfTerms(TEN)).toEqual([]);
  expect(problemsOfTerms({ ...TEN, value: 0 })).toEqual(["Enter a percentage."]);
  expect(problemsOfTerms({ ...TEN, value: 101 })).toEqual(["A discount can’t be more than 100%."]);
  expect(problemsOfTerms({ ...TEN, prefix: "A B" })).toHaveLength(1);
});
