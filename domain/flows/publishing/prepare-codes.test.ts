import { beforeEach, expect, test } from "vitest";
import { parseDocument } from "#domain/flows/definition/document";
import { aContext } from "../../../test/factories/context.ts";
import { aShop } from "../../../test/factories/shop.ts";
import { emptyDatabase } from "../../../test/setup/per-worker.ts";
import { prepareCodes } from "./prepare-codes.ts";

const ctx = aContext();
beforeEach(emptyDatabase);

const documentWith = (...values: number[]) =>
  parseDocument({
    purpose: "marketing",
    trigger: { kind: "order-placed" },
    steps: values.map((value) => ({
      id: `code-${value}`,
      type: "discount-code",
      config: { terms: { kind: "percentage", value, minimumMicros: 0, prefix: "" } },
    })),
  });

test("publishing a flow has the codes of its steps made ahead, one pool for the same terms", async () => {
  const { id: shopId } = await aShop(ctx.db);
  const prepare = (document: ReturnType<typeof documentWith>) =>
    ctx.db.transaction((tx) => prepareCodes(tx, ctx, shopId, document));
  expect(await prepare(documentWith())).toEqual([]);
  const jobs = [{ name: "discount-codes", payload: { shopId } }];
  expect(await prepare(documentWith(10, 20))).toEqual(jobs);
  expect(await prepare(documentWith(20))).toEqual(jobs);
  expect(await ctx.db.everyShop.discountPool.count({ where: { dueAt: ctx.clock.now() } })).toBe(2);
});
