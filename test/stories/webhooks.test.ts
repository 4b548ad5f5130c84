import { expect, test } from "vitest";
import { publishFlow } from "#domain/flows/publishing/publish";
import { linkIn, PHONE_BROWSER } from "./phone-browser.ts";
import { postWebhook } from "./signed-webhook.ts";
import { stateOfShop } from "./state-of-shop.ts";
import type { StoreControl } from "./store-control.ts";
import { BLUEBIRD, FERNHILL, NUMBERS, openStory } from "./story-world.ts";
import { until } from "./until.ts";

const world = await openStory();
const { ctx } = world;
const { everyShop: prisma } = ctx.db;
const MINUTE = 60_000;

const [clean, noisy] = [world.store(FERNHILL), world.store(BLUEBIRD)];
const stores = [clean, noisy];
const shopIds = new Map<string, string>();
for (const [place, { domain }] of stores.entries()) {
  const shopId = await world.install(domain);
  await world.connect(shopId, NUMBERS[place]);
  shopIds.set(domain, shopId);
  for (const flow of await prisma.flow.findMany({ where: { shopId } })) await publishFlow(ctx, shopId, flow.id);
}
const idOf = ({ domain }: StoreControl) => shopIds.get(domain) ?? "";

interface Person {
  phone: string;
  email: string;
  firstName: string;
  lastName: string;
}

const person = (firstName: string, last4: string): Person => ({
  phone: `+1212555${last4}`,
  email: `${firstName.toLowerCase()}@example.test`,
  firstName,
  lastName: "Berg",
});

/** In every store at once, a minute later. */
async function inEach<Answer>(act: (store: StoreControl) => Promise<Answer>): Promise<Answer[]> {
  await world.advance(MINUTE);
  return Promise.all(stores.map(act));
}

/** Lets the delayed deliveries come in the order that chance has given them, and the worker finish with them. */
async function letEventsArrive(minutes = 11): Promise<void> {
  for (let half = 0; half < minutes * 2; half += 1) {
    await world.advance(MINUTE / 2);
    await Promise.all(stores.map((store) => store.settle()));
  }
  await allRead();
}

async function eventsOfPeople(store: StoreControl): Promise<number> {
  return (await store.deliveries()).filter(({ topic }) => topic !== "products/update").length;
}

function allRead(): Promise<true> {
  return until(
    "every delivery has been worked on",
    async () => (await prisma.intake.count({ where: { state: "pending" } })) === 0,
  );
}

