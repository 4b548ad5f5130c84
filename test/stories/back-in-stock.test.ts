import { openBrowser } from "@cartbell/sim/people/browser";
import { expect, test } from "vitest";
import { createFlow } from "#domain/flows/publishing/create";
import { publishFlow } from "#domain/flows/publishing/publish";
import { linkIn, PHONE_BROWSER } from "./phone-browser.ts";
import { openSignUpForm, postSignUpForm } from "./sign-up-page.ts";
import { FERNHILL, NUMBERS, openStory } from "./story-world.ts";
import { until } from "./until.ts";

// From a product page to the phone: a person asks to be notified or looks, the store changes stock and price, the texts arrive.

const world = await openStory();
const { ctx, carrier } = world;
const { everyShop: prisma } = ctx.db;
const PATIENCE_MS = 60_000;
const MINUTE = 60_000;
const [ADA, BEA, CAL] = ["+12125550601", "+12125550602", "+12125550603"] as const;
const HANDLE = "camp-mug";

interface Product {
  id: number;
  handle: string;
  variants: { id: number; title: string }[];
}

const shopId = await world.install(FERNHILL);
await world.connect(shopId);
await prisma.shopSettings.update({ where: { shopId }, data: { frequencyCapTexts: 50 } });
const store = world.store(FERNHILL);
const storeUrl = world.config.SHOPIFY_SIMULATOR_URL ?? "";
for (const preset of ["back-in-stock", "price-drop"])
  await publishFlow(ctx, shopId, await createFlow(ctx, shopId, { preset }));
const { products } = await store.get<{ products: Product[] }>("");
const mug = products.find(({ handle }) => handle === HANDLE);
const [rust, pine] = mug?.variants ?? [];

const textsOn = async (phone: string) => (await carrier.textsOn(phone).catch(() => [])).map(({ body }) => body);
const textWith = (phone: string, words: string) =>
  until(`“${words}” on ${phone}`, async () => (await textsOn(phone)).find((it) => it.includes(words)), PATIENCE_MS);
const variantOf = (variantId: number | undefined) =>
  prisma.watchedVariant.findFirst({ where: { shopId, variantId: String(variantId) } });

/** A change in the store's admin, and until the app knows of it. */
async function change(body: {
  stock?: number | null;
  priceCents?: number;
  variant?: number | undefined;
}): Promise<void> {
  await store.post(`products/${HANDLE}`, body);
  await store.settle();
  await until(
    "the app knows of it",
    async () => {
      const found = await prisma.watchedVariant.findMany({
        where: { shopId, ...(body.variant === undefined ? {} : { variantId: String(body.variant) }) },
      });
      return found.every(
        ({ isAvailable, priceMicros }) =>
          (body.stock === undefined || isAvailable === (body.stock === null || body.stock > 0)) &&
          (body.priceCents === undefined || priceMicros === BigInt(body.priceCents) * 10_000n),
      );
    },
    PATIENCE_MS,
  );
}

/** Asks on the product's page for the variant that is sold out. */
async function askFor(variantId: number | undefined, phone: string): Promise<void> {
  const page = await openSignUpForm(storeUrl, FERNHILL, `products/${HANDLE}`);
  const answer = await postSignUpForm(storeUrl, FERNHILL, { ...page, variant: String(variantId), phone });
  expect(answer).toMatchObject({ status: 200 });
  await until(
    "the request is noted",
    async () =>
      (await prisma.productInterest.count({ where: { shopId, variantId: String(variantId), kind: "restock" } })) > 0,
    PATIENCE_MS,
  );
}

