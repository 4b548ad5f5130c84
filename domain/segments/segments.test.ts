import { beforeEach, describe, expect, test } from "vitest";
import { countSegment } from "#domain/segments/sizes/count";
import { growthOf } from "#domain/segments/sizes/growth";
import { takeSizes } from "#domain/segments/sizes/take-sizes";
import { dueJobs } from "#domain/sweep/sweep";
import { statement } from "#platform/sql/statement";
import { aCampaign } from "../../test/factories/campaigns/campaign.ts";
import { aContext, TUESDAY_MORNING } from "../../test/factories/context.ts";
import { manySubscribers } from "../../test/factories/many-subscribers.ts";
import { anOrder } from "../../test/factories/order.ts";
import { aShop } from "../../test/factories/shop.ts";
import { aSubscriber } from "../../test/factories/subscriber.ts";
import { emptyDatabase } from "../../test/setup/per-worker.ts";
import { promisedMs } from "../../test/setup/promised-ms.ts";
import { archiveSegment, deleteSegment, restoreSegment } from "./delete.ts";
import { findSegment } from "./find.ts";
import { listSegments } from "./list.ts";
import { listPeople } from "./list-people.ts";
import { readyMade } from "./ready-made.ts";
import { upToDate } from "./replica.ts";
import { samplePeople } from "./sample-people.ts";
import { saveSegment } from "./save.ts";
import { productsToChoose } from "./suggestions.ts";
import { parseRules } from "./tree.ts";

const ctx = aContext();
const { db, clock } = ctx;
const FLORIDA = { type: "place", places: ["US-FL"] };
const EVERYBODY = parseRules({ type: "and", rules: [] });

beforeEach(async () => {
  await emptyDatabase();
  clock.set(TUESDAY_MORNING);
  ctx.enqueued.length = 0;
});

test("a product whose title ends in a blank is found by the title that is offered", async () => {
  const { shopId, id: subscriberId } = await aSubscriber(db);
  const lines = [{ title: "Soap ", quantity: 1, priceMicros: 5_000_000, imageUrl: null }];
  await anOrder(db, { shopId, subscriberId, lines });
  const [offered] = await productsToChoose(db, shopId);
  const rules = parseRules({ type: "bought", products: [offered?.value] });
  expect(await countSegment(ctx, shopId, rules)).toMatchObject({ people: 1 });
});

describe("saving", () => {
  test("a segment is found as it was saved, asks to be counted, and keeps its name to itself", async () => {
    const { id: shopId } = await aShop(db);
    const { id, version } = await saveSegment(ctx, shopId, { name: " Florida ", rules: FLORIDA });
    expect(await findSegment(db, shopId, id)).toMatchObject({
      name: "Florida",
      rules: FLORIDA,
      version,
      archivedAt: null,
    });
    const job = { name: "segment-sizes", payload: { shopId } };
    expect(ctx.enqueued).toEqual([job]);
    // The same is found by the sweep while it is due, and not once it was counted.
    expect(await dueJobs(db, clock.now())).toContainEqual(job);
    await takeSizes(ctx, shopId);
    expect(await dueJobs(db, clock.now())).not.toContainEqual(job);
    await expect(saveSegment(ctx, shopId, { name: "FLORIDA", rules: FLORIDA })).rejects.toMatchObject({
      field: "name",
    });
    const other = await aShop(db);
    await saveSegment(ctx, other.id, { name: "Florida", rules: FLORIDA });
    expect(await findSegment(db, other.id, id)).toBeNull();
    expect((await listSegments(db, shopId)).map((it) => it.id)).toEqual([id]);
  });

  test("two people who change the same segment do not overwrite each other", async () => {
    const { id: shopId } = await aShop(db);
    const { id, version } = await saveSegment(ctx, shopId, { name: "A", rules: FLORIDA });
    await saveSegment(ctx, shopId, { id, version, name: "B", rules: FLORIDA });
    await expect(saveSegment(ctx, shopId, { id, version, name: "C", rules: FLORIDA })).rejects.toMatchObject({
      code: "segment-changed",
    });
    expect(await findSegment(db, shopId, id)).toMatchObject({ name: "B", version: 2 });
  });

  test("what are no rules is refused, and so is a name of nothing", async () => {
    const { id: shopId } = await aShop(db);
    await expect(saveSegment(ctx, shopId, { name: "A", rules: { type: "drop" } })).rejects.toMatchObject({
      field: "rules",
    });
    await expect(saveSegment(ctx, shopId, { name: "  ", rules: FLORIDA })).rejects.toMatchObject({ field: "name" });
  });

  test("every ready-made segment can be saved and counted", async () => {
    const { id: shopId } = await aShop(db);
    for (const { name, rules } of readyMade()) {
      await saveSegment(ctx, shopId, { name, rules });
      expect(await countSegment(ctx, shopId, rules)).toMatchObject({ people: 0, isExact: true });
    }
    await takeSizes(ctx, shopId);
    expect((await listSegments(db, shopId)).every((it) => it.size !== null)).toBe(true);
  });
});

