import { beforeEach, describe, expect, test } from "vitest";
import { parseDocument, type Step } from "#domain/flows/definition/document";
import { MOST_ENTRIES_A_DAY } from "#domain/flows/entry/limits";
import { EVENT_NAME } from "#domain/flows/triggers/custom-event";
import { advanceEnrollments } from "#domain/flows/walk/advance";
import { enroll } from "#domain/flows/walk/enroll";
import { tagByHand } from "#domain/flows/walk/tag-by-hand";
import { createList, deleteList } from "#domain/segments/lists/manage";
import { addToList } from "#domain/segments/lists/members";
import { propertiesOf } from "#domain/subscribers/properties/read";
import type { Tx } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { aContext, TUESDAY_MORNING } from "../../test/factories/context.ts";
import { aLiveFlow } from "../../test/factories/flow.ts";
import { aSender } from "../../test/factories/sender.ts";
import { aSubscriber } from "../../test/factories/subscriber.ts";

const ctx = aContext();
const { prisma } = ctx.db;
const MINUTE = 60_000;
let shopId: string;
let ada: string;
let bob: string;

beforeEach(async () => {
  ctx.clock.set(TUESDAY_MORNING);
  ({ shopId, id: ada } = await aSubscriber(ctx.db));
  bob = (await aSubscriber(ctx.db, { shopId })).id;
  await aSender(ctx.db, { shopId });
});

const step = (id: string, type: string, config: object): Step => ({ id, type, config, arms: {} });
const pause = (minutes: number) => step("pause", "wait", { minutes });
const tag = (id: string, word: string) => step(id, "tag", { tag: word });
const untag = (id: string, word: string) => step(id, "untag", { tag: word });
const say = step("say", "send", { text: "Hi" });

const when = (kind: "custom-event" | "customer-tagged", settings: object) => ({
  kind,
  settings,
  reentry: { kind: "always" as const },
});
const ordered = when("custom-event", { name: "quiz" });

const aFlow = (trigger: object, ...steps: Step[]) =>
  aLiveFlow(ctx.db, {
    shopId,
    preset: `of ${Math.random()}`,
    document: parseDocument({ purpose: "marketing", trigger, steps }),
  });

const enter = (subject: string, ...people: string[]) => ctx.db.transaction((tx) => enterIn(tx, subject, ...people));

async function enterIn(tx: Tx, subject: string, ...people: string[]): Promise<void> {
  const at = ctx.clock.now();
  const event = { properties: { [EVENT_NAME]: "quiz" } };
  const news = people.map((subscriberId) => ({
    ...{ shopId, kind: "custom-event" as const, subscriberId, at, since: at, event },
    subject: `custom:${subscriberId}:${subject}`,
  }));
  await enroll(tx, ctx, news);
}

/** Lets time pass and answers the jobs that are owed. */
async function pass(ms: number): Promise<void> {
  ctx.clock.set(new Date(ctx.clock.now().getTime() + ms));
  do {
    ctx.enqueued.length = 0;
    while (await advanceEnrollments(ctx));
  } while (ctx.enqueued.some(({ name }) => name === "flow-timers"));
}

async function tagsOf(id: string): Promise<string[]> {
  return (await prisma.subscriber.findUniqueOrThrow({ where: { shopId_id: { shopId, id } } })).tags;
}
const enrollments = () => prisma.enrollment.findMany({ where: { shopId } });
const texts = () => prisma.message.findMany({ where: { shopId } });

