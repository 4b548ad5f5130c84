import { beforeEach, describe, expect, test } from "vitest";
import { parseDocument } from "#domain/flows/definition/document";
import { createFlow } from "#domain/flows/publishing/create";
import { publishFlow } from "#domain/flows/publishing/publish";
import { saveDraft } from "#domain/flows/publishing/save-draft";
import { newCode } from "#domain/links/code";
import { dueJobs } from "#domain/sweep/sweep";
import { newId } from "#platform/ids";
import { statementFile } from "#platform/sql/statement";
import { aContext, TUESDAY_MORNING } from "../../../test/factories/context.ts";
import { manySubscribers } from "../../../test/factories/many-subscribers.ts";
import { aShop } from "../../../test/factories/shop.ts";
import { chooseWinner, undoWinner } from "./choose-winner.ts";
import { readVariants } from "./read-variants.ts";
import { takeTests } from "./take-tests.ts";
import { testsOf } from "./tests-of.ts";
import type { WinnerRule } from "./text-test.ts";

const ctx = aContext();
const { prisma } = ctx.db;
const MINUTE = 60_000;
const STEP = "say";
const byClicks: WinnerRule = { by: "clicks", confidence: 95, minimum: 50 };
let shopId: string;
let flowId: string;

const documentOf = (texts: [string, string], winner: WinnerRule | null) => ({
  purpose: "marketing",
  trigger: { kind: "order-placed" },
  steps: [
    {
      id: STEP,
      type: "send",
      config: {
        text: "",
        test: {
          variants: texts.map((text, i) => ({ id: "ab"[i], text: `${text} {{ link }}`, weight: 50 })),
          winner,
        },
      },
    },
  ],
});

async function publish(texts: [string, string] = ["Hi", "Hello"], winner: WinnerRule | null = byClicks): Promise<void> {
  await saveDraft(ctx, shopId, flowId, documentOf(texts, winner));
  await publishFlow(ctx, shopId, flowId);
}

beforeEach(async () => {
  ctx.clock.set(TUESDAY_MORNING);
  ctx.enqueued.length = 0;
  shopId = (await aShop(ctx.db)).id;
  flowId = await createFlow(ctx, shopId, { name: "Thanks", document: documentOf(["Hi", "Hello"], byClicks) });
  await publish();
});

const rows = () => prisma.textTest.findMany({ where: { shopId }, orderBy: { startedAt: "asc" } });
const report = async () => (await readVariants(ctx.db, shopId, flowId))[STEP];
const look = () => takeTests(ctx, shopId, flowId);
const later = (minutes: number) => ctx.clock.set(new Date(ctx.clock.now().getTime() + minutes * MINUTE));

async function keyOfLive(): Promise<string> {
  const { liveVersionId } = await prisma.flow.findUniqueOrThrow({ where: { shopId_id: { shopId, id: flowId } } });
  const where = { shopId_id: { shopId, id: liveVersionId ?? "" } };
  const { document } = await prisma.flowVersion.findUniqueOrThrow({ where });
  return testsOf(parseDocument(document))[0]?.key ?? "";
}

interface Sent {
  variant: string;
  people: number;
  clicked?: number;
  /** Of those who clicked, in whole units of the shop's money. */
  orders?: number[];
  state?: string;
}

/** People who were sent a text of the live version, by what their messages keep. Returns the ids of the people. */
async function sent({ variant, people, clicked = 0, orders = [], state = "delivered" }: Sent): Promise<string[]> {
  const key = await keyOfLive();
  const { liveVersionId } = await prisma.flow.findUniqueOrThrow({ where: { shopId_id: { shopId, id: flowId } } });
  const ids = await manySubscribers(ctx.db, shopId, people);
  const now = ctx.clock.now();
  const month = new Date("2026-11-01");
  const texts = ids.map((subscriberId) => ({ subscriberId, id: newId(), sourceId: newId() }));
  await prisma.enrollment.createMany({
    data: texts.map(({ subscriberId, sourceId }) => ({
      ...{ shopId, id: sourceId, flowId, versionId: liveVersionId ?? "", subscriberId, subject: sourceId },
      ...{ state: "finished", startedAt: now },
    })),
  });
  await prisma.message.createMany({
    data: texts.map(({ subscriberId, id, sourceId }) => ({
      ...{ shopId, month, id, class: "flow", purpose: "marketing", sourceKind: "flow", sourceId, occurrence: STEP },
      ...{ subscriberId, senderId: newId(), state, dueAt: now, expiresAt: now, handedAt: now, createdAt: now },
      variant: `${key}.${variant}`,
    })),
  });
  await prisma.click.createMany({
    data: texts.slice(0, clicked).map(({ subscriberId, id }) => ({
      ...{ shopId, id: newId(), code: newCode(), messageMonth: month, messageId: id, subscriberId, clickedAt: now },
      counted: true,
    })),
  });
  await prisma.attribution.createMany({
    data: orders.map((amount, i) => ({
      ...{ shopId, orderId: newId(), messageMonth: month, messageId: texts[i]?.id ?? "", sourceKind: "flow" },
      ...{ sourceId: flowId, clickedAt: now, orderedAt: new Date(now.getTime() + i * MINUTE), currency: "USD" },
      ...{ totalMicros: amount * 1_000_000, windowDays: 5, explanation: {}, decidedAt: now },
    })),
  });
  return ids;
}