describe("counting", () => {
  test("tells people from those who may be texted, and leaves out the erased and other shops' people", async () => {
    const { shopId } = await aSubscriber(db, { region: "FL" });
    await aSubscriber(db, { shopId, region: "FL", marketing: "unsubscribed" });
    await aSubscriber(db, { shopId, region: "FL", marketing: "unsubscribed", redactedAt: TUESDAY_MORNING });
    await aSubscriber(db, { region: "FL" });
    await aSubscriber(db, { shopId, region: "NY" });
    expect(await countSegment(ctx, shopId, parseRules(FLORIDA))).toMatchObject({
      ...{ kind: "counted", people: 2, subscribed: 1, isExact: true, at: TUESDAY_MORNING },
    });
    expect(await samplePeople(ctx, shopId, parseRules(FLORIDA))).toHaveLength(2);
  });

  test("is read on the replica when there is one", async () => {
    const { shopId } = await aSubscriber(db, { region: "FL" });
    const busy = { ...db, transaction: () => Promise.reject(new Error("Not here.")) };
    expect(await countSegment({ ...ctx, db: busy, replica: db }, shopId, EVERYBODY)).toMatchObject({ people: 1 });
    expect(await upToDate({ db, replica: db })).toBe(db);
    await expect(countSegment({ ...ctx, db: busy }, shopId, EVERYBODY)).rejects.toThrow("Not here.");
  });

  test("that takes too long tells about how many there are, from a sample", async () => {
    const { id: shopId } = await aShop(db);
    await manySubscribers(db, shopId, 3_000);
    const slow = { ...ctx, db: { ...db, transaction: slowly(1) } };
    const count = await countSegment(slow, shopId, parseRules({ type: "place", places: ["US-NY"] }), { timeoutMs: 60 });
    expect(count).toMatchObject({ people: 3_000, subscribed: 3_000, isExact: false });
  });

  test("is given up at once, in the database too, when no one waits for it any more", async () => {
    const { id: shopId } = await aShop(db);
    await manySubscribers(db, shopId, 10);
    const aborting = new AbortController();
    const slow = { ...ctx, db: { ...db, transaction: slowly(1) } };
    setTimeout(() => aborting.abort(), 100);
    const started = performance.now();
    const options = { timeoutMs: 20_000, signal: aborting.signal };
    expect(await countSegment(slow, shopId, EVERYBODY, options)).toEqual({ kind: "cancelled" });
    expect(performance.now() - started).toBeLessThan(promisedMs(5_000));
    expect(await countSegment(ctx, shopId, EVERYBODY, options)).toEqual({ kind: "cancelled" });
    expect(await countSegment(ctx, shopId, EVERYBODY)).toMatchObject({ people: 10, isExact: true });
  });

  /** Makes the first statements of a count wait in the database, as those of a huge shop do. */
  function slowly(times: number): typeof db.transaction {
    let left = times;
    return (work) =>
      db.transaction((tx) =>
        work({
          ...tx,
          run: async (read, values) => {
            if (read.name === "" && left > 0) {
              left -= 1;
              await tx.run({ name: "", text: "SELECT pg_sleep(10)" });
            }
            return await tx.run(read, values);
          },
        }),
      );
  }
});

describe("growth", () => {
  test("is one size a day of the shop's calendar, the last one counted", async () => {
    const { id: shopId } = await aShop(db, { timeZone: "America/New_York" });
    const { id } = await saveSegment(ctx, shopId, { name: "All", rules: EVERYBODY });
    await manySubscribers(db, shopId, 3);
    expect(await takeSizes(ctx, shopId)).toBe(false);
    clock.set(new Date("2026-11-25T04:59:00Z")); // still Tuesday in New York
    await manySubscribers(db, shopId, 1);
    await takeSizes(ctx, shopId); // not due: it waits for three in the morning there
    expect(await growthOf(db, shopId, id)).toEqual([{ day: "2026-11-24", people: 3, subscribed: 3, isExact: true }]);
    clock.set(new Date("2026-11-25T08:00:00Z"));
    await takeSizes(ctx, shopId);
    expect((await growthOf(db, shopId, id)).map(({ day, people }) => [day, people])).toEqual([
      ["2026-11-24", 3],
      ["2026-11-25", 4],
    ]);
    expect((await findSegment(db, shopId, id))?.size).toMatchObject({ people: 4, isExact: true });
  });

  test("of a segment that cannot be read keeps no other from being counted", async () => {
    const { id: shopId } = await aShop(db);
    const broken = await saveSegment(ctx, shopId, { name: "Broken", rules: EVERYBODY });
    await db.everyShop.segment.updateMany({ where: { id: broken.id }, data: { rules: { type: "gone" } } });
    const { id } = await saveSegment(ctx, shopId, { name: "Whole", rules: EVERYBODY });
    await takeSizes(ctx, shopId);
    expect(await growthOf(db, shopId, id)).toHaveLength(1);
    expect(await growthOf(db, shopId, broken.id)).toEqual([]);
  });
});

