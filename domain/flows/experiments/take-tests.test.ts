import { describe, expect, test } from "vitest";
import { dueJobs } from "#domain/sweep/sweep";
import { newId } from "#platform/ids";
import { statementFile } from "#platform/sql/statement";
import { aContext, TUESDAY_MORNING } from "../../../test/factories/context.ts";
import { aTestedText, byClicks, MINUTE, STEP } from "../../../test/factories/flows/tested-text.ts";
import { aShop } from "../../../test/factories/shop.ts";
import { chooseWinner } from "./choose-winner.ts";
import type { WinnerRule } from "./text-test.ts";

const ctx = aContext();
const { prisma } = ctx.db;
const { flow, keyOfLive, later, look, publish, report, rows, sent } = aTestedText(ctx);

describe("a winner by clicks", () => {
  test("is looked for from the publishing on, and found once the figures say so", async () => {
    expect(ctx.enqueued).toContainEqual({ name: "text-tests", payload: { shopId: flow.shopId, flowId: flow.id } });
    expect(await rows()).toMatchObject([{ lookAt: TUESDAY_MORNING, winner: null }]);
    await sent({ variant: "a", people: 60, clicked: 3 });
    await look();
    expect(await rows()).toMatchObject([{ winner: null }]);
    await sent({ variant: "b", people: 60, clicked: 30 });
    later(120);
    await look();
    expect(await rows()).toMatchObject([
      {
        winner: "b",
        decidedBy: "rule",
        lookAt: null,
        evidence: { people: { a: 60, b: 60 }, successes: { a: 3, b: 30 } },
      },
    ]);
    expect(await report()).toMatchObject({
      winner: { letter: "B", by: "rule" },
      confidence: { leader: "b", sentence: expect.stringMatching(/^Text B clearly gets more clicks/) },
      variants: [
        { letter: "A", sent: 60, delivered: 60, clicked: 3, orders: 0 },
        { letter: "B", sent: 60, delivered: 60, clicked: 30 },
      ],
    });
  });

  test("is not chosen before each text was sent to the fewest people asked for", async () => {
    await sent({ variant: "a", people: 49, clicked: 0 });
    await sent({ variant: "b", people: 60, clicked: 60 });
    await look();
    expect(await rows()).toMatchObject([{ winner: null, lookAt: expect.any(Date) }]);
  });

  test("counts a person once, and only those who got their text by chance and were sent it", async () => {
    await sent({ variant: "a", people: 60, clicked: 3 });
    await sent({ variant: "b", people: 60, clicked: 3 });
    await sent({ variant: "b.winner", people: 60, clicked: 60 });
    await sent({ variant: "b", people: 9, state: "failed" });
    await look();
    expect(await rows()).toMatchObject([{ winner: null }]);
    expect((await report())?.variants[1]).toMatchObject({
      sent: 120,
      winnerTexts: 60,
      people: 60,
      clickers: 3,
      failed: 9,
    });
  });

  test("two workers that look at once decide once, and a later look changes nothing", async () => {
    await sent({ variant: "a", people: 60, clicked: 3 });
    await sent({ variant: "b", people: 60, clicked: 30 });
    await Promise.all([look(), look(), look()]);
    const [decided] = await rows();
    expect(decided).toMatchObject({ winner: "b", decidedAt: TUESDAY_MORNING });
    await sent({ variant: "a", people: 60, clicked: 60 });
    later(60);
    await look();
    expect(await rows()).toEqual([decided]);
  });

  test("a worker that ended in the middle has its look repeated", async () => {
    await prisma.textTest.updateMany({
      where: { shopId: flow.shopId },
      data: { lookAt: new Date(TUESDAY_MORNING.getTime() + 2 * MINUTE) },
    });
    await sent({ variant: "a", people: 60, clicked: 3 });
    await sent({ variant: "b", people: 60, clicked: 30 });
    await look();
    expect(await rows()).toMatchObject([{ winner: null }]);
    later(2);
    await look();
    expect(await rows()).toMatchObject([{ winner: "b" }]);
  });

  test("one job looks at the test that is due longest, and leaves the others to the next ones", async () => {
    const early = (minutes: number) => new Date(TUESDAY_MORNING.getTime() - minutes * MINUTE);
    await prisma.textTest.createMany({
      data: [1, 3, 2].map((minutes) => ({
        ...{
          shopId: flow.shopId,
          flowId: flow.id,
          stepId: `gone-${minutes}`,
          key: "k",
          startedAt: early(9),
          lookAt: early(minutes),
        },
      })),
    });
    const dueSteps = async () => {
      const where = { shopId: flow.shopId, lookAt: { lte: TUESDAY_MORNING } };
      return (await prisma.textTest.findMany({ where, orderBy: { lookAt: "asc" } })).map(({ stepId }) => stepId);
    };
    expect(await look()).toBe(true);
    expect(await dueSteps()).toEqual(["gone-2", "gone-1", STEP]);
    expect(await Promise.all([look(), look()])).toEqual([true, true]);
    expect(await dueSteps()).toEqual([STEP]);
    expect(await look()).toBe(true);
    expect(await look()).toBe(false);
  });

  test("the sweep finds a test behind a hundred that another flow and a store that left have due", async () => {
    const uninstalledAt = new Date(TUESDAY_MORNING.getTime() - 9 * MINUTE);
    const left = (await aShop(ctx.db)).id;
    await prisma.shop.update({ where: { id: left }, data: { uninstalledAt } });
    const crowd = [(await aShop(ctx.db)).id, left].flatMap((crowdId) => {
      const theirFlow = newId();
      return Array.from({ length: 100 }, (_, i) => ({
        ...{ shopId: crowdId, flowId: theirFlow, stepId: `s${i}`, key: "k" },
        ...{ startedAt: uninstalledAt, lookAt: uninstalledAt },
      }));
    });
    await prisma.textTest.createMany({ data: crowd });
    const shops = (await dueJobs(ctx.db, ctx.clock.now())).flatMap((job) =>
      job.name === "text-tests" ? [job.payload.shopId] : [],
    );
    expect(shops).toContain(flow.shopId);
    expect(shops).toContain(crowd[0]?.shopId);
    expect(shops).not.toContain(left);
  });

  test("the sweep finds the test while it is open, and not after", async () => {
    const due = async () =>
      (await dueJobs(ctx.db, ctx.clock.now())).filter(
        (job) => job.name === "text-tests" && job.payload.shopId === flow.shopId,
      );
    expect(await due()).toEqual([{ name: "text-tests", payload: { shopId: flow.shopId, flowId: flow.id } }]);
    await look();
    expect(await due()).toEqual([]);
    later(120);
    expect(await due()).toHaveLength(1);
    await chooseWinner(ctx, flow.shopId, { flowId: flow.id, stepId: STEP, variantId: "a" });
    later(60);
    expect(await due()).toEqual([]);
  });
});

