import { beforeEach, expect, test } from "vitest";
import { advanceEnrollments } from "#domain/flows/walk/advance";
import { applyStoreEvents } from "#domain/intake/apply-store-events";
import { A_CANDLE, aBrowsingFlow, aKnownBrowser } from "../../test/factories/browsing.ts";
import { aContext, TUESDAY_MORNING } from "../../test/factories/context.ts";
import { aLiveFlow } from "../../test/factories/flow.ts";
import { aSender } from "../../test/factories/sender.ts";
import { aPerson, orderEvent } from "../../test/factories/store-event.ts";
import { aSubscriber } from "../../test/factories/subscriber.ts";
import { flowSource } from "./source.ts";

const ctx = aContext();
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const later = (ms: number) => new Date(TUESDAY_MORNING.getTime() + ms);
let shopId: string;
let person: Awaited<ReturnType<typeof aSubscriber>>;
let tell: Awaited<ReturnType<typeof aKnownBrowser>>;

beforeEach(async () => {
  ctx.clock.set(TUESDAY_MORNING);
  person = await aSubscriber(ctx.db);
  ({ shopId } = person);
  await aSender(ctx.db, { shopId });
  const trigger = { kind: "product-viewed" as const, settings: { views: 2, days: 1 } };
  const document = aBrowsingFlow(
    trigger,
    "Still thinking about {{ product.title }} for {{ product.price }}? {{ link }}",
  );
  await aLiveFlow(ctx.db, { shopId, preset: "browse", document });
  tell = await aKnownBrowser(ctx, { shopId, subscriberId: person.id });
});

const enrollments = () => ctx.db.prisma.enrollment.findMany({ where: { shopId }, orderBy: { startedAt: "asc" } });
const texts = () => ctx.db.prisma.message.findMany({ where: { shopId } });
const soap = { ...A_CANDLE, productId: "7002", title: "Pine soap" };

async function viewAt(ms: number, items = [A_CANDLE]): Promise<void> {
  ctx.clock.set(later(ms));
  await tell("product-viewed", items);
}

async function advanceTo(ms: number): Promise<void> {
  ctx.clock.set(later(ms));
  while (await advanceEnrollments(ctx));
}

async function answerForTheText() {
  const [text] = await texts();
  if (!text) throw new Error("No text was planned.");
  const answers = await ctx.db.transaction((tx) => flowSource.answersFor(tx, shopId, [text], ctx.clock.now()));
  return answers.get(text.id);
}

test("the second view of a product begins it, and the text names the product", async () => {
  await viewAt(0);
  expect(await enrollments()).toEqual([]);
  await viewAt(10 * MINUTE);
  expect(await enrollments()).toMatchObject([{ state: "waiting", resumeAt: later(70 * MINUTE) }]);
  await advanceTo(70 * MINUTE);
  const { domain } = await ctx.db.prisma.shop.findUniqueOrThrow({ where: { id: shopId } });
  expect(await answerForTheText()).toMatchObject({
    kind: "wanted",
    wording: {
      variables: { product: { title: "Cedar candle", price: "$24.50" } },
      linkUrl: expect.stringContaining(`https://${domain}/products/cedar-candle?`),
    },
  });
});

test.each<[string, number, typeof A_CANDLE]>([
  ["views of two products begin nothing", MINUTE, soap],
  ["a page that is opened again within the minute begins nothing", 20_000, A_CANDLE],
  ["views that lie too far apart begin nothing", DAY + MINUTE, A_CANDLE],
])("%s", async (_, after, item) => {
  await viewAt(0);
  await viewAt(after, [item]);
  expect(await enrollments()).toEqual([]);
});

test("a product that is in the cart is no news", async () => {
  await viewAt(0);
  await tell("added-to-cart");
  await viewAt(10 * MINUTE);
  expect(await enrollments()).toEqual([]);
});

test("once begun, further views begin nothing for a week; then the person enters again", async () => {
  await viewAt(0);
  for (const minute of [10, 20, 30]) await viewAt(minute * MINUTE);
  await viewAt(2 * HOUR, [soap]);
  await viewAt(3 * HOUR, [soap]);
  expect(await enrollments()).toHaveLength(1);
  await viewAt(8 * DAY);
  await viewAt(8 * DAY + HOUR);
  expect(await enrollments()).toHaveLength(2);
});

test("adding the product to the cart ends it; adding another one doesn't", async () => {
  await viewAt(0);
  await viewAt(10 * MINUTE);
  await tell("added-to-cart", [soap]);
  expect(await enrollments()).toMatchObject([{ state: "waiting" }]);
  await tell("added-to-cart");
  expect(await enrollments()).toMatchObject([{ state: "exited", exitedBecause: "added-to-cart" }]);
});

test("another person's cart ends nothing", async () => {
  await viewAt(0);
  await viewAt(10 * MINUTE);
  const other = await aSubscriber(ctx.db, { shopId });
  await (await aKnownBrowser(ctx, { shopId, subscriberId: other.id }))("added-to-cart");
  expect(await enrollments()).toMatchObject([{ state: "waiting" }]);
});

test("an order ends it", async () => {
  await viewAt(0);
  await viewAt(10 * MINUTE);
  const placedAt = later(20 * MINUTE);
  const order = orderEvent({ shopId, placedAt, eventAt: placedAt, person: aPerson({ phone: person.phone }) });
  await ctx.db.transaction((tx) => applyStoreEvents(tx, ctx, [order]));
  expect(await enrollments()).toMatchObject([{ exitedBecause: "ordered" }]);
});

test("a text that has not left is recalled when the product is added, and asked about once more at its hand-off", async () => {
  await viewAt(0);
  await viewAt(10 * MINUTE);
  await advanceTo(70 * MINUTE);
  expect(await texts()).toMatchObject([{ state: "waiting" }]);
  await tell("added-to-cart");
  expect(await texts()).toMatchObject([{ state: "skipped", reason: "source-ended" }]);
  // As if nothing had ended it: the product in the cart is still seen.
  await ctx.db.prisma.enrollment.updateMany({ where: { shopId }, data: { state: "finished", exitedBecause: null } });
  expect(await answerForTheText()).toEqual({ kind: "unwanted", because: "source-ended" });
});
