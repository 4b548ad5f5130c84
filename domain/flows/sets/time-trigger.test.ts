import { beforeEach, describe, expect, test } from "vitest";
import { exitEnrollments } from "#domain/flows/walk/exit";
import { ensurePartitions } from "#domain/operations/partitions";
import { setProperties } from "#domain/subscribers/properties/set";
import { aContext, TUESDAY_MORNING } from "../../../test/factories/context.ts";
import { areEntriesDue, aWatchedFlow, takeAllEntries } from "../../../test/factories/flows/watched-flow.ts";
import { anOrder } from "../../../test/factories/order.ts";
import { aSender } from "../../../test/factories/sender.ts";
import { aShop } from "../../../test/factories/shop.ts";
import { aSubscriber } from "../../../test/factories/subscriber.ts";
import { emptyDatabase } from "../../../test/setup/per-worker.ts";

// Tuesday morning is 2026-11-24, 10:00 in New York.

const ctx = aContext();
const { db } = ctx;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
let shopId: string;

beforeEach(async () => {
  await emptyDatabase();
  ctx.clock.set(TUESDAY_MORNING);
  ({ id: shopId } = await aShop(db, { timeZone: "America/New_York" }));
  await aSender(db, { shopId });
});

const aFlow = (kind: string, settings: object, given: { state?: string } = {}) =>
  aWatchedFlow(ctx, { shopId, kind, settings, ...given });
const look = (flowId: string) => takeAllEntries(ctx, shopId, flowId);

/** The clock goes on in steps of an hour, and what comes due is looked at. */
async function pass(flowId: string, ms: number, stepMs = HOUR): Promise<void> {
  const end = ctx.clock.now().getTime() + ms;
  while (ctx.clock.now().getTime() < end) {
    ctx.clock.set(new Date(Math.min(end, ctx.clock.now().getTime() + stepMs)));
    await look(flowId);
  }
}

/** Months that lie ahead need their partitions first. */
async function goTo(at: string): Promise<void> {
  ctx.clock.set(new Date(at));
  await ensurePartitions(db, ctx.clock.now());
}

const entries = () =>
  db.everyShop.enrollment.findMany({ where: { shopId }, orderBy: [{ startedAt: "asc" }, { id: "asc" }] });
const texts = () => db.everyShop.message.count({ where: { shopId } });
const someone = (given: Parameters<typeof aSubscriber>[1] = {}) => aSubscriber(db, { shopId, ...given });
const give = (subscriberId: string, value: string | null, name = "birthday") =>
  db.transaction((tx) => setProperties(tx, ctx, [{ shopId, subscriberId, name, type: "date", value }]));
const isDue = (flowId: string) => areEntriesDue(ctx, flowId);

