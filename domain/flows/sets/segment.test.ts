import { beforeEach, describe, expect, test } from "vitest";
import { parseDocument } from "#domain/flows/definition/document";
import { publishFlow } from "#domain/flows/publishing/publish";
import { deleteSegment } from "#domain/segments/delete";
import { saveSegment } from "#domain/segments/save";
import { storableValue } from "#platform/sql/storable";
import { aContext, TUESDAY_MORNING } from "../../../test/factories/context.ts";
import { areEntriesDue, aWatchedFlow, takeAllEntries } from "../../../test/factories/flows/watched-flow.ts";
import { aSender } from "../../../test/factories/sender.ts";
import { aShop } from "../../../test/factories/shop.ts";
import { aSubscriber } from "../../../test/factories/subscriber.ts";
import { emptyDatabase } from "../../../test/setup/per-worker.ts";
import { takeEntries } from "./take.ts";
import { watchTrigger } from "./watch.ts";

const ctx = aContext();
const { db } = ctx;
const HOUR = 3_600_000;
let shopId: string;

beforeEach(async () => {
  await emptyDatabase();
  ctx.clock.set(TUESDAY_MORNING);
  ({ id: shopId } = await aShop(db, { timeZone: "America/New_York" }));
  await aSender(db, { shopId });
});

const aFlow = (kind: string, settings: object) => aWatchedFlow(ctx, { shopId, kind, settings });
const look = (flowId: string) => takeAllEntries(ctx, shopId, flowId);

const entries = () =>
  db.everyShop.enrollment.findMany({ where: { shopId }, orderBy: [{ startedAt: "asc" }, { id: "asc" }] });
const texts = () => db.everyShop.message.count({ where: { shopId } });
const someone = (given: Parameters<typeof aSubscriber>[1] = {}) => aSubscriber(db, { shopId, ...given });
const isDue = (flowId: string) => areEntriesDue(ctx, flowId);

