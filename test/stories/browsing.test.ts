import { type Browser, openBrowser } from "@cartbell/sim/people/browser";
import { expect, test } from "vitest";
import { publishFlow } from "#domain/flows/publishing/publish";
import { aBrowsingFlow } from "../factories/browsing.ts";
import { aLiveFlow } from "../factories/flow.ts";
import { linkIn } from "./phone-browser.ts";
import { FERNHILL, openStory } from "./story-world.ts";
import { until } from "./until.ts";

const world = await openStory();
const { ctx } = world;
const { everyShop: prisma } = ctx.db;
const MINUTE = 60_000;
const ADA = { phone: "+12125550101", email: "ada@example.test", firstName: "Ada", lastName: "Berg" };

const store = world.store(FERNHILL);
const shopId = await world.install(FERNHILL);
await world.connect(shopId);
for (const flow of await prisma.flow.findMany({ where: { shopId } })) await publishFlow(ctx, shopId, flow.id);
await prisma.shopSettings.updateMany({ where: { shopId }, data: { frequencyCapTexts: 10 } });
await aLiveFlow(ctx.db, {
  shopId,
  preset: "cart",
  name: "Cart",
  document: aBrowsingFlow({ kind: "cart-abandoned" }, "{{ cart.items }} for {{ cart.total }}: {{ link }}"),
});
await aLiveFlow(ctx.db, {
  shopId,
  preset: "browse",
  name: "Browse",
  document: aBrowsingFlow(
    { kind: "product-viewed", settings: { views: 2, days: 1 } },
    "{{ product.title }}? {{ link }}",
  ),
});

const storefront = `${world.config.SHOPIFY_SIMULATOR_URL}/storefront/${FERNHILL}`;
const [{ handle = "" } = {}] = (await store.get<{ products: { handle: string }[] }>("")).products;
const walks = (preset: string) =>
  prisma.$queryRaw<{ state: string; exited_because: string | null }[]>`
    SELECT e.state, e.exited_because FROM enrollments e JOIN flows f ON f.shop_id = e.shop_id AND f.id = e.flow_id
    WHERE e.shop_id = ${shopId}::uuid AND f.preset = ${preset} ORDER BY e.started_at`;

async function textToAda(containing: string): Promise<string> {
  const text = await until(`a text with "${containing}"`, () =>
    prisma.message.findFirst({
      where: { shopId, phone: ADA.phone, body: { contains: containing }, state: "delivered" },
    }),
  );
  return text.body ?? "";
}

async function viewProduct(browser: Browser): Promise<string> {
  return (await browser.open(`${storefront}/products/${handle}`)).page;
}

const browser = openBrowser();

test("a tap on our text makes the browser known; a stranger's browser leaves nothing", async () => {
  await viewProduct(browser);
  await store.post("checkouts", { ...ADA, consent: true });
  await store.settle();
  await world.advance(61 * MINUTE);
  const reminder = await textToAda("still in your cart");
  await world.advance(MINUTE);
  const { page } = await browser.open(linkIn(reminder));
  expect(page).toContain("Checkout");
  await until("the browser is known", () => prisma.browser.findFirst({ where: { shopId, knownBy: "link" } }));
  const stranger = openBrowser();
  for (let view = 0; view < 3; view += 1) {
    await viewProduct(stranger);
    await world.advance(MINUTE);
  }
  expect(await prisma.browser.count({ where: { shopId } })).toBe(1);
  expect(await prisma.browseEvent.count({ where: { shopId, kind: "product-viewed" } })).toBe(0);
});

test("two views of a product begin the browse flow, and putting it into the cart ends it and begins the cart flow", async () => {
  await viewProduct(browser);
  await world.advance(2 * MINUTE);
  const page = await viewProduct(browser);
  await until("the browse flow has begun", async () => (await walks("browse")).length === 1);
  const variant = /name="variant" value="(\d+)"/.exec(page)?.[1] ?? "";
  await browser.submit(`${storefront}/cart/add`, { variant, quantity: "2" });
  await until("the cart flow has begun", async () => (await walks("cart")).length === 1);
  expect(await walks("browse")).toEqual([{ state: "exited", exited_because: "added-to-cart" }]);
  await world.advance(61 * MINUTE);
  // One was in it already: the link of the first text brought the checkout's cart back.
  const text = await textToAda(" for $");
  const answer = await fetch(linkIn(text), { redirect: "manual" });
  expect(answer.headers.get("Location")).toContain(`https://${FERNHILL}/cart/${variant}:3?storefront=true`);
});

test("the checkout ends the next cart's flow before its text, and declined cookies make the browser unknown", async () => {
  await world.advance(MINUTE);
  const page = await viewProduct(browser);
  const variant = /name="variant" value="(\d+)"/.exec(page)?.[1] ?? "";
  // The first cart is over: its person goes to the checkout, comes back and fills another.
  await browser.submit(`${storefront}/checkout`, {});
  await until(
    "the cart is over",
    async () => (await prisma.browsedCart.count({ where: { shopId, endedAt: null } })) === 0,
  );
  await world.advance(MINUTE);
  await browser.submit(`${storefront}/cart/add`, { variant, quantity: "1" });
  await until("the second cart's flow has begun", async () => (await walks("cart")).length === 2);
  await world.advance(MINUTE);
  await browser.submit(`${storefront}/checkout`, {});
  await until("it has ended", async () => (await walks("cart"))[1]?.exited_because === "cart-ended");
  await browser.submit(`${storefront}/privacy`, { marketing: "no" });
  await until("the browser is forgotten", async () => (await prisma.browser.count({ where: { shopId } })) === 0);
});
