import { beforeEach, expect, test } from "vitest";
import { aContext } from "../../test/factories/context.ts";
import { anExaminedImport, anImport, viewOf } from "../../test/factories/import.ts";
import { aShop } from "../../test/factories/shop.ts";
import { emptyDatabase } from "../../test/setup/per-worker.ts";
import { pruneImports } from "./prune.ts";

const ctx = aContext();
beforeEach(emptyDatabase);

const DAY_MS = 24 * 3_600_000;
const FILE = "Phone,Name\n+12125550123,Ada\nnone,Nobody\n";

test("two weeks after its end, an import keeps its numbers and nothing of people; one nobody went on with is given up", async () => {
  const shop = await aShop(ctx.db);
  const done = await anImport(ctx, { shopId: shop.id, file: FILE });
  const left = await anExaminedImport(ctx, { shopId: shop.id, file: `${FILE}\n` });
  const held = async () => [await ctx.db.prisma.importPart.count(), await ctx.db.prisma.importRefusal.count()];

  await pruneImports(ctx.db, new Date(ctx.clock.now().getTime() + 13 * DAY_MS));
  expect(await held()).toEqual([1, 2]);

  await pruneImports(ctx.db, new Date(ctx.clock.now().getTime() + 15 * DAY_MS));
  expect(await viewOf(ctx, shop.id, left.id)).toMatchObject({
    state: "failed",
    problem: expect.stringContaining("Upload it again"),
  });
  await pruneImports(ctx.db, new Date(ctx.clock.now().getTime() + 30 * DAY_MS));
  expect(await held()).toEqual([0, 0]);
  expect(await viewOf(ctx, shop.id, done.id)).toMatchObject({
    state: "finished",
    sample: [],
    counts: { made: 1, refused: 1 },
  });
});
