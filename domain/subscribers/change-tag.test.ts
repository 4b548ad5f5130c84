import { expect, test } from "vitest";
import { newId } from "#platform/ids";
import { aContext } from "../../test/factories/context.ts";
import { aShop } from "../../test/factories/shop.ts";
import { aSubscriber } from "../../test/factories/subscriber.ts";
import { changeTag } from "./change-tag.ts";

const ctx = aContext();

async function tagsOf(shopId: string): Promise<string[][]> {
  const people = await ctx.db.prisma.subscriber.findMany({ where: { shopId }, orderBy: { createdAt: "asc" } });
  return people.map(({ tags }) => tags);
}

test("the people chosen get the tag once, and lose it again", async () => {
  const { id: shopId } = await aShop(ctx.db);
  const first = new Date("2026-11-01T00:00:00Z");
  const ada = await aSubscriber(ctx.db, { shopId, tags: ["vip"], createdAt: first });
  const ben = await aSubscriber(ctx.db, { shopId });
  const subscriberIds = [ada.id, ben.id, newId()];
  expect(await changeTag(ctx, shopId, { subscriberIds, tag: " vip ", change: "add" })).toBe(1);
  expect(await changeTag(ctx, shopId, { subscriberIds, tag: "trade-fair", change: "add" })).toBe(2);
  expect(await changeTag(ctx, shopId, { subscriberIds, tag: "trade-fair", change: "add" })).toBe(0);
  expect(await tagsOf(shopId)).toEqual([
    ["vip", "trade-fair"],
    ["vip", "trade-fair"],
  ]);
  expect(await changeTag(ctx, shopId, { subscriberIds: [ben.id], tag: "vip", change: "remove" })).toBe(1);
  expect(await tagsOf(shopId)).toEqual([["vip", "trade-fair"], ["trade-fair"]]);
});

test("another shop's people and erased ones are left alone", async () => {
  const [own, other] = [await aShop(ctx.db), await aShop(ctx.db)];
  const theirs = await aSubscriber(ctx.db, { shopId: other.id });
  const erased = await aSubscriber(ctx.db, { shopId: own.id, redactedAt: ctx.clock.now() });
  const subscriberIds = [theirs.id, erased.id];
  expect(await changeTag(ctx, own.id, { subscriberIds, tag: "vip", change: "add" })).toBe(0);
  expect([...(await tagsOf(own.id)), ...(await tagsOf(other.id))]).toEqual([[], []]);
});

test("what is no tag is refused, with what to do", async () => {
  const { id: shopId } = await aShop(ctx.db);
  const asked = (tag: string) => changeTag(ctx, shopId, { subscriberIds: [], tag, change: "add" });
  await expect(asked("  ")).rejects.toThrow("Enter a tag.");
  await expect(asked("a, b")).rejects.toThrow("can’t contain commas");
  await expect(asked("x".repeat(41))).rejects.toThrow("limited to 40");
});