describe("tags", () => {
  test("are added and removed for each person of a batch, in the order of the steps", async () => {
    await aFlow(
      ordered,
      pause(1),
      tag("a", " vip "),
      tag("b", "new"),
      untag("c", "old"),
      tag("d", "gone"),
      untag("e", "gone"),
    );
    await prisma.subscriber.updateMany({ where: { shopId, id: ada }, data: { tags: ["first", "old", "last"] } });
    await enter("1", ada, bob);
    await pass(MINUTE);
    expect([await tagsOf(ada), await tagsOf(bob)]).toEqual([
      ["first", "last", "vip", "new"],
      ["vip", "new"],
    ]);
  });

  test("are not added twice, and not beyond the limit of a person", async () => {
    await aFlow(ordered, tag("a", "vip"));
    const full = Array.from({ length: 250 }, (_, i) => `tag ${i}`);
    await prisma.subscriber.updateMany({ where: { shopId, id: bob }, data: { tags: full } });
    await enter("1", ada, bob);
    await enter("2", ada, bob);
    expect([await tagsOf(ada), await tagsOf(bob)]).toEqual([["vip"], full]);
  });

  test("added by a step start flows as a tag that the merchant adds, and one that was there starts none", async () => {
    await aFlow(ordered, tag("a", "vip"));
    await aFlow(when("customer-tagged", { tag: "VIP" }), say);
    await enter("1", ada, bob);
    await pass(0);
    expect((await texts()).map((it) => it.subscriberId).sort()).toEqual([ada, bob].sort());
    await enter("2", ada, bob);
    await pass(0);
    expect(await texts()).toHaveLength(2);
  });

  test("that start their own flow again end after 20 entries a day", async () => {
    await aFlow(when("customer-tagged", { tag: "vip" }), untag("a", "vip"), pause(1), tag("b", "vip"));
    await tagByHand(ctx, shopId, { subscriberIds: [ada], tag: "vip", change: "add" });
    for (let minute = 0; minute < MOST_ENTRIES_A_DAY + 5; minute += 1) await pass(MINUTE);
    const walks = await enrollments();
    expect(walks.filter((it) => it.state === "finished")).toHaveLength(MOST_ENTRIES_A_DAY);
    expect(walks.filter((it) => it.state !== "finished")).toMatchObject([{ exitedBecause: "entered-too-often" }]);
  });
});

describe("properties", () => {
  const set = (id: string, config: object) => step(id, "set-property", { name: "Favorite color", ...config });
  const valuesOf = async (id: string) =>
    Object.fromEntries(((await propertiesOf(ctx.db, shopId, [id])).get(id) ?? []).map((it) => [it.name, it.value]));

  test("are set and cleared for each person of a batch, and again", async () => {
    const quiz = { name: "quiz done", type: "yes-no", value: "yes" };
    await aFlow(ordered, set("a", { value: "red" }), set("b", { value: " blue " }), step("c", "set-property", quiz));
    await enter("1", ada, bob);
    await enter("2", ada);
    expect([await valuesOf(ada), await valuesOf(bob)]).toEqual([
      { favorite_color: "blue", quiz_done: true },
      { favorite_color: "blue", quiz_done: true },
    ]);
    await aFlow(when("customer-tagged", { tag: "vip" }), set("a", { clears: true }), say);
    await tagByHand(ctx, shopId, { subscriberIds: [bob], tag: "vip", change: "add" });
    expect([await valuesOf(ada), await valuesOf(bob)]).toEqual([
      { favorite_color: "blue", quiz_done: true },
      { quiz_done: true },
    ]);
  });

  test("of another type than the shop's change nothing, and the person goes on", async () => {
    await aFlow(ordered, set("a", { value: "red" }), set("b", { type: "number", value: "5" }), say);
    await enter("1", ada);
    expect(await valuesOf(ada)).toEqual({ favorite_color: "red" });
    expect(await texts()).toHaveLength(1);
  });
});

describe("lists", () => {
  const on = (listId: string) => step("on", "add-to-list", { listId, listName: "Fair" });
  const off = (listId: string) => step("off", "remove-from-list", { listId, listName: "Fair" });
  const people = async (listId: string) =>
    (await prisma.listMember.findMany({ where: { shopId, listId } })).map((it) => it.subscriberId).sort();

  test("get each person of a batch once, and lose those whom a step removes", async () => {
    const [fair, news] = [await createList(ctx, shopId, "Fair"), await createList(ctx, shopId, "News")];
    await aFlow(ordered, on(fair), { ...on(news), id: "news" });
    await aFlow(when("customer-tagged", { tag: "vip" }), off(fair), say);
    await enter("1", ada, bob);
    await enter("2", ada, bob);
    await tagByHand(ctx, shopId, { subscriberIds: [bob], tag: "vip", change: "add" });
    expect([await people(fair), await people(news)]).toEqual([[ada], [ada, bob].sort()]);
  });

  test("that are deleted, or another shop's, get no one, and people go on", async () => {
    const gone = await createList(ctx, shopId, "Gone");
    await deleteList(ctx, shopId, gone);
    const other = await aSubscriber(ctx.db);
    const theirs = await createList(ctx, other.shopId, "Theirs");
    await addToList(ctx.db, ctx, { shopId: other.shopId, listId: theirs, subscriberIds: [other.id] });
    await aFlow(ordered, on(gone), { ...on(theirs), id: "theirs" }, off(theirs), say);
    await enter("1", ada);
    expect(await people(gone)).toEqual([]);
    const members = await ctx.db.everyShop.listMember.findMany({ where: { listId: theirs } });
    expect(members.map((it) => it.subscriberId)).toEqual([other.id]);
    expect(await texts()).toHaveLength(1);
  });
});

