import { beforeEach, expect, test } from "vitest";
import { campaignResults } from "#domain/campaigns/report/results";
import { applyClicks } from "#domain/intake/apply-clicks";
import { newId } from "#platform/ids";
import { aContext, TUESDAY_MORNING } from "../../test/factories/context.ts";
import { anOrder } from "../../test/factories/order.ts";
import { aTextWithLink, type LinkedText } from "../../test/factories/text-with-link.ts";
import { attributeOrders } from "./attribute-orders.ts";

const ctx = aContext();
const CHROME =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/146.0.0.0 Safari/537.36";
const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;
const at = (seconds: number) => new Date(TUESDAY_MORNING.getTime() + seconds * 1_000);
const justSent = { claimedAt: at(0), handedAt: at(0) };
let text: LinkedText;

beforeEach(async () => {
  text = await aTextWithLink(ctx.db, justSent);
});

function tap(seconds: number, { code } = text) {
  const body = Buffer.from(JSON.stringify({ code, userAgent: CHROME, purpose: null }));
  const row = { source: "links", topic: "click", shopDomain: null, url: null, attempts: 0, receivedAt: at(seconds) };
  const delivery = { ...row, id: newId(), shopId: text.shopId, triggeredAt: at(seconds), body };
  return ctx.db.transaction((tx) => applyClicks(tx, ctx, [delivery]));
}

async function buy(seconds: number, given: object = {}): Promise<string> {
  const { shopId, subscriberId } = text;
  const { id } = await anOrder(ctx.db, { shopId, subscriberId, placedAt: at(seconds), ...given });
  await ctx.db.transaction((tx) => attributeOrders(tx, ctx, [{ shopId, id }]));
  return id;
}

const beganWith = ({ code } = text) => ({ landingSite: `/cart?utm_source=cartbell&cartbell=${code}` });
const attributions = () => ctx.db.prisma.attribution.findMany({ where: { shopId: text.shopId } });
const verdicts = async () =>
  (await ctx.db.prisma.click.findMany({ where: { shopId: text.shopId }, orderBy: { clickedAt: "asc" } })).map(
    ({ counted, ignoredBecause }) => ignoredBecause ?? counted,
  );

test("an uncertain tap alone earns no order, told before the order or after it", async () => {
  await tap(3);
  await buy(10 * MINUTE);
  expect(await attributions()).toEqual([]);
  await buy(DAY);
  await tap(5);
  expect(await attributions()).toEqual([]);
  expect(await verdicts()).toEqual(["uncertain", "uncertain"]);
  const results = await campaignResults(ctx.db, text.shopId, [text.sourceId]);
  expect(results.get(text.sourceId)).toEqual({ clicked: 0, replied: 0, orders: 0, buyers: 0, revenueMicros: 0 });
});

test("a later tap earns the orders after it", async () => {
  await tap(3);
  await tap(30 * MINUTE);
  const id = await buy(40 * MINUTE);
  expect(await attributions()).toMatchObject([{ orderId: id, clickedAt: at(30 * MINUTE) }]);
});

test.each([
  ["first", [3, DAY]],
  ["last", [DAY, 3]],
])(
  "a later tap shows that the uncertain one was the person's: it earns the order between, told %s",
  async (_, taps) => {
    const id = await buy(10 * MINUTE);
    for (const seconds of taps) await tap(seconds);
    expect(await attributions()).toMatchObject([{ orderId: id, clickedAt: at(3) }]);
  },
);

test("an uncertain tap takes no order from a certain one on another text", async () => {
  const { shopId, subscriberId } = text;
  const earlier = await aTextWithLink(ctx.db, { shopId, subscriberId, claimedAt: at(-DAY) });
  await tap(-DAY / 2, earlier);
  await tap(3);
  await buy(10 * MINUTE);
  expect(await attributions()).toMatchObject([{ messageId: earlier.messageId }]);
});

test.each([
  ["the recipient", () => text.subscriberId, "subscriber"],
  ["a guest", () => null, "landing-page"],
])("an order of %s whose visit began with the link is owed to it, and the tap counts", async (_, buyer, through) => {
  await tap(3);
  const id = await buy(5 * MINUTE, { subscriberId: buyer(), ...beganWith() });
  expect(await attributions()).toMatchObject([
    { orderId: id, explanation: { candidates: [{ through, isChosen: true }] } },
  ]);
  expect(await verdicts()).toEqual([true]);
  const results = await campaignResults(ctx.db, text.shopId, [text.sourceId]);
  expect(results.get(text.sourceId)).toMatchObject({ clicked: 1, orders: 1 });
  expect(await ctx.db.prisma.subscriberFacts.findMany({ where: { shopId: text.shopId, clicks: 1 } })).toHaveLength(1);
});

test("such an order may be told before the tap", async () => {
  const id = await buy(5 * MINUTE, beganWith());
  await tap(3);
  expect(await attributions()).toMatchObject([{ orderId: id }]);
});

test("once an order has confirmed the tap, it earns the others of its window too", async () => {
  await tap(3);
  const first = await buy(2 * MINUTE);
  expect(await attributions()).toEqual([]);
  const second = await buy(5 * MINUTE, beganWith());
  expect((await attributions()).map((it) => it.orderId).sort()).toEqual([first, second].sort());
});

test("a visit that began with one link says nothing of the uncertain tap on another", async () => {
  const { shopId, subscriberId } = text;
  const other = await aTextWithLink(ctx.db, { shopId, subscriberId, ...justSent });
  await tap(3);
  await tap(3, other);
  await buy(5 * MINUTE, beganWith(other));
  expect(await attributions()).toMatchObject([{ messageId: other.messageId }]);
  expect((await verdicts()).sort()).toEqual([true, "uncertain"]);
});

test("a cancelled order confirms nothing", async () => {
  await tap(3);
  await buy(5 * MINUTE, { ...beganWith(), cancelledAt: at(6 * MINUTE) });
  expect(await attributions()).toEqual([]);
  expect(await verdicts()).toEqual(["uncertain"]);
});
