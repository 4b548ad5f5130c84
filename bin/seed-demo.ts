import { parseArgs } from "node:util";
import { openProcess } from "#boot/open-process";
import { createCampaign } from "#domain/campaigns/drafts/create";
import type { Context } from "#domain/context";
import { publishFlow } from "#domain/flows/publishing/publish";
import { ensurePartitions } from "#domain/operations/partitions";
import { connectSender } from "#domain/senders/connect";
import { setSenderRate } from "#domain/senders/set-rate";
import { readConfig } from "#platform/config";
import { step } from "./progress.ts";
import { type Chance, chanceFrom } from "./seed/chance.ts";
import { sendInThePast } from "./seed/past-campaign.ts";
import { liveOn, type Purchase } from "./seed/past-orders.ts";
import { addSegments, countOn, type PastSizes } from "./seed/segments.ts";
import { type SeededStore, type StoreCustomer, type StoreOrder, storeAt } from "./seed/store.ts";
import { DAYS, livesOf, passTime } from "./seed/subscribers.ts";

/** The first shop of the simulated store; the second stays as it is, for someone to install the app in. */
const SHOP = "fernhill-supply.myshopify.com";
/** The number of the demo's account whose campaigns one can watch: 20 parts a second. */
const NUMBER = "+18885550142";
const PARTS_PER_SECOND = 20;
/** What the admin's browser says it is; the Shopify library answers 410 to what looks like a robot. */
const BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
const ORDERS = 84;
/** So many of them are owed to the first campaign. */
const EARLIER_ORDERS = 50;

const FIRST = {
  name: "First frost",
  body: "{{ shop.name }}: the first frost is here, {{ customer.first_name }}. Wool blankets are back, 15% off until Sunday with COMEBACK15: {{ link }}",
};
const SECOND = {
  name: "Lantern restock",
  body: "Hi {{ customer.first_name }}, the storm lantern is back at {{ shop.name }}. Last time it was gone in two days: {{ link }}",
};
const THIRD = {
  name: "Thank-you for regulars",
  body: "{{ customer.first_name }}, a small thank-you from {{ shop.name }}: 10% off anything this week with WELCOME10. {{ link }}",
  audience: { kind: "tag" as const, tag: "vip" },
};

/**
 * Gives a fresh demo a store with a past: customers and orders in the store, and in the app an installation, subscribers
 * with their consent, a live flow, two campaigns that were sent, tapped and bought from, and one to finish writing.
 */
const { values: urls } = parseArgs({
  options: Object.fromEntries(
    ["store", "carrier", "people", "clock", "desks", "app", "worker"].map((name) => [
      name,
      { type: "string" as const },
    ]),
  ),
});
const config = readConfig();
const { ctx, providers, close } = await openProcess({ ...config, LOG_LEVEL: "silent" }, "seed");
try {
  await seed(ctx, storeAt(String(urls.store ?? config.SHOPIFY_SIMULATOR_URL), SHOP));
} finally {
  await close();
}

async function seed(ctx: Context, store: SeededStore): Promise<void> {
  const chance = chanceFrom(20_261_124);
  const now = ctx.clock.now();
  const begin = new Date(now.getTime() - DAYS * 86_400_000);
  const [lastWeek, thisWeek] = [weekdayBefore(now, 12), weekdayBefore(now, 5)];
  await ensurePartitions(ctx.db, begin);
  const { customers, orders } = await step("Customers and orders in the store", () => fillStore(store, chance));
  const shopId = await step("The app installed", () => install(ctx, store));
  await step("A number connected, the cart flow live", () => switchOn(ctx, shopId));
  const lives = livesOf(customers, now, chance);
  const { currency, storefrontUrl } = await store.shop();
  const campaign = async (words: { name: string; body: string }, at: Date, by: StoreOrder[]) => {
    const reached = await sendInThePast(ctx, shopId, { ...words, linkUrl: storefrontUrl }, at, chance);
    await liveOn(ctx, shopId, currency, reached, await purchasesOf(ctx, shopId, by), chance);
  };
  await step("Subscribers until last week", () => passTime(ctx, shopId, lives, [begin, lastWeek], chance));
  await step("A campaign, and what came of it", () => campaign(FIRST, lastWeek, orders.slice(0, EARLIER_ORDERS)));
  const sizes: PastSizes[] = [];
  const passDays = async (from: Date, to: Date) => {
    for (const [start, end] of daysBetween(from, to)) {
      await passTime(ctx, shopId, lives, [start, end], chance);
      if (end < now) sizes.push(await countOn(ctx, shopId, end));
    }
  };
  await step("A week more", () => passDays(lastWeek, thisWeek));
  await step("Another campaign", () => campaign(SECOND, thisWeek, orders.slice(EARLIER_ORDERS)));
  await step("The days since", () => passDays(thisWeek, now));
  await step("Segments and a list", () => addSegments(ctx, shopId, sizes));
  await createCampaign(ctx, shopId, { ...THIRD, linkUrl: storefrontUrl });
}