describe("a birthday", () => {
  test("lets a person in at the hour of their own clock, every year, and texts them", async () => {
    const [newYork, honolulu] = [await someone(), await someone({ timeZone: "Pacific/Honolulu" })];
    for (const { id } of [newYork, honolulu]) await give(id, "1990-11-25");
    const flowId = await aFlow("date-property", { property: "birthday", hour: 9 });
    expect(await isDue(flowId)).toBe(true);
    await look(flowId);
    expect(await isDue(flowId)).toBe(false);
    expect(await entries()).toEqual([]);
    await pass(flowId, 2 * DAY, 6 * HOUR);
    expect((await entries()).map(({ subscriberId, startedAt }) => [subscriberId, startedAt.toISOString()])).toEqual([
      [newYork.id, "2026-11-25T14:00:00.000Z"],
      [honolulu.id, "2026-11-25T19:00:00.000Z"],
    ]);
    expect((await entries())[0]).toMatchObject({ event: { properties: { date: "1990-11-25", years: 36 } } });
    expect(await texts()).toBe(2);
    await goTo("2027-11-24T12:00:00Z");
    await pass(flowId, 2 * DAY, 6 * HOUR);
    expect((await entries()).map(({ subject }) => subject.split(":")[2])).toEqual(["2026", "2026", "2027", "2027"]);
  });

  test("lets no one in twice in a year, although the job runs twice, the date is corrected or the person moves", async () => {
    const { id } = await someone();
    await give(id, "1990-11-24");
    const flowId = await aFlow("date-property", { property: "birthday", hour: 9 });
    await look(flowId);
    expect(await entries()).toHaveLength(1);
    await give(id, "1990-11-25");
    await db.prisma.subscriber.updateMany({ where: { shopId, id }, data: { timeZone: "Pacific/Honolulu" } });
    await db.prisma.triggerWatch.updateMany({
      where: { shopId },
      data: { watermark: new Date("2026-11-20"), dueAt: new Date("2026-11-20") },
    });
    await Promise.all([look(flowId), look(flowId)]);
    await pass(flowId, 2 * DAY, 6 * HOUR);
    expect(await entries()).toHaveLength(1);
  });

  test("on February 29 comes on February 28 in other years, and on the day itself in leap years", async () => {
    const { id } = await someone();
    await give(id, "2000-02-29");
    await goTo("2027-02-27T12:00:00Z");
    const flowId = await aFlow("date-property", { property: "birthday", hour: 12 });
    await pass(flowId, 4 * DAY, 6 * HOUR);
    await goTo("2028-02-27T12:00:00Z");
    await pass(flowId, 4 * DAY, 6 * HOUR);
    expect((await entries()).map(({ startedAt }) => startedAt.toISOString().slice(0, 10))).toEqual([
      "2027-02-28",
      "2028-02-29",
    ]);
  });

  test("may be days away: a reminder before it, across the turn of the year, and a text after it", async () => {
    const { id } = await someone();
    await give(id, "1990-01-03");
    await goTo("2026-12-20T12:00:00Z");
    const before = await aFlow("date-property", { property: "birthday", hour: 10, offsetDays: -7 });
    const after = await aFlow("date-property", { property: "birthday", hour: 10, offsetDays: 3 });
    for (let day = 0; day < 25; day += 1) {
      await pass(before, DAY, DAY);
      await look(after);
    }
    expect((await entries()).map((it) => [it.flowId, it.startedAt.toISOString().slice(0, 10), it.subject])).toEqual([
      [before, "2026-12-27", `date:birthday:2027:${id}`],
      [after, "2027-01-06", `date:birthday:2027:${id}`],
    ]);
  });

  test("that came while every worker was down for some hours is made up for; one that is a day late is not", async () => {
    const [late, tooLate] = [await someone(), await someone()];
    await give(late.id, "1990-11-26");
    await give(tooLate.id, "1990-11-25");
    const flowId = await aFlow("date-property", { property: "birthday", hour: 9 });
    await look(flowId);
    ctx.clock.set(new Date("2026-11-26T20:00:00Z"));
    await look(flowId);
    expect(await entries()).toMatchObject([{ subscriberId: late.id }]);
  });

  test("lets in no one who was erased, didn’t agree to texts, or has no date", async () => {
    await give((await someone({ marketing: "unsubscribed" })).id, "1990-11-24");
    const { id } = await someone();
    await give(id, "1990-11-24");
    await give(id, null);
    await someone();
    const flowId = await aFlow("date-property", { property: "birthday", hour: 9 });
    await pass(flowId, DAY, 6 * HOUR);
    expect(await entries()).toEqual([]);
  });

  test("before the flow was published, or in a paused flow, brings no text", async () => {
    const { id } = await someone();
    await give(id, "1990-11-24");
    ctx.clock.set(new Date("2026-11-24T20:00:00Z"));
    const flowId = await aFlow("date-property", { property: "birthday", hour: 9 });
    await look(flowId);
    expect(await entries()).toEqual([]);
    const paused = await aFlow("date-property", { property: "birthday", hour: 14 }, { state: "paused" });
    await look(paused);
    expect(await entries()).toMatchObject([{ flowId: paused, state: "exited", exitedBecause: "flow-paused" }]);
    expect(await texts()).toBe(0);
  });

  test("of a date that comes once is not repeated", async () => {
    const { id } = await someone();
    await give(id, "2026-12-01", "renewal");
    const flowId = await aFlow("date-property", { property: "renewal", hour: 10, offsetDays: -5, repeats: "once" });
    await pass(flowId, 5 * DAY, 12 * HOUR);
    expect(await entries()).toMatchObject([{ startedAt: new Date("2026-11-26T15:00:00Z") }]);
    await goTo("2027-11-25T12:00:00Z");
    await pass(flowId, 3 * DAY, 12 * HOUR);
    expect(await entries()).toHaveLength(1);
  });
});

describe("a date for everyone", () => {
  test("comes at the hour of each person’s clock, once, and then the flow has nothing left to look for", async () => {
    const [newYork, honolulu, unknown] = [
      await someone(),
      await someone({ timeZone: "Pacific/Honolulu" }),
      await someone({ timeZone: null }),
    ];
    await someone({ marketing: "never" });
    const flowId = await aFlow("fixed-date", { date: "2026-11-25", hour: 9 });
    await pass(flowId, 2 * DAY, 6 * HOUR);
    expect(new Map((await entries()).map((it) => [it.subscriberId, it.startedAt.toISOString()]))).toEqual(
      new Map([
        [newYork.id, "2026-11-25T14:00:00.000Z"],
        [honolulu.id, "2026-11-25T19:00:00.000Z"],
        [unknown.id, "2026-11-25T14:00:00.000Z"],
      ]),
    );
    expect(await db.everyShop.triggerWatch.findFirst({ where: { flowId } })).toMatchObject({ dueAt: null });
    expect(await isDue(flowId)).toBe(false);
  });
});

