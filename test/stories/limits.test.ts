import { beforeEach, describe, expect, test } from "vitest";
import { createCampaign, createCampaignOnce, DRAFTS } from "#domain/campaigns/drafts/create";
import { MOST_EVENTS, recordCampaignEvent } from "#domain/campaigns/event";
import { MOST_VERSIONS, publishFlow } from "#domain/flows/publishing/publish";
import { ARCHIVED_SEGMENTS, archiveSegment, restoreSegment } from "#domain/segments/delete";
import { createList, LISTS } from "#domain/segments/lists/manage";
import { SEGMENTS_IN_USE } from "#domain/segments/save";
import type { Limit } from "#domain/shops/admit";
import { applyStoreTags } from "#domain/subscribers/apply-store-tags";
import { changeTag, MOST_TAGS } from "#domain/subscribers/change-tag";
import { newId } from "#platform/ids";
import { aContext, TUESDAY_MORNING } from "../factories/context.ts";
import { aLiveFlow } from "../factories/flow.ts";
import { aShop } from "../factories/shop.ts";
import { aSubscriber } from "../factories/subscriber.ts";
import { emptyDatabase } from "../setup/per-worker.ts";

const ctx = aContext();
const { everyShop: prisma } = ctx.db;
const times = { createdAt: TUESDAY_MORNING, updatedAt: TUESDAY_MORNING };
const countDueAt = TUESDAY_MORNING;
let shopId: string;
beforeEach(async () => {
  await emptyDatabase();
  ({ id: shopId } = await aShop(ctx.db));
});

const many = (count: number) => Array.from({ length: count }, (_, number) => ({ shopId, id: newId(), number }));
const drafts = (count: number) =>
  prisma.campaign.createMany({
    data: many(count).map(({ number, ...it }) => ({ ...it, ...times, name: `${number}` })),
  });
const lists = (count: number) =>
  prisma.list.createMany({ data: many(count).map(({ number, ...it }) => ({ ...it, ...times, name: `${number}` })) });
const segments = (count: number, archivedAt: Date | null) =>
  prisma.segment.createMany({
    data: many(count).map(({ number, ...it }) => ({
      ...it,
      ...times,
      countDueAt,
      archivedAt,
      name: `${number}`,
      rules: RULES,
    })),
  });
const RULES = { all: [] };

async function aSegment(archivedAt: Date | null = null): Promise<string> {
  const id = newId();
  await prisma.segment.create({ data: { ...times, countDueAt, shopId, id, archivedAt, name: id, rules: RULES } });
  return id;
}

interface Noun {
  limit: Limit;
  fill(count: number): Promise<unknown>;
  makeOne(): Promise<unknown>;
}

const nouns: Record<string, Noun> = {
  "campaign drafts": { limit: DRAFTS, fill: drafts, makeOne: () => createCampaign(ctx, shopId) },
  lists: { limit: LISTS, fill: lists, makeOne: () => createList(ctx, shopId, newId()) },
  "archived segments": {
    limit: ARCHIVED_SEGMENTS,
    fill: (count) => segments(count, TUESDAY_MORNING),
    makeOne: async () => archiveSegment(ctx, shopId, await aSegment()),
  },
  "segments that are restored": {
    limit: SEGMENTS_IN_USE,
    fill: (count) => segments(count, null),
    makeOne: async () => restoreSegment(ctx, shopId, await aSegment(TUESDAY_MORNING)),
  },
};

describe.each(Object.entries(nouns))("%s", (_, { limit, fill, makeOne }) => {
  test("two at once get the last place once, and the other is told what to do", async () => {
    await fill(limit.most - 1);
    const results = await Promise.allSettled([makeOne(), makeOne()]);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expect(makeOne()).rejects.toMatchObject({ code: limit.code, message: limit.says });
    expect(limit.says).toMatch(/delete|archive/i);
    const [row] = await ctx.db.run<{ count: number }>(limit.count, [shopId]);
    expect(row?.count).toBe(limit.most);
  });

  test("another shop's are not counted", async () => {
    await fill(limit.most);
    ({ id: shopId } = await aShop(ctx.db));
    await makeOne();
  });
});