describe("a segment", () => {
  const vip = { type: "tags", match: "any", tags: ["vip"] };
  const aSegment = async (rules: object = vip) =>
    (await saveSegment(ctx, shopId, { name: `S${Math.random()}`, rules })).id;
  const tag = (id: string, tags: string[]) =>
    db.prisma.subscriber.updateMany({ where: { shopId, id }, data: { tags } });
  const later = async (flowId: string) => {
    ctx.clock.set(new Date(ctx.clock.now().getTime() + HOUR));
    await look(flowId);
  };

  test("lets people in who enter it, once for each time, and not those who were in it already", async () => {
    const [inside, outside] = [await someone({ tags: ["vip"] }), await someone()];
    const flowId = await aFlow("segment-entered", { segmentId: await aSegment() });
    await look(flowId);
    await later(flowId);
    expect(await entries()).toEqual([]);
    await tag(outside.id, ["vip"]);
    await later(flowId);
    await later(flowId);
    expect(await entries()).toMatchObject([{ subscriberId: outside.id }]);
    expect(await texts()).toBe(1);
    await tag(outside.id, []);
    await tag(inside.id, []);
    await later(flowId);
    await tag(outside.id, ["vip"]);
    await tag(inside.id, ["vip"]);
    await later(flowId);
    expect((await entries()).map((it) => it.subscriberId).sort()).toEqual([outside.id, outside.id, inside.id].sort());
  });

  test("lets in those who were in it already, if the merchant chose so", async () => {
    const { id } = await someone({ tags: ["vip"] });
    await someone({ tags: ["vip"], marketing: "unsubscribed" });
    const flowId = await aFlow("segment-entered", { segmentId: await aSegment(), alreadyIn: "enter" });
    await look(flowId);
    await later(flowId);
    expect(await entries()).toMatchObject([{ subscriberId: id }]);
  });

  test("lets people in who leave it", async () => {
    const [{ id }, stays] = [await someone({ tags: ["vip"] }), await someone({ tags: ["vip"] })];
    const flowId = await aFlow("segment-left", { segmentId: await aSegment() });
    await look(flowId);
    await tag(id, []);
    await later(flowId);
    await later(flowId);
    expect(await entries()).toMatchObject([{ subscriberId: id }]);
    await db.prisma.subscriber.updateMany({ where: { shopId, id: stays.id }, data: { redactedAt: TUESDAY_MORNING } });
    await later(flowId);
    expect(await entries()).toHaveLength(1);
  });

  test("lets a person in once, although two workers look at the same time and the first is cut off", async () => {
    const people = await Promise.all(Array.from({ length: 20 }, () => someone()));
    const flowId = await aFlow("segment-entered", { segmentId: await aSegment() });
    await look(flowId);
    for (const { id } of people) await tag(id, ["vip"]);
    ctx.clock.set(new Date(ctx.clock.now().getTime() + HOUR));
    const cutOff = { ...ctx, db: { ...db, transaction: () => Promise.reject(new Error("cut off")) } };
    await expect(takeEntries(cutOff, shopId, flowId)).rejects.toThrow("cut off");
    expect(await isDue(flowId)).toBe(false);
    ctx.clock.set(new Date(ctx.clock.now().getTime() + 3 * 60_000));
    expect(await isDue(flowId)).toBe(true);
    await Promise.all([look(flowId), look(flowId)]);
    await later(flowId);
    expect(await entries()).toHaveLength(20);
    expect(await texts()).toBe(20);
  });

  test("of an older version lets no one into a version that is published during the look", async () => {
    const { id } = await someone({ tags: ["new"] });
    const flowId = await aFlow("segment-entered", { segmentId: await aSegment() });
    await look(flowId);
    await tag(id, ["vip", "new"]);
    const other = await aSegment({ type: "tags", match: "any", tags: ["new"] });
    const { draft } = await db.everyShop.flow.findFirstOrThrow({ where: { id: flowId } });
    const trigger = { kind: "segment-entered", settings: { segmentId: other } };
    const changed = storableValue({ ...parseDocument(draft), trigger });
    await db.prisma.flow.updateMany({ where: { shopId, id: flowId }, data: { draft: changed } });
    ctx.clock.set(new Date(ctx.clock.now().getTime() + HOUR));
    let published = 0;
    const transaction: typeof db.transaction = async (...given) => {
      published ||= await publishFlow(ctx, shopId, flowId);
      return db.transaction(...given);
    };
    const isMore = await takeEntries({ ...ctx, db: { ...db, transaction } }, shopId, flowId);
    expect(await entries()).toEqual([]);
    expect(isMore, "the new version is looked at now").toBe(true);
    await look(flowId);
    await later(flowId);
    expect(published).toBe(2);
    expect(await entries()).toEqual([]);
    expect(await db.everyShop.segmentMember.findMany()).toMatchObject([{ subscriberId: id }]);
  });

  test("that was deleted is looked for again an hour later; another segment begins again", async () => {
    const { id } = await someone({ tags: ["vip", "old"] });
    const segmentId = await aSegment();
    const flowId = await aFlow("segment-entered", { segmentId });
    await look(flowId);
    await expect(deleteSegment(ctx, shopId, segmentId)).rejects.toThrow("segment-entered");
    await db.prisma.flow.updateMany({ where: { shopId }, data: { state: "paused" } });
    await deleteSegment(ctx, shopId, segmentId);
    await later(flowId);
    const watch = () => db.everyShop.triggerWatch.findFirstOrThrow({ where: { flowId } });
    expect(await watch()).toMatchObject({ trouble: "segment-gone" });
    const other = await aSegment({ type: "tags", match: "any", tags: ["old"] });
    const document = parseDocument({
      purpose: "marketing",
      trigger: { kind: "segment-entered", settings: { segmentId: other } },
      steps: [],
    });
    await db.transaction((tx) => watchTrigger(tx, { shopId, flowId, document }, ctx.clock.now()));
    expect(await watch()).toMatchObject({ trouble: null, isSeeded: false, segmentId: other });
    expect(await db.everyShop.segmentMember.findMany()).toMatchObject([{ subscriberId: id }]);
  });
});