describe("no order for a while", () => {
  test("lets a customer in once for each last order, and another order ends it", async () => {
    const { id } = await someone();
    await anOrder(db, { shopId, subscriberId: id, placedAt: new Date(TUESDAY_MORNING.getTime() - 29 * DAY) });
    await someone();
    const flowId = await aFlow("no-order-for", { days: 30 });
    await pass(flowId, 12 * HOUR, 6 * HOUR);
    expect(await entries()).toEqual([]);
    await pass(flowId, 2 * DAY, 6 * HOUR);
    expect(await entries()).toMatchObject([{ subscriberId: id, state: "finished" }]);
    const placedAt = ctx.clock.now();
    await anOrder(db, { shopId, subscriberId: id, placedAt });
    await db.transaction((tx) =>
      exitEnrollments(tx, ctx, [{ shopId, subject: null, subscriberId: id, because: "ordered", at: placedAt }]),
    );
    expect(await entries()).toMatchObject([{ state: "exited", exitedBecause: "ordered" }]);
    await goTo(new Date(placedAt.getTime() + 29 * DAY).toISOString());
    await pass(flowId, 2 * DAY, 12 * HOUR);
    expect(await entries()).toHaveLength(2);
  });

  test("that began long before the flow was published lets no one in", async () => {
    const { id } = await someone();
    await anOrder(db, { shopId, subscriberId: id, placedAt: new Date(TUESDAY_MORNING.getTime() - 300 * DAY) });
    const flowId = await aFlow("no-order-for", { days: 30 });
    await pass(flowId, 2 * DAY, 6 * HOUR);
    expect(await entries()).toEqual([]);
  });
});

describe("days after an order", () => {
  const order = (subscriberId: string, daysAgo: number, given: object = {}) =>
    anOrder(db, { shopId, subscriberId, placedAt: new Date(TUESDAY_MORNING.getTime() - daysAgo * DAY), ...given });

  test("counts from the order of that number, without canceled ones", async () => {
    const [first, second] = [await someone(), await someone()];
    await order(first.id, 6.5);
    await order(second.id, 20);
    await order(second.id, 10, { cancelledAt: TUESDAY_MORNING });
    const its = await order(second.id, 6.5);
    const flowId = await aFlow("after-nth-order", { days: 7, nth: 2 });
    await pass(flowId, DAY, 6 * HOUR);
    expect(await entries()).toMatchObject([
      { subscriberId: second.id, subject: `after-order:${its.id}`, about: its.id },
    ]);
  });

  test("of each order: another order keeps people from entering, unless it doesn’t matter", async () => {
    const { id } = await someone();
    await order(id, 6.8);
    await order(id, 6.5);
    const strict = await aFlow("after-nth-order", { days: 7, nth: null });
    const lenient = await aFlow("after-nth-order", { days: 7, nth: null, leavesOnOrder: false });
    for (const flowId of [strict, lenient]) {
      ctx.clock.set(TUESDAY_MORNING);
      await pass(flowId, DAY, 6 * HOUR);
    }
    expect((await entries()).filter((it) => it.flowId === strict)).toHaveLength(1);
    expect((await entries()).filter((it) => it.flowId === lenient)).toHaveLength(2);
    const at = ctx.clock.now();
    await anOrder(db, { shopId, subscriberId: id, placedAt: at });
    const news = { shopId, subject: null, subscriberId: id, because: "ordered" as const, at };
    await db.transaction((tx) => exitEnrollments(tx, ctx, [news]));
    expect((await entries()).map((it) => [it.flowId === strict, it.state]).sort()).toEqual([
      [false, "finished"],
      [false, "finished"],
      [true, "exited"],
    ]);
  });
});

test("a flow that was deleted is not looked at until an hour later, when it may be restored", async () => {
  const flowId = await aFlow("fixed-date", { date: "2026-12-24" });
  await db.prisma.flow.updateMany({ where: { shopId, id: flowId }, data: { deletedAt: ctx.clock.now() } });
  await look(flowId);
  expect(await isDue(flowId)).toBe(false);
  ctx.clock.set(new Date(ctx.clock.now().getTime() + HOUR));
  expect(await isDue(flowId)).toBe(true);
});