describe("a winner by clicks", () => {
  test("is looked for from the publishing on, and found once the figures say so", async () => {
    expect(ctx.enqueued).toContainEqual({ name: "text-tests", payload: { shopId, flowId } });
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
      where: { shopId },
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
        ...{ shopId, flowId, stepId: `gone-${minutes}`, key: "k", startedAt: early(9), lookAt: early(minutes) },
      })),
    });
    const dueSteps = async () => {
      const where = { shopId, lookAt: { lte: TUESDAY_MORNING } };
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
    expect(shops).toContain(shopId);
    expect(shops).toContain(crowd[0]?.shopId);
    expect(shops).not.toContain(left);
  });

  test("the sweep finds the test while it is open, and not after", async () => {
    const due = async () =>
      (await dueJobs(ctx.db, ctx.clock.now())).filter(
        (job) => job.name === "text-tests" && job.payload.shopId === shopId,
      );
    expect(await due()).toEqual([{ name: "text-tests", payload: { shopId, flowId } }]);
    await look();
    expect(await due()).toEqual([]);
    later(120);
    expect(await due()).toHaveLength(1);
    await chooseWinner(ctx, shopId, { flowId, stepId: STEP, variantId: "a" });
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
    expect(await ctx.db.run(firstOrders, [shopId, flowId, STEP, await keyOfLive(), 2])).toEqual([
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

describe("the merchant", () => {
  const choose = (variantId: string) => chooseWinner(ctx, shopId, { flowId, stepId: STEP, variantId });
  const undo = () => undoWinner(ctx, shopId, { flowId, stepId: STEP });

  test("chooses a winner and takes it back; no other is chosen for this test then", async () => {
    await choose("a");
    await choose("a");
    expect(await report()).toMatchObject({ winner: { id: "a", by: "merchant" }, isUndone: false });
    await undo();
    await undo();
    expect(await report()).toMatchObject({ winner: null, isUndone: true });
    await sent({ variant: "a", people: 60, clicked: 3 });
    await sent({ variant: "b", people: 60, clicked: 30 });
    later(60);
    await publish(["Hi", "Hello"]);
    await look();
    expect(await rows()).toMatchObject([{ winner: null, lookAt: null }]);
  });

  test("wins over a look that is under way", async () => {
    await sent({ variant: "a", people: 60, clicked: 3 });
    await sent({ variant: "b", people: 60, clicked: 30 });
    await choose("a");
    await look();
    expect(await rows()).toMatchObject([{ winner: "a", decidedBy: "merchant" }]);
  });

  test("can’t choose a text or a test that isn’t there", async () => {
    await expect(choose("e")).rejects.toMatchObject({ code: "text-test-gone" });
    const other = (await aShop(ctx.db)).id;
    await expect(chooseWinner(ctx, other, { flowId, stepId: STEP, variantId: "a" })).rejects.toMatchObject({
      code: "flow-not-found",
    });
    await expect(readVariants(ctx.db, other, flowId)).rejects.toMatchObject({ code: "flow-not-found" });
  });
});

describe("a new version", () => {
  test("with the same texts goes on with the test, its winner included", async () => {
    await sent({ variant: "a", people: 60, clicked: 3 });
    await sent({ variant: "b", people: 60, clicked: 30 });
    await look();
    later(5);
    await publish(["Hi", "Hello"], { ...byClicks, confidence: 99 });
    expect(await rows()).toMatchObject([{ winner: "b", startedAt: TUESDAY_MORNING }]);
  });

  test("with a changed text begins another test, and the old one is no longer looked at", async () => {
    await sent({ variant: "a", people: 60, clicked: 3 });
    await sent({ variant: "b", people: 60, clicked: 30 });
    later(5);
    await publish(["Hi", "Good day"]);
    await look();
    expect(await rows()).toMatchObject([
      { winner: null, lookAt: null },
      { winner: null, lookAt: expect.any(Date) },
    ]);
    expect((await report())?.variants).toMatchObject([{ sent: 0 }, { sent: 0, text: "Good day {{ link }}" }]);
  });

  test("without an automatic winner is not looked at", async () => {
    await publish(["One", "Two"], null);
    expect((await rows()).at(-1)).toMatchObject({ lookAt: null });
    expect(await report()).toMatchObject({ rule: null, confidence: null });
  });
});