test("a person who asks on a sold-out product's page is texted once it is back, and again when they ask again", async () => {
  await until("the key of the forms", async () => (await prisma.shop.findUnique({ where: { id: shopId } }))?.formKeyAt);
  await store.post(`products/${HANDLE}`, { stock: 0 });
  await askFor(rust?.id, ADA);
  await until("the store has been asked", async () => (await variantOf(rust?.id))?.isAvailable === false, PATIENCE_MS);
  await world.advance(MINUTE);
  // The other option is no news to her.
  await change({ stock: 5, variant: pine?.id });
  await change({ stock: 5, variant: rust?.id });
  const text = await textWith(ADA, "Enamel camp mug is back in stock");
  const answer = await fetch(linkIn(text), { redirect: "manual" });
  expect(answer.headers.get("Location")).toContain(`https://${FERNHILL}/products/${HANDLE}?variant=${rust?.id}`);

  // It comes and goes: she was told.
  for (const stock of [0, 5, 0, 5, 0]) {
    await world.advance(MINUTE);
    await change({ stock, variant: rust?.id });
  }
  expect(await textsOn(ADA)).toHaveLength(1);
  await askFor(rust?.id, BEA);
  await askFor(rust?.id, ADA);
  await until("she has asked again", async () => {
    const interests = await prisma.productInterest.findMany({ where: { shopId, variantId: String(rust?.id) } });
    return interests.length === 2 && interests.every(({ at }) => at >= new Date(ctx.clock.now().getTime() - MINUTE));
  });
  await world.advance(MINUTE);
  await change({ stock: 5, variant: rust?.id });
  await textWith(BEA, "back in stock");
  await until("a second text to Ada", async () => (await textsOn(ADA)).length === 2, PATIENCE_MS);
}, 300_000);

test("a STOP isn't undone by asking, and the person gets nothing", async () => {
  await carrier.textIn(BEA, NUMBERS[0], "STOP");
  await textWith(BEA, "You are unsubscribed");
  const afterStop = (await textsOn(BEA)).length;
  await world.advance(MINUTE);
  await change({ stock: 0, variant: rust?.id });
  await askFor(rust?.id, BEA);
  await askFor(rust?.id, CAL);
  await until("Cal has asked", async () => prisma.subscriber.findFirst({ where: { shopId, phone: CAL } }), PATIENCE_MS);
  await world.advance(MINUTE);
  await change({ stock: 5, variant: rust?.id });
  await textWith(CAL, "back in stock");
  expect((await textsOn(BEA)).slice(afterStop)).toEqual([]);
  expect(await prisma.subscriber.findFirst({ where: { shopId, phone: BEA } })).toMatchObject({
    marketing: "unsubscribed",
  });
}, 300_000);

test("a known shopper who viewed a product is texted when its price drops, but not when it rises again before the text leaves", async () => {
  const browser = openBrowser();
  const [, latest = ""] = await textsOn(ADA);
  await world.advance(MINUTE);
  const tap = await fetch(linkIn(latest), { redirect: "manual", headers: { "User-Agent": PHONE_BROWSER } });
  const { pathname, search } = new URL(tap.headers.get("Location") ?? "");
  await browser.open(`${storeUrl}/storefront/${FERNHILL}${pathname}${search}`);
  await until("her view", () => prisma.productInterest.findFirst({ where: { shopId, kind: "look" } }), PATIENCE_MS);
  await world.advance(MINUTE);
  await change({ priceCents: 1_500 });
  await textWith(ADA, "went down to $15.00");

  // In the night, a text waits for the morning. By then it is untrue.
  await world.advance(MINUTE);
  const first = await prisma.productInterest.findFirst({ where: { shopId, kind: "look" } });
  await browser.open(`${storeUrl}/storefront/${FERNHILL}/products/${HANDLE}`);
  await until(
    "her second view",
    () => prisma.productInterest.findFirst({ where: { shopId, kind: "look", at: { gt: first?.at ?? new Date() } } }),
    PATIENCE_MS,
  );
  await world.advance(11 * 60 * MINUTE);
  await change({ priceCents: 1_200 });
  await until(
    "a text that waits",
    async () => (await prisma.message.count({ where: { shopId, state: "waiting" } })) === 1,
    PATIENCE_MS,
  );
  await change({ priceCents: 1_900 });
  await world.advance(12 * 60 * MINUTE);
  await until(
    "it is taken back",
    async () => (await prisma.message.count({ where: { shopId, state: "skipped", reason: "source-ended" } })) === 1,
    PATIENCE_MS,
  );
  expect((await textsOn(ADA)).filter((it) => it.includes("$12.00"))).toEqual([]);
}, 300_000);