async function fillStore(
  store: SeededStore,
  chance: Chance,
): Promise<{ customers: StoreCustomer[]; orders: StoreOrder[] }> {
  await store.addCustomers({ count: 2_300, consent: 0.92, seed: 7, startAt: 0, tags: [] });
  await store.addCustomers({ count: 420, consent: 0.97, seed: 8, startAt: 2_400, tags: ["vip"] });
  await store.addCustomers({ count: 160, consent: 0.95, seed: 9, startAt: 2_900, tags: ["wholesale"] });
  const customers = await store.customers();
  const { products } = await store.shop();
  const buyers = customers.filter(({ smsConsent, phone }) => smsConsent.state === "SUBSCRIBED" && phone !== null);
  const orders: StoreOrder[] = [];
  for (let i = 0; i < ORDERS; i++) {
    const buyer = buyers[Math.floor(((i + chance.draw()) / ORDERS) * buyers.length)];
    const product = products[Math.floor(chance.draw() ** 1.5 * products.length)];
    if (buyer && product) orders.push(await store.order(buyer, product.handle, chance.isLucky(0.2) ? 2 : 1));
  }
  return { customers, orders };
}

/** As a merchant does it: the store grants the app, and the app's first page exchanges the token. */
async function install({ db }: Context, store: SeededStore): Promise<string> {
  await store.install();
  const page = await fetch(await store.launchUrl(), { headers: { "user-agent": BROWSER } });
  if (!page.ok) throw new Error(`The app's first page answered ${page.status}.`);
  const { id } = await db.prisma.shop.findUniqueOrThrow({ where: { domain: SHOP } });
  return id;
}

async function switchOn(ctx: Context, shopId: string): Promise<void> {
  const [provider] = Object.values(providers);
  if (!provider) throw new Error("No SMS provider is configured.");
  const senderId = await connectSender(ctx, provider, shopId, NUMBER);
  await setSenderRate(ctx, shopId, senderId, PARTS_PER_SECOND);
  const flow = await ctx.db.prisma.flow.findFirstOrThrow({ where: { shopId, preset: "abandoned-cart" } });
  await publishFlow(ctx, shopId, flow.id);
}

/** The store's orders by the subscribers who placed them. */
async function purchasesOf({ db }: Context, shopId: string, orders: StoreOrder[]): Promise<Purchase[]> {
  const people = await db.prisma.subscriber.findMany({ where: { shopId }, select: { id: true, customerId: true } });
  const idOf = new Map(people.map((person) => [person.customerId, person.id]));
  return orders.flatMap((order) => {
    const subscriberId = idOf.get(String(order.customerId));
    return subscriberId ? [{ order, subscriberId }] : [];
  });
}

/** From one moment to another in steps of a day; the last may be shorter. */
function daysBetween(from: Date, to: Date): [Date, Date][] {
  const days: [Date, Date][] = [];
  for (let start = from; start < to; ) {
    const end = new Date(Math.min(start.getTime() + 86_400_000, to.getTime()));
    days.push([start, end]);
    start = end;
  }
  return days;
}

/** The last Tuesday to Thursday at least so many days ago, 17:00 UTC: late morning in the East. */
function weekdayBefore(now: Date, daysAgo: number): Date {
  for (let days = daysAgo; ; days += 1) {
    const day = new Date(now.getTime() - days * 86_400_000);
    if (day.getUTCDay() >= 2 && day.getUTCDay() <= 4) return new Date(`${day.toISOString().slice(0, 10)}T17:00:00Z`);
  }
}
