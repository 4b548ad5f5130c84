import { beforeEach, expect, test } from "vitest";
import type { StoreAnswer, StoreTrouble } from "#domain/shops/store-answer";
import { newId } from "#platform/ids";
import { statement } from "#platform/sql/statement";
import { aContext } from "../../test/factories/context.ts";
import { aShop } from "../../test/factories/shop.ts";
import { emptyDatabase } from "../../test/setup/per-worker.ts";
import { dueFetches, type FetchEnd, fetchRecords } from "./fetch-records.ts";
import type { Fetched } from "./fetched.ts";
import { queueFetches } from "./queue-fetches.ts";

const ctx = aContext();
const { db, clock } = ctx;
const { everyShop: prisma } = db;
const MINUTE = 60_000;
let shopId: string;
let ends: FetchEnd[];
let asked: string[];
let trouble: StoreTrouble | null;
let restMs: number;
beforeEach(async () => {
  await emptyDatabase();
  shopId = (await aShop(db)).id;
  [ends, asked, trouble, restMs] = [[], [], null, 0];
});

const store = {
  async read(_: string, __: string, recordId: string): Promise<StoreAnswer<Fetched | null>> {
    asked.push(recordId);
    if (trouble) return { kind: "trouble", trouble, detail: "It said so." };
    return { kind: "answer", answer: recordId === "gone" ? null : { orders: 3 }, restMs };
  },
};
const run = () =>
  fetchRecords(
    {
      ...ctx,
      store,
      onEnd: async (_, __, end) => {
        ends.push(end);
        return [];
      },
    },
    shopId,
  );
const queue = (...recordIds: string[]) =>
  db.transaction((tx) =>
    queueFetches(
      tx,
      ctx,
      recordIds.map((recordId) => ({
        ...{ shopId, enrollmentId: newId(), stepId: "fetch", what: "customer" as const, recordId },
        until: new Date(clock.now().getTime() + 60 * MINUTE),
      })),
    ),
  );
const isDue = async () => (await db.run(statement("", dueFetches.shops), [clock.now()])).length > 0;

test("each record is read once and handed to its step, and one that is gone is handed over as nothing", async () => {
  expect(await queue("7", "gone")).toEqual([{ name: "store-fetch", payload: { shopId } }]);
  await Promise.all([run(), run()]);
  expect(asked.toSorted()).toEqual(["7", "gone"]);
  expect(ends.map(({ fetched }) => fetched)).toEqual(expect.arrayContaining([{ orders: 3 }, null]));
  expect(await prisma.storeFetch.count()).toBe(0);
});

test.each(["unavailable", "no-token"] as const)(
  "a store that is %s is asked again, and the others wait",
  async (kind) => {
    trouble = kind;
    await queue("7", "8");
    await run();
    expect(asked).toHaveLength(1);
    expect(await isDue()).toBe(false);
    trouble = null;
    clock.advance(MINUTE);
    await run();
    expect(ends).toHaveLength(2);
  },
);

test("a store that refuses is not asked again", async () => {
  trouble = "refused";
  await queue("7");
  await run();
  expect(ends).toMatchObject([{ fetched: null, trouble: "It said so." }]);
});

test("a store that asks for a rest gets it", async () => {
  restMs = 30_000;
  await queue("7", "8");
  await run();
  expect([asked.length, await isDue()]).toEqual([1, false]);
  clock.advance(30_000);
  await run();
  expect(ends).toHaveLength(2);
});

test("no one is asked about once their time is over, or the shop has uninstalled", async () => {
  await queue("7");
  clock.advance(61 * MINUTE);
  await run();
  await queue("8");
  await prisma.shop.updateMany({ data: { uninstalledAt: clock.now() } });
  await run();
  expect([asked, await prisma.storeFetch.count()]).toEqual([[], 0]);
});

test("a record whose worker was killed is read again by another after five minutes", async () => {
  await queue("7");
  const killed = { ...store, read: () => Promise.reject(new Error("killed")) };
  await expect(fetchRecords({ ...ctx, store: killed, onEnd: async () => [] }, shopId)).rejects.toThrow("killed");
  expect(await isDue()).toBe(false);
  clock.advance(5 * MINUTE);
  await run();
  expect(ends).toHaveLength(1);
});
