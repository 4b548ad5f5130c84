import { beforeEach, describe, expect, test } from "vitest";
import { readOperatorEvents } from "#domain/control/events/operator-event";
import { readFlags } from "#domain/control/flags/read-flags";
import { clearFlag, setFlag } from "#domain/control/flags/set-flag";
import { aContext } from "../../test/factories/context.ts";
import { aShop } from "../../test/factories/shop.ts";
import { emptyDatabase } from "../../test/setup/per-worker.ts";
import { type FlagRow, valueFor } from "./flag-rows.ts";
import { limitOf, openFlags } from "./open-flags.ts";
import { flags } from "./registry.ts";
import { rowsProvider } from "./rows-provider.ts";

const ctx = aContext();
const { db } = ctx;
const ann = { by: { operator: "ann" }, because: "a busy store" };
beforeEach(emptyDatabase);

const row = (given: Partial<FlagRow>): FlagRow => ({
  ...{ name: "reconcile.pages", shop: "", value: 3, share: 1, operator: "ann", because: null, since: new Date(0) },
  ...given,
});
const silent = { error() {}, warn() {}, info() {}, debug() {} };

describe("which value holds for a shop", () => {
  test("its own comes before that of all shops", () => {
    const rows = [row({ value: 3 }), row({ shop: "one", value: 7 })];
    expect(valueFor(rows, "reconcile.pages", "one")).toBe(7);
    expect(valueFor(rows, "reconcile.pages", "other")).toBe(3);
    expect(valueFor(rows, "reconcile.minutes", "one")).toBeNull();
  });

  test("a share has about so many shops in it, and a larger share keeps them all", () => {
    const shops = Array.from({ length: 2_000 }, (_, number) => `shop ${number}`);
    const inside = (share: number) =>
      shops.filter((shop) => valueFor([row({ share })], "reconcile.pages", shop) !== null);
    const [tenth, half] = [inside(0.1), inside(0.5)];
    expect(tenth.length).toBeGreaterThan(150);
    expect(tenth.length).toBeLessThan(250);
    expect(tenth.filter((shop) => !half.includes(shop))).toEqual([]);
  });
});

test("an operator sets a limit for a shop and clears it, and each is in the audit log", async () => {
  const [{ id, domain }, other] = [await aShop(db), await aShop(db)];
  const open = await openFlags(db);
  expect(await limitOf({ flags: open }, "reconcile.pages", id)).toBe(10);
  const name = "reconcile.pages";
  expect(await setFlag(ctx, { ...ann, name, shop: domain, value: 20 })).toMatchObject({ hasChanged: true });
  expect(await setFlag(ctx, { ...ann, name, shop: domain, value: 20 })).toMatchObject({ hasChanged: false });
  await expect.poll(() => open.limit(name, id), { timeout: 5_000 }).toBe(20);
  expect(await open.limit(name, other.id)).toBe(10);
  const set = (await readFlags(db)).find((it) => it.name === name)?.set;
  expect(set).toMatchObject([{ shopId: id, value: 20, share: 1, operator: "ann", because: "a busy store" }]);
  expect(await clearFlag(ctx, { ...ann, name, shop: domain })).toMatchObject({ hasChanged: true });
  expect(await clearFlag(ctx, { ...ann, name, shop: domain })).toMatchObject({ hasChanged: false });
  await expect.poll(() => open.limit(name, id), { timeout: 5_000 }).toBe(10);
  open.close();
  const actions = (await readOperatorEvents(db)).map(({ action }) => action);
  expect(new Set(actions)).toEqual(new Set(["set-flag", "clear-flag"]));
});

test.each([
  [{ name: "speed", value: 1 }, "flag-unknown"],
  [{ name: "reconcile.pages", value: 51 }, "flag-value"],
  [{ name: "reconcile.pages", value: 2.5 }, "flag-value"],
  [{ name: "reconcile.pages", value: 5, share: 0 }, "flag-share"],
  [{ name: "queue.import.concurrency", value: 2, share: 0.5 }, "flag-not-by-shop"],
  [{ name: "reconcile.pages", value: 5, shop: "no.myshopify.com" }, "shop-unknown"],
])("what would do harm is refused in a sentence: %j", async (asked, code) => {
  await expect(setFlag(ctx, { ...ann, ...asked })).rejects.toMatchObject({ code });
  expect(await readOperatorEvents(db)).toEqual([]);
});

test("while the database is away the usual limits hold, and afterwards those that are set", async () => {
  // What the database answers next; without an answer it is away.
  const answers: FlagRow[][] = [];
  let at = 0;
  const provider = rowsProvider(
    async () => {
      const next = answers.shift();
      if (next === undefined) throw new Error("The database is away.");
      return next;
    },
    () => at,
  );
  const ask = () => provider.resolveNumberEvaluation("reconcile.pages", 10, {}, silent);
  await expect(ask()).rejects.toThrow("away");
  const open = await openFlags({ run: () => Promise.reject(new Error("The database is away.")) });
  expect(await open.limit("reconcile.pages")).toBe(10);
  open.close();
  answers.push([row({ value: 3 })]);
  expect(await ask()).toMatchObject({ value: 3 });
  at += 900;
  expect(await ask()).toMatchObject({ value: 3 });
  at += 200;
  await expect(ask()).rejects.toThrow("away");
});

test("a value of another version that this one can't bear is kept within its bounds", async () => {
  const open = await openFlags({ run: async () => [row({ value: 9_999 })] as never });
  expect(await open.limit("reconcile.pages")).toBe(flags["reconcile.pages"].most);
  open.close();
});