describe("a winner by revenue", () => {
  const byRevenue: WinnerRule = { ...byClicks, by: "revenue" };

  test("is the text that brings more money for each person", async () => {
    await publish(["Hi", "Hello"], byRevenue);
    await sent({ variant: "a", people: 60, clicked: 40, orders: Array.from({ length: 4 }, () => 20) });
    await sent({ variant: "b", people: 60, clicked: 40, orders: Array.from({ length: 40 }, () => 20) });
    await look();
    expect(await rows()).toMatchObject([{ winner: "b", evidence: { by: "revenue", successes: { a: 4, b: 40 } } }]);
    expect((await report())?.variants[1]).toMatchObject({ orders: 40, revenueMicros: 800_000_000 });
  });

  test("reads so many first orders at most, the earliest ones", async () => {
    await publish(["Hi", "Hello"], byRevenue);
    await sent({ variant: "a", people: 5, clicked: 5, orders: [11, 12, 13, 14, 15] });
    const firstOrders = statementFile(import.meta.url, "./first-orders.sql");
    expect(await ctx.db.run(firstOrders, [flow.shopId, flow.id, STEP, await keyOfLive(), 2])).toEqual([
      { id: "a", micros: 11_000_000 },
      { id: "a", micros: 12_000_000 },
    ]);
  });

  test("is not decided by one very large order", async () => {
    await publish(["Hi", "Hello"], byRevenue);
    await sent({ variant: "a", people: 60, clicked: 40, orders: [20, 20, 20] });
    await sent({ variant: "b", people: 60, clicked: 40, orders: [20, 20, 100_000] });
    await look();
    expect(await rows()).toMatchObject([{ winner: null }]);
  });
});
