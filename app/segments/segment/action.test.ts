import { expect, test } from "vitest";
import { aContext } from "../../../test/factories/context.ts";
import { aShop } from "../../../test/factories/shop.ts";
import { act } from "./action.ts";

const ctx = aContext();

function formOf(rules: unknown): FormData {
  const form = new FormData();
  form.set("name", "Regulars");
  form.set("rules", JSON.stringify(rules));
  return form;
}

const none = { type: "and", rules: [] };
const any = { type: "or", rules: [] };

test.each([
  ["no condition", none],
  ["none of no conditions", any],
  ["not: no condition", { type: "not", rule: any }],
  ["a group without conditions", { type: "and", rules: [none] }],
  ["a group in a group without conditions", { type: "and", rules: [{ type: "or", rules: [none] }] }],
  ["not: a group without conditions", { type: "not", rule: none }],
])("a segment of %s would be everyone, and isn't saved", async (_name, rules) => {
  const { id: shopId } = await aShop(ctx.db);
  await expect(act({ ctx, shopId, id: null, version: 0 }, formOf(rules))).rejects.toMatchObject({
    field: "rules",
  });
  expect(await ctx.db.prisma.segment.count({ where: { shopId } })).toBe(0);
});

test("a segment with a condition is saved", async () => {
  const { id: shopId } = await aShop(ctx.db);
  const rules = { type: "and", rules: [{ type: "tags", match: "any", tags: ["vip"] }] };
  expect(await act({ ctx, shopId, id: null, version: 0 }, formOf(rules))).toMatchObject({
    said: "Segment saved",
  });
});
