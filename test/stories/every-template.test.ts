import { expect, test } from "vitest";
import { everyStep, parseDocument } from "#domain/flows/definition/document";
import { gallery } from "#domain/flows/presets/gallery";
import { createFlow } from "#domain/flows/publishing/create";
import { publishFlow } from "#domain/flows/publishing/publish";
import { triggerType } from "#domain/flows/triggers/registry";
import { enroll } from "#domain/flows/walk/enroll";
import type { EventDetails, TriggerEvent } from "#domain/flows/walk/entry";
import { newId } from "#platform/ids";
import { aCheckout } from "../factories/checkout.ts";
import { anOrder } from "../factories/order.ts";
import { aSubscriber } from "../factories/subscriber.ts";
import { FERNHILL, openStory } from "./story-world.ts";
import { until } from "./until.ts";

// Every ready-made flow is created, published and walked to its end by a person, and the carrier's phone shows the texts.

const world = await openStory();
const { ctx, carrier } = world;
const { everyShop: prisma } = ctx.db;
const shopId = await world.install(FERNHILL);
await world.connect(shopId);
// The birthday flow can't be published without it.
await prisma.propertyName.create({ data: { shopId, name: "birthday", type: "date", createdAt: ctx.clock.now() } });

/** Texts by template; a code and a short link stand as CODE and LINK. STOP: the opt-out line follows. */
const STOP = "\nReply STOP to opt out";
const EXPECTED: Record<string, string[]> = {
  "abandoned-cart": [
    `Hi Ada, your Cedar candle is still in your cart at Fernhill Supply. Pick up where you left off: LINK${STOP}`,
  ],
  "abandoned-checkout": [
    `Fernhill Supply: Hi Ada, you left Cedar candle behind. Questions before your first order? Just reply. Your cart: LINK${STOP}`,
  ],
  "cart-left": [`Fernhill Supply: Hi Ada, Cedar candle is waiting in your cart. Take another look: LINK${STOP}`],
  "product-viewed": [
    `Fernhill Supply: still thinking about Cedar candle? Reply with any question. Here it is again: LINK${STOP}`,
  ],
  "back-in-stock": [`Fernhill Supply: good news, Ada! Cedar candle is back in stock. Here it is: LINK${STOP}`],
  "price-drop": [`Fernhill Supply: Hi Ada, the price of Cedar candle went down to $24.50. Take a look: LINK${STOP}`],
  "order-confirmation": ["Fernhill Supply: thank you, Ada. We have your order #1001 ($42.00). Follow it here: LINK"],
  "payment-received": ["Fernhill Supply: we received your payment of $42.00 for order #1001. Thank you! LINK"],
  "order-packed": ["Fernhill Supply: good news, your order #1001 is packed: Cedar candle. Details: LINK"],
  "order-shipped": ["Fernhill Supply: your order #1001 is on its way with UPS. Track it: LINK"],
  "out-for-delivery": ["Fernhill Supply: order #1001 is out for delivery and should arrive today. Track it: LINK"],
  "order-delivered": [
    "Fernhill Supply: order #1001 was delivered. We hope you love it! Something wrong? Reply here. LINK",
  ],
  "delivery-delayed": [
    "Fernhill Supply: UPS reports a delay for order #1001. We're sorry about that. Latest status: LINK",
  ],
  "ready-for-pickup": ["Fernhill Supply: Hi Ada, your order #1001 is ready for pickup. Details: LINK"],
  "order-canceled": [
    "Fernhill Supply: your order #1001 was canceled. If you paid already, you get your money back. Questions? Reply here. LINK",
  ],
  "refund-sent": [
    "Fernhill Supply: we refunded $12.00 for order #1001. It can take a few days until your bank shows it. LINK",
  ],
  welcome: [
    `Fernhill Supply: Welcome, Ada! Here is 10% off your first order: CODE. LINK${STOP}`,
    `Fernhill Supply: Found something you like? Reply with any question, we are happy to help. LINK${STOP}`,
  ],
  "reply-arrived": [`Fernhill Supply: Thanks for your message! We read every text and get back to you soon.${STOP}`],
  "win-back": [
    `Fernhill Supply: Hi Ada, it has been a while! Reply and tell us what we can do better.${STOP}`,
    `Fernhill Supply: we would love to see you again, Ada. Take 15% off with CODE.${STOP}`,
  ],
  replenishment: [`Fernhill Supply: Hi Ada, running low on Cedar candle? Here is your last order: LINK${STOP}`],
  "review-request": [
    `Fernhill Supply: Hi Ada, how do you like your Cedar candle? Reply with a few words, we read them all.${STOP}`,
  ],
  birthday: [`Fernhill Supply: Happy birthday, Ada! A little gift: 20% off with CODE.${STOP}`],
};

const EVENT: EventDetails = {
  properties: { views_in_7_days: 3, price: 24_500_000, old_price: 32_000_000 },
  variables: {
    tracking: { company: "UPS", number: "1Z999AA10123456784", url: "https://ups.example/1Z999AA10123456784" },
    shipment: { items: "Cedar candle", item_count: 1 },
    refund: { amount: "$12.00", total: "$12.00" },
    cart: { first_item: "Cedar candle", items: "Cedar candle", item_count: 1, total: "$24.50" },
    product: { title: "Cedar candle", price: "$24.50" },
  },
};