describe("another flow", () => {
  const start = (flowId: string) => step("start", "start-flow", { flowId, flowName: "Other" });
  const never = when("custom-event", { name: "never" });
  const order = { kind: "order-placed", reentry: { kind: "always" } };
  const orderText = parseDocument({ purpose: "transactional", trigger: order, steps: [say] });

  test("is started for each person of a batch, once, with the event", async () => {
    const { id } = await aFlow(never, say);
    await aFlow(ordered, start(id));
    await enter("1", ada, bob);
    await enter("1", ada, bob);
    await pass(0);
    expect((await texts()).map((it) => it.subscriberId).sort()).toEqual([ada, bob].sort());
    const started = (await enrollments()).filter((it) => it.flowId === id);
    expect(started).toMatchObject([1, 2].map(() => ({ event: { properties: { [EVENT_NAME]: "quiz" } } })));
  });

  test("is not started when it isn't published, is another shop's, or has order texts and this one has marketing", async () => {
    const draft = await aFlow(never, say);
    await prisma.flow.updateMany({ where: { shopId, id: draft.id }, data: { state: "draft" } });
    const { id: theirs } = await aLiveFlow(ctx.db);
    const { id: orders } = await aLiveFlow(ctx.db, { shopId, preset: "orders", document: orderText });
    await aFlow(ordered, ...[draft.id, theirs, orders].map((id, i) => ({ ...start(id), id: `start-${i}` })), say);
    await enter("1", ada);
    await pass(0);
    expect(await enrollments()).toMatchObject([{ state: "finished" }]);
    expect(await texts()).toHaveLength(1);
  });

  test("and back again ends after 20 entries a day", async () => {
    const one = await aFlow(ordered, say);
    const other = await aFlow(never, start(one.id));
    const document = parseDocument({ purpose: "marketing", trigger: ordered, steps: [start(other.id)] });
    await prisma.flowVersion.updateMany({ where: { shopId, flowId: one.id }, data: { document: document as object } });
    await enter("1", ada);
    await pass(0);
    const walks = await enrollments();
    expect(walks.filter((it) => it.state === "finished")).toHaveLength(2 * MOST_ENTRIES_A_DAY);
    expect(walks.filter((it) => it.state !== "finished")).toMatchObject([{ exitedBecause: "entered-too-often" }]);
  });
});

describe("a person whom another transaction holds", () => {
  const hold = statement(
    "hold-a-person",
    "SELECT id FROM subscribers WHERE shop_id = $1 AND id = $2 FOR NO KEY UPDATE",
  );
  const follow = statement(
    "hold-their-walks",
    "SELECT id FROM enrollments WHERE shop_id = $1 AND subscriber_id = $2 FOR UPDATE",
  );

  test("is put off and changed once they are free; the others are changed at once, and no one waits", async () => {
    await aFlow(ordered, pause(1), tag("a", "vip"));
    await enter("1", ada, bob);
    await ctx.db.transaction(async (tx) => {
      await tx.run(hold, [shopId, ada]);
      // Would wait for ever if it waited for the person: we go on only when it has ended.
      await pass(MINUTE);
      expect([await tagsOf(ada), await tagsOf(bob)]).toEqual([[], ["vip"]]);
      // As the intake does: the person first, then their walks.
      expect(await tx.run(follow, [shopId, ada])).toHaveLength(1);
    });
    await pass(0);
    expect(await tagsOf(ada)).toEqual([]);
    await pass(5_000);
    expect(await tagsOf(ada)).toEqual(["vip"]);
    expect((await enrollments()).map((it) => it.state)).toEqual(["finished", "finished"]);
  });

  test("takes their first steps later, too; in the transaction that holds them they are taken at once", async () => {
    await aFlow(ordered, tag("a", "vip"));
    await ctx.db.transaction(async (tx) => {
      await tx.run(hold, [shopId, ada]);
      await enter("1", ada);
      await tx.run(hold, [shopId, bob]);
      await enterIn(tx, "1", bob);
    });
    expect([await tagsOf(ada), await tagsOf(bob)]).toEqual([[], ["vip"]]);
    await pass(5_000);
    expect(await tagsOf(ada)).toEqual(["vip"]);
  });
});