describe("an archived or deleted segment", () => {
  test("is out of sight, gives its name free, and comes back unless the name is taken", async () => {
    const { id: shopId } = await aShop(db);
    const { id } = await saveSegment(ctx, shopId, { name: "VIP", rules: FLORIDA });
    await archiveSegment(ctx, shopId, id);
    expect(await listSegments(db, shopId)).toEqual([]);
    expect(await listSegments(db, shopId, { archived: true })).toHaveLength(1);
    const second = await saveSegment(ctx, shopId, { name: "VIP", rules: FLORIDA });
    await expect(restoreSegment(ctx, shopId, id)).rejects.toMatchObject({ code: "segment-name-taken" });
    await deleteSegment(ctx, shopId, second.id);
    await restoreSegment(ctx, shopId, id);
    expect((await listSegments(db, shopId)).map((it) => it.id)).toEqual([id]);
  });

  test("is not to be had while a campaign is about to be sent to it, nor by another shop", async () => {
    const campaign = await aCampaign(db, { state: "scheduled" });
    const { shopId } = campaign;
    const { id } = await saveSegment(ctx, shopId, { name: "VIP", rules: FLORIDA });
    const audience = { kind: "segment", segmentId: id, name: "VIP" };
    await db.everyShop.campaign.updateMany({ where: { id: campaign.id }, data: { audience } });
    await expect(archiveSegment(ctx, shopId, id)).rejects.toMatchObject({ code: "segment-in-use" });
    await expect(deleteSegment(ctx, shopId, id)).rejects.toMatchObject({ code: "segment-in-use" });
    await db.everyShop.campaign.updateMany({ where: { id: campaign.id }, data: { state: "cancelled" } });
    const other = await aShop(db);
    await expect(deleteSegment(ctx, other.id, id)).rejects.toMatchObject({ code: "segment-not-found" });
    await deleteSegment(ctx, shopId, id);
    expect(await findSegment(db, shopId, id)).toBeNull();
  });
});

describe("the people of a segment", () => {
  test("are listed page by page in either direction, each once, newest first", async () => {
    const { id: shopId } = await aShop(db);
    await aSubscriber(db, { shopId, region: "FL" });
    const inNewYork = await manySubscribers(db, shopId, 25);
    await aSubscriber(db, { shopId, region: "FL" });
    const { id } = await saveSegment(ctx, shopId, { name: "New York", rules: { type: "place", places: ["US-NY"] } });
    const pageAt = async (cursor: { after?: string | null; before?: string | null }) => {
      const page = await listPeople(ctx, shopId, { ...cursor, segment: id, size: 10 });
      expect(page).toMatchObject({ segmentName: "New York", isTooSlow: false });
      return page;
    };
    const first = await pageAt({});
    const second = await pageAt({ after: first.after });
    const third = await pageAt({ after: second.after });
    const ids = [first, second, third].map((page) => page.subscribers.map((it) => it.id));
    expect(ids.map((page) => page.length)).toEqual([10, 10, 5]);
    expect(ids.flat().sort()).toEqual([...inNewYork].sort());
    expect([first.before, third.after]).toEqual([null, null]);
    expect((await pageAt({ before: third.before })).subscribers.map((it) => it.id)).toEqual(ids[1]);
  });

  test("are searched and filtered like all others, and are no one of another shop", async () => {
    const [{ id: shopId }, other] = [await aShop(db), await aShop(db)];
    await aSubscriber(db, { shopId, region: "FL", firstName: "Ada" });
    const grace = await aSubscriber(db, { shopId, region: "FL", firstName: "Grace", tags: ["vip"] });
    await aSubscriber(db, { shopId, region: "NY", firstName: "Grace", tags: ["vip"] });
    const { id } = await saveSegment(ctx, shopId, { name: "Florida", rules: FLORIDA });
    for (const query of [{ search: "grace" }, { tag: "vip" }, { search: "grace", consent: "subscribed" as const }]) {
      const { subscribers } = await listPeople(ctx, shopId, { ...query, segment: id });
      expect(subscribers.map((it) => it.id)).toEqual([grace.id]);
    }
    expect(await listPeople(ctx, other.id, { segment: id })).toMatchObject({ segmentName: null, subscribers: [] });
    const unfiltered = await listPeople(ctx, shopId, { segment: "nonsense" });
    expect([unfiltered.segmentName, unfiltered.subscribers.length]).toEqual([null, 3]);
  });

  test("are given up where looking for them takes too long", async () => {
    const { shopId } = await aSubscriber(db, { region: "FL" });
    const { id } = await saveSegment(ctx, shopId, { name: "Florida", rules: FLORIDA });
    const found = await db.transaction(async (tx) => {
      await tx.run(statement("", "LOCK TABLE subscribers IN ACCESS EXCLUSIVE MODE"));
      return await listPeople(ctx, shopId, { segment: id }, { timeoutMs: 50 });
    });
    expect(found).toMatchObject({ isTooSlow: true, subscribers: [], after: null, before: null });
  });
});
