import { expect, test } from "vitest";
import { publishFlow } from "#domain/flows/publishing/publish";
import { FERNHILL, openStory } from "./story-world.ts";
import { until } from "./until.ts";

// A store whose webhooks get lost, and a worker that looks for itself.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const world = await openStory();
const { ctx } = world;
const { everyShop: prisma } = ctx.db;
const store = world.store(FERNHILL);
const shopId = await world.install(FERNHILL);
await world.connect(shopId);
for (const flow of await prisma.flow.findMany({ where: { shopId } })) await publishFlow(ctx, shopId, flow.id);

const person = (firstName: string, last4: string) => ({
  phone: `+1212555${last4}`,
  email: `${firstName.toLowerCase()}@example.test`,
  firstName,
});
const [ada, bob, cy] = [person("Ada", "0111"), person("Bob", "0112"), person("Cy", "0113")];
const lose = (...topics: string[]) =>
  store.post("behaviour", { dropNext: Object.fromEntries(topics.map((topic) => [topic, 1])) });
const texts = (phone: string, of: string) => prisma.message.findMany({ where: { shopId, phone, class: of } });

/** Lets everything that was told be read. */
async function allRead(): Promise<void> {
  await store.settle();
  await until("every delivery has been worked on", async () => {
    return (await prisma.intake.count({ where: { state: "pending" } })) === 0;
  });
}

/** Lets time pass, and the worker look through the store's record until it has caught up with it. */
async function lookedThrough(afterMs: number): Promise<void> {
  await world.advance(afterMs);
  const due = ctx.clock.now();
  await until("the store's record has been looked through", async () => {
    await allRead();
    const rows = await prisma.reconciliation.findMany({ where: { shopId } });
    const reached = new Date(due.getTime() - 11 * MINUTE);
    if (rows.length === 3 && rows.every(({ watermark, passUntil }) => watermark >= reached && passUntil === null))
      return true;
    // After a find the reconciler lets intake have a minute.
    await world.advance(MINUTE);
    return false;
  });
  await allRead();
}

const drift = async () => {
  const rows = await prisma.reconciliation.findMany({ where: { shopId } });
  return Object.fromEntries(rows.map(({ topic, missed }) => [topic, Number(missed)]));
};

test("a lost order stops its cart's reminder, and a lost change of a cart brings one, each once", async () => {
  for (const who of [ada, bob]) await store.post("customers", { ...who, consent: true });
  await allRead();
  const adas = await store.post<{ token: string }>("checkouts", ada);
  await allRead();
  await world.advance(MINUTE);
  await lose("orders/create", "orders/paid", "checkouts/update");
  await store.post(`checkouts/${adas.token}/pay`);
  // The store tells of a nameless cart; that it has become Bob's gets lost.
  const bobs = await store.post<{ token: string }>("checkouts", { email: "guest@example.test" });
  await allRead();
  await lose("checkouts/update");
  await store.post(`checkouts/${bobs.token}`, bob);
  await allRead();
  expect(await prisma.order.count({ where: { shopId } })).toBe(0);
  expect(await prisma.enrollment.findMany({ where: { shopId } })).toMatchObject([
    { subject: adas.token, state: "waiting" },
  ]);

  await lookedThrough(22 * MINUTE);
  expect(await drift()).toEqual({ customers: 0, orders: 1, checkouts: 1 });
  await until("Ada's confirmation", async () => (await texts(ada.phone, "transactional")).length === 1);
  expect(await prisma.enrollment.findFirst({ where: { shopId, subject: adas.token } })).toMatchObject({
    state: "exited",
    exitedBecause: "ordered",
  });
  expect(await prisma.enrollment.findFirst({ where: { shopId, subject: bobs.token } })).toMatchObject({
    state: "waiting",
  });

  await lookedThrough(HOUR);
  await until("Bob's reminder", async () =>
    (await texts(bob.phone, "flow")).some(({ state }) => state === "delivered"),
  );
  await lookedThrough(HOUR);
  expect(await drift()).toEqual({ customers: 0, orders: 1, checkouts: 1 });
  expect(await texts(bob.phone, "flow")).toHaveLength(1);
  expect(await texts(ada.phone, "flow")).toEqual([]);
  expect(await texts(ada.phone, "transactional")).toHaveLength(1);
  expect((await world.carrier.summary()).duplicatedRefs).toEqual([]);
}, 60_000);

test("what is found days later is written down, and no one is texted about it", async () => {
  await store.post("customers", { ...cy, consent: true });
  await allRead();
  await store.post("tokens/revoke");
  await prisma.session.deleteMany({ where: { shop: FERNHILL } });
  await store.post("behaviour", { dropProbability: 1 });
  await store.post("checkouts", cy);
  await store.post("orders", person("Dee", "0114"));
  await store.post("behaviour", { dropProbability: 0 });
  await world.advance(50 * HOUR);
  await until("the store cannot be asked", () =>
    prisma.reconciliation.findFirst({ where: { shopId, trouble: "no-token" } }),
  );

  await fetch(await store.launchUrl(), { headers: { "User-Agent": "Mozilla/5.0 Chrome/140.0.0.0 Safari/537.36" } });
  await lookedThrough(11 * MINUTE);
  expect(await drift()).toMatchObject({ orders: 2, checkouts: 2 });
  const dees = await prisma.subscriber.findFirstOrThrow({ where: { shopId, phone: "+12125550114" } });
  expect(await prisma.order.count({ where: { shopId, subscriberId: dees.id } })).toBe(1);
  const cys = await prisma.subscriber.findFirstOrThrow({ where: { shopId, phone: cy.phone } });
  expect(await prisma.checkout.count({ where: { shopId, subscriberId: cys.id } })).toBe(1);
  await world.advance(2 * HOUR);
  await lookedThrough(11 * MINUTE);
  expect(await prisma.message.count({ where: { shopId, phone: { in: [cy.phone, "+12125550114"] } } })).toBe(0);
  expect(await prisma.enrollment.count({ where: { shopId, subscriberId: { in: [cys.id, dees.id] } } })).toBe(0);
}, 60_000);