test("a form that is posted twice at the limit is answered as the first time", async () => {
  await drafts(DRAFTS.most - 1);
  const id = newId();
  expect(await createCampaignOnce(ctx, shopId, id, {})).toBe(true);
  expect(await createCampaignOnce(ctx, shopId, id, {})).toBe(false);
});

test("a campaign's timeline keeps its first line and the newest thousand", async () => {
  const campaignId = await createCampaign(ctx, shopId);
  const at = (ms: number) => new Date(TUESDAY_MORNING.getTime() + ms);
  const data = many(MOST_EVENTS).map(({ number, ...it }) => ({
    ...it,
    campaignId,
    kind: "resumed",
    data: { pausedMs: 1 },
    at: at(number + 1),
  }));
  await prisma.campaignEvent.createMany({ data });
  await ctx.db.transaction((tx) =>
    recordCampaignEvent(tx, shopId, [campaignId], { kind: "paused", data: { because: "merchant" } }, at(5_000)),
  );
  const kinds = (await prisma.campaignEvent.findMany({ where: { campaignId }, orderBy: { at: "asc" } })).map(
    ({ kind }) => kind,
  );
  expect(kinds).toHaveLength(MOST_EVENTS + 1);
  expect([kinds[0], kinds.at(-1)]).toEqual(["created", "paused"]);
});

test("a flow keeps its newest versions, the live one and those that someone entered", async () => {
  const flow = await aLiveFlow(ctx.db, { shopId });
  const first = await prisma.flowVersion.findFirstOrThrow({ where: { flowId: flow.id } });
  const { document } = first;
  await prisma.flowVersion.createMany({
    data: many(MOST_VERSIONS).map(({ number, ...it }) => ({
      ...{ ...it, flowId: flow.id, number: first.number + number + 1, createdAt: TUESDAY_MORNING },
      document: document ?? {},
    })),
  });
  const { id: subscriberId } = await aSubscriber(ctx.db, { shopId });
  await prisma.enrollment.create({
    data: {
      ...{ shopId, id: newId(), flowId: flow.id, versionId: first.id, subscriberId, subject: "1" },
      ...{ state: "finished", startedAt: TUESDAY_MORNING },
    },
  });
  await publishFlow(ctx, shopId, flow.id);
  await publishFlow(ctx, shopId, flow.id);
  const kept = await prisma.flowVersion.findMany({ where: { flowId: flow.id }, orderBy: { number: "asc" } });
  expect(kept).toHaveLength(MOST_VERSIONS + 1);
  expect(kept[0]?.id).toBe(first.id);
});

describe("a person's tags", () => {
  const some = (count: number, from = 0) => Array.from({ length: count }, (_, number) => `tag ${from + number}`);

  test("one beyond the most is refused, and no one gets it", async () => {
    const [full, other] = [
      await aSubscriber(ctx.db, { shopId, tags: some(MOST_TAGS) }),
      await aSubscriber(ctx.db, { shopId }),
    ];
    const change = { subscriberIds: [full.id, other.id], tag: "one more", change: "add" as const };
    await expect(changeTag(ctx, shopId, change)).rejects.toMatchObject({ code: "tag-person-full", field: "tag" });
    expect(await prisma.subscriber.count({ where: { tags: { has: "one more" } } })).toBe(0);
    expect(await changeTag(ctx, shopId, { ...change, subscriberIds: [other.id] })).toBe(1);
    expect(await changeTag(ctx, shopId, { ...change, tag: "tag 0" })).toBe(1);
    expect(await changeTag(ctx, shopId, { ...change, tag: "tag 1", change: "remove" })).toBe(1);
  });

  test("what the store tells beyond the most is left out", async () => {
    const person = await aSubscriber(ctx.db, { shopId, tags: ["ours"] });
    const news = { shopId, subscriberId: person.id, at: TUESDAY_MORNING, all: some(MOST_TAGS + 50) };
    await ctx.db.transaction((tx) => applyStoreTags(tx, ctx, [news]));
    const { tags } = await prisma.subscriber.findFirstOrThrow({ where: { id: person.id } });
    expect(tags).toHaveLength(MOST_TAGS);
    expect(tags[0]).toBe("ours");
  });
});