test("each delivery doubled and out of order comes to the same as each once and in order", async () => {
  for (const store of stores) {
    const products = (await store.get<{ products: { handle: string }[] }>("")).products;
    for (const { handle } of products) await store.post(`products/${handle}`, { priceCents: 4_200 });
  }
  await noisy.post("behaviour", {
    duplicateProbability: 1,
    reorderProbability: 1,
    reorderWindowMs: 10 * MINUTE,
    seed: 3,
  });

  const ada = person("Ada", "0101");
  const bob = person("Bob", "0102");
  const cy = person("Cy", "0103");
  const dee = person("Dee", "0104");
  const eve = person("Eve", "0105");
  const fay = person("Fay", "0106");
  type Made = { token: string; id: number };
  const adas = await inEach((store) => store.post<Made>("checkouts", { ...ada, consent: true }));
  const bobs = await inEach((store) => store.post<Made>("checkouts", { ...bob, consent: true }));
  const cys = await inEach((store) => store.post<Made>("customers", { ...cy, consent: true }));
  const dees = await inEach((store) => store.post<Made>("checkouts", { ...dee, consent: true }));
  await inEach((store) => store.post("checkouts", { ...fay, consent: false }));
  const each = (made: Made[], path: (one: Made) => string, body: object = {}) =>
    inEach((store) => store.post<Made>(path(made[stores.indexOf(store)] as Made), body));
  const bobsOrders = await each(bobs, ({ token }) => `checkouts/${token}/pay`);
  await each(cys, ({ id }) => `customers/${id}/consent`, { state: "UNSUBSCRIBED" });
  await each(dees, ({ token }) => `checkouts/${token}`, { items: [{ quantity: 3 }] });
  const eves = await inEach((store) => store.post<Made>("orders", { ...eve, consent: true }));
  await letEventsArrive();
  expect(await eventsOfPeople(noisy)).toBe(2 * (await eventsOfPeople(clean)));

  await world.advance(61 * MINUTE);
  const texts = await inEach((store) =>
    until(`Ada's text from ${store.domain}`, () =>
      prisma.message.findFirst({
        where: { shopId: idOf(store), phone: ada.phone, class: "flow", state: "delivered" },
      }),
    ),
  );
  // Within seconds of the hand-over a tap is uncertain.
  await world.advance(MINUTE);
  const sources = await Promise.all(
    stores.map(async (store, place) => {
      const text = texts[place] ?? { body: null };
      const link = linkIn(text.body);
      const tapped = await fetch(link, { redirect: "manual", headers: { "User-Agent": PHONE_BROWSER } });
      const landing = new URL(tapped.headers.get("Location") ?? "");
      await until("her tap", () => prisma.click.findFirst({ where: { shopId: idOf(store), counted: true } }));
      return landing.pathname + landing.search;
    }),
  );
  const paid = await inEach((store) => {
    const place = stores.indexOf(store);
    return store.post<Made>(`checkouts/${adas[place]?.token}/pay`, { landingSite: sources[place] });
  });
  await each(paid, ({ id }) => `orders/${id}/refund`, { amountCents: 500 });
  await each(bobsOrders, ({ id }) => `orders/${id}/cancel`);
  await each(eves, ({ id }) => `orders/${id}/fulfill`);
  await letEventsArrive();

  const [once, twice] = await Promise.all(stores.map((store) => stateOfShop(ctx.db, idOf(store))));
  expect(twice).toEqual(once);
  expect(once?.subscribers.map(({ phone, marketing }) => [phone, marketing])).toEqual([
    [ada.phone, "subscribed"],
    [bob.phone, "subscribed"],
    [cy.phone, "unsubscribed"],
    [dee.phone, "subscribed"],
    [eve.phone, "subscribed"],
    [fay.phone, "never"],
  ]);
  expect(once?.texts.map(({ phone, of }) => [phone, of])).toEqual([
    [ada.phone, "flow"],
    [ada.phone, "transactional"],
    [bob.phone, "transactional"],
    [dee.phone, "flow"],
    [eve.phone, "transactional"],
  ]);
  expect(once?.orders.map(({ who, isCancelled }) => [who, isCancelled])).toEqual([
    [ada.phone, false],
    [bob.phone, true],
    [eve.phone, false],
  ]);
  expect(once?.attributions).toEqual([
    { who: ada.phone, sourceKind: "flow", totalMicros: expect.any(Number), refundedMicros: 5_000_000 },
  ]);
  expect((await world.carrier.summary()).duplicatedRefs).toEqual([]);
});

test("an order that is told before its own checkout keeps its buyer from a reminder", async () => {
  const gus = person("Gus", "0107");
  await clean.post("behaviour", { dropProbability: 1 });
  const { token } = await clean.post<{ token: string }>("checkouts", { ...gus, consent: true });
  await clean.post("behaviour", { dropProbability: 0 });
  await world.advance(MINUTE);
  await clean.post(`checkouts/${token}/pay`);
  await clean.settle();
  await allRead();
  for (const { id } of await clean.deliveries({ status: "dropped" })) await clean.post(`deliveries/${id}/resend`);
  await clean.settle();
  await allRead();

  await world.advance(61 * MINUTE);
  await until("the confirmation of his order", () =>
    prisma.message.findFirst({ where: { phone: gus.phone, class: "transactional", state: "delivered" } }),
  );
  const shopId = idOf(clean);
  expect(await prisma.checkout.findUnique({ where: { shopId_token: { shopId, token } } })).toMatchObject({
    completedAt: expect.any(Date),
    recoveryUrl: expect.stringMatching(/\/checkouts\/.+\/recover\?key=/),
  });
  expect(await prisma.enrollment.count({ where: { shopId, subject: token, state: { not: "exited" } } })).toBe(0);
  expect(await prisma.message.count({ where: { phone: gus.phone, class: "flow" } })).toBe(0);
});

