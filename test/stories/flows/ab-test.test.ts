import { expect, test } from "vitest";
import { recordCustomEvent } from "#domain/flows/entry/custom-event";
import { chooseVariant } from "#domain/flows/experiments/choose-variant";
import { undoWinner } from "#domain/flows/experiments/choose-winner";
import { readVariants } from "#domain/flows/experiments/read-variants";
import { takeTests } from "#domain/flows/experiments/take-tests";
import type { TextTest } from "#domain/flows/experiments/text-test";
import { createFlow } from "#domain/flows/publishing/create";
import { publishFlow } from "#domain/flows/publishing/publish";
import { explainFlow } from "#domain/flows/report/explain";
import { explainWhy } from "#domain/messages/explain/explain";
import { eraseFromTables } from "#domain/privacy/erase";
import { manySubscribers } from "../../factories/many-subscribers.ts";
import { aShop } from "../../factories/shop.ts";
import { linkIn, PHONE_BROWSER } from "../phone-browser.ts";
import { openStory } from "../story-world.ts";
import { until } from "../until.ts";

// Two texts are compared from the first person on until one has won, by what people do on their phones.

const world = await openStory();
const { ctx } = world;
const { prisma } = ctx.db;
const MINUTE = 60_000;
const PATIENCE_MS = 120_000;
const STEP = "say";
const compared: TextTest = {
  variants: [
    { id: "a", text: "Plain: see what’s new {{ link }}", weight: 50 },
    { id: "b", text: "Warm: {{ customer.first_name }}, we kept one for you {{ link }}", weight: 50 },
  ],
  winner: { by: "clicks", confidence: 95, minimum: 50 },
};

const { id: shopId } = await aShop(ctx.db, {}, { frequencyCapTexts: 50 });
await world.connect(shopId);
const { id: otherShopId } = await aShop(ctx.db);
const flowId = await createFlow(ctx, shopId, {
  name: "Visits",
  document: {
    purpose: "marketing",
    trigger: { kind: "custom-event", settings: { name: "visited" } },
    steps: [{ id: STEP, type: "send", config: { text: "", test: compared } }],
  },
});
await publishFlow(ctx, shopId, flowId);

let visits = 0;
/** They visit, and everyone has their text. Returns the texts. */
async function visit(people: string[]) {
  const since = ctx.clock.now();
  for (const subscriberId of people) {
    visits += 1;
    const event = { name: "visited", person: { subscriberId }, idempotencyKey: String(visits) };
    expect(await recordCustomEvent(ctx, shopId, event)).toMatchObject({ kind: "accepted" });
  }
  return await until(
    `${people.length} texts delivered`,
    async () => {
      const where = { shopId, subscriberId: { in: people }, createdAt: { gte: since }, state: "delivered" };
      const texts = await prisma.message.findMany({ where });
      return texts.length === people.length && texts;
    },
    PATIENCE_MS,
  );
}

const tap = (body: string | null) =>
  fetch(linkIn(body), { redirect: "manual", headers: { "User-Agent": PHONE_BROWSER } });
const variantOf = (subscriberId: string) => chooseVariant(compared, { flowId, stepId: STEP, subscriberId });
const report = async () => (await readVariants(ctx.db, shopId, flowId))[STEP];
const clock = (at: Date) => at.toISOString();
const why = async (subscriberId: string) => {
  const told = await explainFlow(ctx.db, shopId, flowId, subscriberId, ctx.clock.now(), clock);
  return told?.texts.map((text) => explainWhy(text.why, clock).find((line) => line.startsWith("A/B test")));
};

const people = await manySubscribers(ctx.db, shopId, 140);
const [returning = ""] = people;

test("each person gets one of the texts by chance, and the same one again", async () => {
  const texts = await visit(people);
  for (const { subscriberId, variant, body } of texts) {
    const { variant: theirs, label } = variantOf(subscriberId);
    expect(variant).toBe(label);
    expect(body?.slice(0, 5)).toBe(theirs.text.slice(0, 5));
  }
  expect(new Set(texts.map(({ variant }) => variant)).size).toBe(2);
  await world.advance(MINUTE);
  const [again] = await visit([returning]);
  expect(again?.variant).toBe(variantOf(returning).label);
  expect(await why(returning)).toEqual(
    Array(2).fill(`A/B test: text ${variantOf(returning).variant.id.toUpperCase()}, chosen at random.`),
  );
});

test("the text that more people tap wins, once", async () => {
  const texts = await prisma.message.findMany({ where: { shopId, state: "delivered" } });
  const warm = texts.filter(({ body }) => body?.startsWith("Warm"));
  const plain = texts.filter(({ body }) => body?.startsWith("Plain"));
  // Within seconds of the hand-over a tap is uncertain.
  await world.advance(MINUTE);
  const tapped = [...warm, ...plain.slice(0, 5)];
  for (const { body } of tapped) await tap(body);
  await until(
    "all taps counted",
    async () => (await prisma.click.count({ where: { shopId, counted: true } })) === tapped.length,
    PATIENCE_MS,
  );
  await world.advance(120 * MINUTE);
  const decided = () => prisma.textTest.findMany({ where: { shopId } });
  // The worker looks, too.
  await Promise.all([takeTests(ctx, shopId, flowId), takeTests(ctx, shopId, flowId)]);
  await until("a winner", async () => (await decided())[0]?.winner, PATIENCE_MS);
  const winner = await decided();
  expect(winner).toMatchObject([{ winner: "b", decidedBy: "rule" }]);
  await takeTests(ctx, shopId, flowId);
  expect(await decided()).toEqual(winner);
});

test("everyone who comes after gets the winner, and why is on record", async () => {
  const next = await manySubscribers(ctx.db, shopId, 10);
  for (const { variant, body } of await visit(next)) {
    expect(variant).toMatch(/\.b\.winner$/);
    expect(body).toMatch(/^Warm:.* we kept one for you/);
  }
  expect(await why(next[0] ?? "")).toEqual(["A/B test: text B, the winner."]);
  expect(await report()).toMatchObject({
    winner: { letter: "B", by: "rule" },
    variants: [{ winnerTexts: 0 }, { winnerTexts: 10 }],
  });
});

test("after the merchant has undone it, chance decides again", async () => {
  await undoWinner(ctx, shopId, { flowId, stepId: STEP });
  const next = await manySubscribers(ctx.db, shopId, 8);
  for (const { subscriberId, variant } of await visit(next)) expect(variant).toBe(variantOf(subscriberId).label);
  expect(await report()).toMatchObject({ winner: null, isUndone: true });
});

test("forgetting a person changes no count, and another shop sees nothing", async () => {
  const before = await report();
  expect(before?.variants.reduce((sum, { sent }) => sum + sent, 0)).toBe(159);
  const named = { shopId, orderIds: [], customerIds: [], phone: null, email: null };
  await ctx.db.transaction((tx) => eraseFromTables(tx, ctx, { ...named, subscriberIds: people.slice(0, 20) }));
  expect(await report()).toEqual(before);
  await expect(readVariants(ctx.db, otherShopId, flowId)).rejects.toMatchObject({ code: "flow-not-found" });
  await expect(undoWinner(ctx, otherShopId, { flowId, stepId: STEP })).rejects.toMatchObject({
    code: "flow-not-found",
  });
  await takeTests(ctx, otherShopId, flowId);
  expect(await prisma.textTest.count({ where: { shopId: otherShopId } })).toBe(0);
});
