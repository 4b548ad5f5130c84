import { beforeEach, expect, test } from "vitest";
import { aContext } from "../../../test/factories/context.ts";
import { anExaminedImport, anImport, anUpload, viewOf } from "../../../test/factories/import.ts";
import { aShop } from "../../../test/factories/shop.ts";
import { emptyDatabase } from "../../../test/setup/per-worker.ts";
import { advanceImport } from "./advance.ts";
import { startImport } from "./control.ts";
import { pruneImports } from "./prune.ts";

const ctx = aContext();
beforeEach(emptyDatabase);

const DAY_MS = 24 * 3_600_000;
const FILE = "Phone,Name\n+12125550123,Ada\nnone,Nobody\n";

const after = (days: number) => new Date(ctx.clock.now().getTime() + days * DAY_MS);
const held = async () => [await ctx.db.everyShop.importBlock.count(), await ctx.db.everyShop.importRefusal.count()];

test("a file that was not imported is deleted after a day, and its page says so", async () => {
  const shop = await aShop(ctx.db);
  const uploaded = await anUpload(ctx, { shopId: shop.id, file: FILE });
  const examined = await anExaminedImport(ctx, { shopId: shop.id, file: FILE });
  await pruneImports(ctx.db, after(0.9));
  expect(await held()).toEqual([2, 1]);
  await pruneImports(ctx.db, after(1.1));
  expect(await ctx.db.everyShop.importBlock.count()).toBe(0);
  for (const id of [uploaded, examined.id])
    expect(await viewOf(ctx, shop.id, id)).toMatchObject({
      state: "failed",
      problem: "This file was not imported within a day, so it was deleted. Upload it again.",
    });
  await expect(startImport(ctx, shop.id, examined.id)).rejects.toThrow("was deleted. Upload it again");
});

test("a file that is being checked, imported or paused is not deleted after a day", async () => {
  const shop = await aShop(ctx.db);
  for (const state of ["examining", "importing", "paused"]) {
    const id = await anUpload(ctx, { shopId: shop.id, file: FILE });
    await ctx.db.prisma.import.update({ where: { shopId_id: { shopId: shop.id, id } }, data: { state } });
  }
  await pruneImports(ctx.db, after(13));
  expect(await ctx.db.everyShop.importBlock.count()).toBe(3);
  await pruneImports(ctx.db, after(15));
  expect(await ctx.db.everyShop.importBlock.count()).toBe(2);
});

test("a file that is started while old ones are deleted is either imported whole or refused with the reason", async () => {
  const shop = await aShop(ctx.db);
  for (let round = 0; round < 5; round += 1) {
    const { id } = await anExaminedImport(ctx, { shopId: shop.id, file: FILE });
    const [started] = await Promise.allSettled([startImport(ctx, shop.id, id), pruneImports(ctx.db, after(1.1))]);
    if (started.status === "fulfilled") {
      await advanceImport(ctx, shop.id, id);
      expect(await viewOf(ctx, shop.id, id)).toMatchObject({ state: "finished", counts: { lines: 2 } });
    } else {
      expect(started.reason.message).toContain("Upload it again");
      expect(await viewOf(ctx, shop.id, id)).toMatchObject({ state: "failed" });
    }
    await pruneImports(ctx.db, after(1.1));
    expect(await ctx.db.everyShop.importBlock.count()).toBe(0);
  }
});

test("a file that we failed to read is kept for two weeks", async () => {
  const shop = await aShop(ctx.db);
  const id = await anUpload(ctx, { shopId: shop.id, file: FILE });
  const data = { state: "failed", idleTurns: 21, endedAt: ctx.clock.now() };
  await ctx.db.prisma.import.update({ where: { shopId_id: { shopId: shop.id, id } }, data });
  await pruneImports(ctx.db, after(13));
  expect(await ctx.db.everyShop.importBlock.count()).toBe(1);
  await pruneImports(ctx.db, after(15));
  expect(await ctx.db.everyShop.importBlock.count()).toBe(0);
});

test("two weeks after its end, an import keeps its counts and nothing of people", async () => {
  const shop = await aShop(ctx.db);
  const done = await anImport(ctx, { shopId: shop.id, file: FILE });
  await pruneImports(ctx.db, after(13));
  expect(await held()).toEqual([0, 1]);
  await pruneImports(ctx.db, after(15));
  expect(await held()).toEqual([0, 0]);
  expect(await viewOf(ctx, shop.id, done.id)).toMatchObject({
    state: "finished",
    sample: [],
    counts: { made: 1, refused: 1 },
  });
});
