import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { aContext, TUESDAY_MORNING } from "../../test/factories/context.ts";
import { aSubscriber } from "../../test/factories/subscriber.ts";
import { applyStoreTags, type TagEvent } from "./apply-store-tags.ts";

const ctx = aContext();
const { prisma } = ctx.db;
const at = (minute: number) => new Date(TUESDAY_MORNING.getTime() + minute * 60_000);
let who: { shopId: string; subscriberId: string };

beforeEach(async () => {
  who = await somebody();
});

async function somebody(tags: string[] = []) {
  const { shopId, id } = await aSubscriber(ctx.db, { tags });
  return { shopId, subscriberId: id };
}

const added = (minute: number, ...tags: string[]): TagEvent => ({ ...who, at: at(minute), added: tags, removed: [] });
const removed = (minute: number, ...tags: string[]): TagEvent => ({ ...who, at: at(minute), added: [], removed: tags });
const all = (minute: number, ...tags: string[]): TagEvent => ({ ...who, at: at(minute), all: tags });
const apply = (...news: TagEvent[]) => ctx.db.transaction((tx) => applyStoreTags(tx, ctx, news));
const tags = async () => {
  const { tags: has, storeTags } = await prisma.subscriber.findFirstOrThrow({ where: { shopId: who.shopId } });
  return { tags: has.sort(), storeTags: storeTags.sort() };
};

test("tags come and go one by one, the last one included", async () => {
  await apply(added(1, "vip", "wholesale"));
  expect((await tags()).tags).toEqual(["vip", "wholesale"]);
  await apply(removed(2, "vip"));
  await apply(removed(3, "wholesale"));
  expect(await tags()).toEqual({ tags: [], storeTags: [] });
});

test("a full list replaces the tags that the store gave, and leaves those that were added here", async () => {
  who = await somebody(["trade-fair"]);
  await apply(all(1, "vip", "wholesale"));
  await apply(all(2, "vip", "new"));
  expect((await tags()).tags).toEqual(["new", "trade-fair", "vip"]);
  await apply(all(3));
  expect((await tags()).tags).toEqual(["trade-fair"]);
});

test("a tag that has the name of a part of the language is a tag", async () => {
  await apply(added(1, "constructor", "__proto__"));
  expect((await tags()).tags).toEqual(["__proto__", "constructor"]);
  await apply(removed(2, "constructor", "__proto__"));
  expect((await tags()).tags).toEqual([]);
});

test("someone who was erased gets no tags of late news", async () => {
  await prisma.subscriber.updateMany({ where: { shopId: who.shopId }, data: { redactedAt: at(1) } });
  await apply(added(2, "vip"));
  expect((await tags()).tags).toEqual([]);
});

test("in whatever order, however often and in whatever batches news of tags come, the newest of each tag counts", async () => {
  const tag = fc.constantFrom("a", "b", "c");
  const change = fc.record({ kind: fc.constantFrom("added", "removed", "all"), tags: fc.uniqueArray(tag) });
  await fc.assert(
    fc.asyncProperty(
      fc.array(change, { minLength: 1, maxLength: 8 }),
      fc.infiniteStream(fc.nat()),
      async (story, draws) => {
        who = await somebody();
        const news = story.map(({ kind, tags: of }, minute) =>
          kind === "all" ? all(minute, ...of) : kind === "added" ? added(minute, ...of) : removed(minute, ...of),
        );
        const expected = new Set<string>();
        for (const { kind, tags: of } of story) {
          if (kind === "all") expected.clear();
          for (const one of of) kind === "removed" ? expected.delete(one) : expected.add(one);
        }
        const shuffled = [...news, ...news]
          .map((it) => ({ it, rank: draws.next().value }))
          .sort((x, y) => x.rank - y.rank);
        while (shuffled.length > 0)
          await apply(...shuffled.splice(0, 1 + (draws.next().value % 4)).map(({ it }) => it));
        expect((await tags()).storeTags).toEqual([...expected].sort());
      },
    ),
    { numRuns: 40 },
  );
});