test("among hundreds of deliveries, those that no one can read are recorded as refused and block no one", async () => {
  const shopId = idOf(clean);
  const { domain } = clean;
  const template = (await clean.deliveries({ topic: "customers/create" })).at(-1)?.body ?? {};
  const triggeredAt = ctx.clock.now();
  const good = Array.from({ length: 300 }, (_, number) => ({
    topic: "customers/update",
    body: JSON.stringify({ ...template, id: 9_000_000 + number, phone: `+1917555${String(1_000 + number)}` }),
  }));
  /** No JSON object: the endpoint says so, and nothing is recorded. */
  const unreadable = {
    "cut off": { topic: "customers/update", body: '{"id": 1, "phone": "+1212' },
    "one bad byte": { topic: "customers/update", body: Buffer.from([0x7b, 0xff, 0xfe, 0x00, 0x7d]) },
    "not an object": { topic: "checkouts/create", body: "[]" },
  };
  const bad = {
    "another shape": { topic: "orders/create", body: '{"id": {"nested": true}, "line_items": 7}' },
    "a topic we never asked for": { topic: "inventory_levels/update", body: "{}" },
    "a letter that is none": {
      topic: "customers/update",
      body: JSON.stringify({ ...template, first_name: "N\u0000l" }),
    },
    "too large": { topic: "customers/update", body: `{"note":"${"x".repeat(9_000_000)}"}` },
  };
  const all = [...good, ...Object.values(bad)].sort(
    (one, other) =>
      // Any order will do, as long as the bad ones stand among the good.
      (String(one.body).length % 7) - (String(other.body).length % 7),
  );
  const statuses = await Promise.all(
    all.map((webhook) => postWebhook(world.web.url, { domain, triggeredAt, ...webhook })),
  );
  expect(new Set(statuses)).toEqual(new Set([200]));
  for (const webhook of Object.values(unreadable))
    expect(await postWebhook(world.web.url, { domain, triggeredAt, ...webhook })).toBe(400);
  await allRead();

  expect(await prisma.subscriber.count({ where: { shopId, phone: { startsWith: "+1917555" } } })).toBe(300);
  const refused = await prisma.intake.findMany({ where: { state: "refused" } });
  expect(refused).toHaveLength(Object.keys(bad).length);
  for (const { reason } of refused) expect(reason).toMatch(/^[A-Z].*\w{3}/);
  expect(refused.map(({ reason }) => reason)).toContainEqual(expect.stringContaining("too large"));
  expect(refused.map(({ reason }) => reason)).toContainEqual(expect.stringContaining("inventory_levels/update"));
  expect(await prisma.intake.count({ where: { state: "failed" } })).toBe(0);
});

test("what the store tells of orders and checkouts names the store's own number, and another store's is refused", async () => {
  const { storeNumber } = await prisma.shop.findUniqueOrThrow({ where: { id: idOf(clean) } });
  const bodyOf = async (topic: string) => (await clean.deliveries({ topic })).at(-1)?.body as Record<string, unknown>;
  const [order, checkout] = [await bodyOf("orders/create"), await bodyOf("checkouts/create")];
  expect(order.order_status_url).toContain(`/${storeNumber}/orders/`);
  expect(checkout.abandoned_checkout_url).toContain(`/${storeNumber}/checkouts/`);
  // A genuine delivery of this store's, in the other's name.
  const before = await prisma.intake.count({ where: { state: "refused" } });
  const told = { domain: noisy.domain, triggeredAt: ctx.clock.now() };
  await postWebhook(world.web.url, { ...told, topic: "orders/create", body: JSON.stringify(order) });
  await postWebhook(world.web.url, { ...told, topic: "checkouts/create", body: JSON.stringify(checkout) });
  await allRead();
  expect(await prisma.intake.count({ where: { state: "refused" } })).toBe(before + 2);
  expect(await prisma.order.count({ where: { shopId: idOf(noisy), id: String(order.id) } })).toBe(0);
});