test("each ready-made flow has its texts here", () => {
  expect(new Set(Object.keys(EXPECTED))).toEqual(new Set(Object.keys(gallery)));
});

test.each(Object.keys(gallery))(
  "%s is published as it is and walked to its end",
  { timeout: 120_000 },
  async (preset) => {
    const flowId = await flowOf(preset);
    await publishFlow(ctx, shopId, flowId);
    const person = await aSubscriber(ctx.db, { shopId, phone: phoneOf(preset) });
    await enterFlow(flowId, preset, person.id);
    await walkToTheEnd(flowId);
    const expected = EXPECTED[preset] ?? [];
    const texts = await until(`the texts of ${preset}`, async () => {
      const seen = await carrier.textsOn(person.phone).catch(() => []);
      return seen.length >= expected.length && seen;
    });
    expect(texts.map(({ body }) => plain(body)).sort()).toEqual([...expected].sort());
    const enrollments = await prisma.enrollment.findMany({ where: { shopId, flowId } });
    expect(enrollments).toMatchObject([{ state: "finished" }]);
  },
);

/** A store is given some of them when it installs the app. */
async function flowOf(preset: string): Promise<string> {
  const given = await prisma.flow.findFirst({ where: { shopId, preset } });
  return given?.id ?? createFlow(ctx, shopId, { preset });
}

async function enterFlow(flowId: string, preset: string, subscriberId: string): Promise<void> {
  const { document } = gallery[preset] ?? { document: null };
  const { kind } = parseDocument(document).trigger;
  const { about, needsOffer } = triggerType(kind);
  const at = ctx.clock.now();
  const subject = newId();
  if (about === "order")
    await anOrder(ctx.db, { shopId, id: subject, name: "#1001", subscriberId, placedAt: at, eventAt: at });
  if (about === "checkout")
    await aCheckout(ctx.db, { shopId, token: subject, subscriberId, eventAt: at, createdAt: at });
  const event = about === "none" ? { ...EVENT, url: "https://fernhill.example/products/candle" } : EVENT;
  if (needsOffer !== null) await aWatchedVariant(subject);
  const variant = needsOffer === null ? {} : { about: `variant ${subject}` };
  const news: TriggerEvent = { shopId, flowId, kind, subject, subscriberId, at, since: at, event, ...variant };
  await ctx.db.transaction((tx) => enroll(tx, ctx, [news]));
}

/** The store has it, at this price. */
async function aWatchedVariant(variantId: string): Promise<void> {
  const offer = { isAvailable: true, priceMicros: 24_500_000n };
  await prisma.watchedVariant.create({ data: { shopId, variantId, productId: "7001", ...offer } });
}

/** Moves the clock to whatever is next: a timer, or the hour at which a text may leave. */
async function walkToTheEnd(flowId: string): Promise<void> {
  for (let moves = 0; moves < 40; moves += 1) {
    const dueAt = await until("the next time", () => nextTime(flowId));
    if (dueAt === "ended") return;
    const aheadMs = dueAt.getTime() - ctx.clock.now().getTime();
    if (aheadMs > 0) await world.advance(aheadMs + 1_000);
  }
  throw new Error("The walk has no end.");
}

/** Null while something is under way: a code is on its way, or a worker has just been told. */
async function nextTime(flowId: string): Promise<Date | "ended" | null> {
  const walks = await prisma.enrollment.findMany({ where: { shopId, flowId } });
  const texts = await prisma.message.findMany({
    where: { shopId, sourceId: { in: walks.map(({ id }) => id) }, state: { in: ["waiting", "sending"] } },
  });
  const waiting = walks.filter(({ state }) => state === "waiting");
  if (waiting.length === 0 && texts.length === 0) return "ended";
  const now = ctx.clock.now();
  if (waiting.some((walk) => isAsking(walk, now))) return null;
  const times = [...waiting.map(({ resumeAt }) => resumeAt), ...texts.map(({ dueAt }) => dueAt)];
  const ahead = times.filter((at) => at !== null && at > now) as Date[];
  return ahead.length === times.length ? (ahead.sort((a, b) => a.getTime() - b.getTime())[0] ?? null) : null;
}

const asking = new Set(
  Object.values(gallery).flatMap(({ document }) =>
    everyStep(document.steps).flatMap(({ id, type }) => (type === "discount-code" ? [id] : [])),
  ),
);

/** At a step that asks for a code, which waits for an hour at most; a longer wait is the one before that step. */
function isAsking({ stepId, resumeAt }: { stepId: string | null; resumeAt: Date | null }, now: Date): boolean {
  return stepId !== null && asking.has(stepId) && resumeAt !== null && resumeAt.getTime() - now.getTime() <= 3_600_000;
}

function plain(body: string): string {
  return body
    .replace(/https?:\/\/\S+\/l\/\w+/, "LINK")
    .replace(/\b(?:MISSYOU|BDAY|WELCOME|HELLO)-[A-Z0-9]{6,}/, "CODE");
}

function phoneOf(preset: string): string {
  return `+1212555${String(Object.keys(gallery).indexOf(preset) + 101).padStart(4, "0")}`;
}
