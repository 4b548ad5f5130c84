import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { advanceEnrollments } from "#domain/flows/advance";
import { insertDeliveries } from "#domain/intake/insert-deliveries";
import { workIntake } from "#domain/intake/work";
import { reconcileShop } from "#domain/reconciliation/reconcile";
import { newId } from "#platform/ids";
import { adminClient } from "#shopify/admin-client";
import { connectSimulatedStore } from "#shopify/simulator";
import { storeRecord } from "#shopify/store-record";
import { webhookWorker } from "../../workers/intake-webhook.ts";
import { aContext } from "../factories/context.ts";
import { aLiveFlow } from "../factories/flow.ts";
import { aSender } from "../factories/sender.ts";
import { aShop } from "../factories/shop.ts";
import { shop as domain, startRig } from "./store-rig.ts";

// A simulated store over HTTP, and an intake that hears of it only what is carried to it here.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const rig = await startRig();
const ctx = { ...aContext(), clock: rig.clock };
const { prisma } = ctx.db;
connectSimulatedStore(rig.store.url);
await rig.install();
afterAll(() => rig.close());

let token: string | null = await rig.accessToken();
let asked = 0;
const client = adminClient({ accessToken: async () => token, wait: async () => {} });
const record = storeRecord({
  ask: async (...question) => {
    asked += 1;
    return client.ask(...question);
  },
});

let shopId: string;
let heard = 0;
let people = 0;

beforeEach(async () => {
  // Each test is a shop of ours of its own, installed just now in the one store.
  await prisma.shop.updateMany({ where: { domain }, data: { domain: `gone-${newId()}` } });
  await rig.advance(DAY);
  token = await rig.accessToken();
  await rig.settle();
  heard = rig.app.received.length;
  asked = 0;
  ({ id: shopId } = await aShop(ctx.db, { domain, installedAt: ctx.clock.now() }));
});

interface Person {
  phone: string;
  firstName: string;
}

function aPerson(): Person {
  people += 1;
  return { phone: `+1212555${String(6_000 + people)}`, firstName: `Person${people}` };
}

const post = async (path: string, body: object = {}) => (await rig.post(`/control/${domain}/${path}`, body)).body;
const lose = (topic: string, count = 1) => post("behaviour", { dropNext: { [topic]: count } });
const loseAll = (dropProbability: number) => post("behaviour", { dropProbability });

/** Carries what the store has told since to intake, and lets it be worked off. */
async function hear(): Promise<void> {
  await rig.settle();
  const fresh = rig.app.received.slice(heard);
  heard = rig.app.received.length;
  const deliveries = fresh.map(({ topic, headers, rawBody }) => ({
    kind: "webhook" as const,
    source: "shopify",
    topic,
    shopDomain: domain,
    shopId,
    sourceKey: `${shopId} ${topic} ${headers["x-shopify-event-id"]}`,
    triggeredAt: new Date(String(headers["x-shopify-triggered-at"])),
    url: null,
    body: Buffer.from(rawBody),
  }));
  if (deliveries.length > 0) await insertDeliveries(ctx.db, deliveries, ctx.clock.now());
  await readAll();
}

async function readAll(): Promise<void> {
  while (await workIntake(ctx, "webhook", webhookWorker(ctx)));
}

/** Lets so much time pass, and the reconciler have its turns and intake its work until neither finds any more. */
async function reconcile(afterMs = 11 * MINUTE): Promise<void> {
  await rig.advance(afterMs);
  for (let turns = 0; turns < 6; turns += 1) {
    await reconcileShop({ ...ctx, record }, shopId);
    await readAll();
    await rig.advance(MINUTE + 1_000);
  }
}

async function drift(): Promise<Record<string, number>> {
  const rows = await prisma.reconciliation.findMany({ where: { shopId } });
  return Object.fromEntries(rows.map(({ topic, missed }) => [topic, Number(missed)]));
}

const watermarks = async () =>
  (await prisma.reconciliation.findMany({ where: { shopId }, orderBy: { topic: "asc" } })).map((it) => it.watermark);
const found = () => prisma.intakeKey.findMany({ where: { sourceKey: { startsWith: `reconcile:${shopId}:` } } });
const subscriber = ({ phone }: Person) => prisma.subscriber.findFirst({ where: { shopId, phone } });
const NOTHING = { customers: 0, orders: 0, checkouts: 0 };

describe("what the store's record holds", () => {
  test("and deliveries have told, is compared and found complete", async () => {
    const ada = aPerson();
    const cart = await post("checkouts", { ...ada, consent: true });
    await post("checkouts", { ...aPerson(), consent: true });
    await rig.advance(MINUTE);
    const order = await post(`checkouts/${cart.token}/pay`);
    await post(`orders/${order.id}/refund`, { amountCents: 500 });
    await hear();
    await reconcile();
    expect(await drift()).toEqual(NOTHING);
    expect(await found()).toEqual([]);
    expect(await prisma.reconciliation.findMany({ where: { shopId, compared: { gt: 0 } } })).toHaveLength(3);
  });

  test("and no delivery has told, is found once", async () => {
    const ada = aPerson();
    await loseAll(1);
    const order = await post("orders", { ...ada, consent: true });
    await post(`orders/${order.id}/refund`, { amountCents: 500 });
    await post("checkouts", { ...ada, consent: true, items: [{ quantity: 2 }] });
    await loseAll(0);
    await reconcile();
    expect(await drift()).toEqual({ customers: 1, orders: 1, checkouts: 1 });
    expect(await subscriber(ada)).toMatchObject({ marketing: "subscribed", firstName: ada.firstName });
    const whose = { shopId, subscriberId: (await subscriber(ada))?.id ?? "" };
    const [placed] = await prisma.order.findMany({ where: whose });
    expect(placed).toMatchObject({ id: String(order.id), refundedMicros: 5_000_000n, name: order.name });
    expect(placed?.lines).toHaveLength(1);
    expect(await prisma.checkout.findMany({ where: { ...whose, completedAt: null } })).toMatchObject([
      { recoveryUrl: expect.stringContaining("/recover?key="), currency: "USD", checkoutId: expect.any(String) },
    ]);
    const before = await prisma.event.count({ where: { shopId } });
    await reconcile(HOUR);
    expect(await drift()).toEqual({ customers: 1, orders: 1, checkouts: 1 });
    expect(await prisma.event.count({ where: { shopId } })).toBe(before);
  });

  test("is not called missing while its delivery may still be on its way, nor when it comes late after all", async () => {
    await post("behaviour", { isHeld: true });
    await post("orders", aPerson());
    await reconcileShop({ ...ctx, record }, shopId);
    await rig.advance(8 * MINUTE);
    await reconcileShop({ ...ctx, record }, shopId);
    expect(await found()).toEqual([]);
    await post("behaviour", { isHeld: false });
    await hear();
    await reconcile();
    expect(await drift()).toEqual(NOTHING);
  });

  test("and a delivery that comes after it was found changes nothing any more", async () => {
    await post("behaviour", { isHeld: true });
    const ada = aPerson();
    await post("orders", ada);
    await reconcile();
    expect(await drift()).toMatchObject({ orders: 1 });
    const before = await prisma.order.findMany({ where: { shopId } });
    await post("behaviour", { isHeld: false });
    await hear();
    expect(await prisma.order.findMany({ where: { shopId } })).toEqual(before);
  });

  test("is found though the cancellation was all that got lost", async () => {
    const order = await post("orders", aPerson());
    await hear();
    await rig.advance(HOUR);
    await loseAll(1);
    await post(`orders/${order.id}/cancel`);
    await loseAll(0);
    await reconcile();
    expect(await drift()).toMatchObject({ orders: 1, checkouts: 0 });
    expect(await prisma.order.findMany({ where: { shopId } })).toMatchObject([{ cancelledAt: expect.any(Date) }]);
  });

  test("about people who said no in the store is found, and a texted STOP is newer than the yes it holds", async () => {
    const [ada, bob] = [aPerson(), aPerson()];
    const adas = await post("customers", { ...ada, consent: true });
    await post("customers", { ...bob, consent: true });
    await hear();
    await rig.advance(HOUR);
    await lose("customers_marketing_consent/update");
    await post(`customers/${adas.id}/consent`, { state: "UNSUBSCRIBED" });
    const bobs = await subscriber(bob);
    await prisma.consentEvent.create({
      data: {
        shopId,
        id: newId(),
        subscriberId: bobs?.id ?? "",
        phoneHash: bobs?.phoneHash ?? "",
        scope: "marketing",
        state: "unsubscribed",
        source: "inbound-text",
        applied: true,
        occurredAt: ctx.clock.now(),
        recordedAt: ctx.clock.now(),
      },
    });
    await reconcile();
    expect(await drift()).toMatchObject({ customers: 1 });
    expect(await subscriber(ada)).toMatchObject({ marketing: "unsubscribed" });
  });

  test("of before the installation is nobody's news", async () => {
    await loseAll(1);
    await post("orders", aPerson());
    await loseAll(0);
    await rig.advance(HOUR);
    await prisma.shop.update({ where: { id: shopId }, data: { installedAt: ctx.clock.now(), reconcileAt: null } });
    await reconcile(40 * MINUTE);
    expect(await drift()).toEqual(NOTHING);
  });
});

describe("a cart", () => {
  beforeEach(async () => {
    await aSender(ctx.db, { shopId });
    await aLiveFlow(ctx.db, { shopId });
    await prisma.flowVersion.updateMany({ where: { shopId }, data: { createdAt: ctx.clock.now() } });
  });

  const enrollments = () => prisma.enrollment.findMany({ where: { shopId } });

  async function knownAndAgreed(): Promise<Person> {
    const ada = aPerson();
    await post("customers", { ...ada, consent: true });
    await hear();
    return ada;
  }

  test("whose news got lost brings its owner into the flow, once", async () => {
    const ada = await knownAndAgreed();
    await lose("checkouts/create");
    const cart = await post("checkouts", ada);
    await hear();
    expect(await enrollments()).toEqual([]);
    await reconcile();
    await reconcile(HOUR);
    expect(await drift()).toMatchObject({ checkouts: 1 });
    expect(await enrollments()).toMatchObject([{ subject: cart.token, state: "waiting" }]);
  });

  test("is not reminded of when its buyer's order is found beside it", async () => {
    const ada = await knownAndAgreed();
    await lose("checkouts/create");
    const cart = await post("checkouts", ada);
    await loseAll(1);
    await rig.advance(MINUTE);
    await post("orders", ada);
    await loseAll(0);
    await reconcile();
    expect(await drift()).toMatchObject({ orders: 1, checkouts: 1 });
    await rig.advance(2 * HOUR);
    while (await advanceEnrollments(ctx));
    expect(await enrollments()).toMatchObject([{ subject: cart.token, state: "exited", exitedBecause: "ordered" }]);
    expect(await prisma.message.count({ where: { shopId } })).toBe(0);
  });

  test("that was left too long ago to be reminded of is written down and brings nobody in", async () => {
    const ada = await knownAndAgreed();
    await lose("checkouts/create");
    await post("checkouts", ada);
    await hear();
    await reconcile(2 * DAY + MINUTE);
    expect(await drift()).toMatchObject({ checkouts: 1 });
    expect(await prisma.checkout.count({ where: { shopId } })).toBe(1);
    expect(await enrollments()).toEqual([]);
    expect(await prisma.message.count({ where: { shopId } })).toBe(0);
  });

  test("whose link names only the cart is known again when its own token is told", async () => {
    const ada = await knownAndAgreed();
    await lose("checkouts/create");
    const cart = await post("checkouts", ada);
    await hear();
    await reconcile();
    const name = "Z2NwLXVzLWVhc3QxOjAxSkJa";
    await prisma.checkout.updateMany({ where: { shopId }, data: { token: name } });
    await prisma.enrollment.updateMany({ where: { shopId }, data: { subject: name } });
    await rig.advance(MINUTE);
    await post(`checkouts/${cart.token}`, { items: [{ quantity: 3 }] });
    await hear();
    expect(await prisma.checkout.findMany({ where: { shopId } })).toMatchObject([
      { token: name, lines: [{ quantity: 3 }] },
    ]);
    expect(await enrollments()).toHaveLength(1);
    await post(`checkouts/${cart.token}/pay`);
    await hear();
    expect(await enrollments()).toMatchObject([{ state: "exited", exitedBecause: "ordered" }]);
    await reconcile();
    expect(await drift()).toMatchObject({ checkouts: 1, orders: 0 });
  });

  test("keeps the number its buyer typed, which the record does not tell", async () => {
    const typed = aPerson();
    const cart = await post("checkouts", { ...typed, email: "ada@example.test", consent: true });
    await hear();
    await rig.advance(MINUTE);
    await lose("checkouts/update");
    await post(`checkouts/${cart.token}`, { items: [{ quantity: 4 }] });
    await reconcile();
    expect(await drift()).toMatchObject({ checkouts: 1 });
    const [kept] = await prisma.checkout.findMany({ where: { shopId } });
    expect(kept).toMatchObject({ subscriberId: (await subscriber(typed))?.id, lines: [{ quantity: 4 }] });
  });
});

describe("a store", () => {
  test("that cannot be asked now is asked again later from the same place", async () => {
    await reconcile();
    const before = await watermarks();
    await loseAll(1);
    await post("orders", aPerson());
    await loseAll(0);
    token = null;
    await reconcile();
    expect(await watermarks()).toEqual(before);
    expect(await prisma.reconciliation.findMany({ where: { shopId, trouble: "no-token" } })).toHaveLength(1);
    token = await rig.accessToken();
    await reconcile();
    expect(await drift()).toMatchObject({ orders: 1 });
    expect(await prisma.reconciliation.findMany({ where: { shopId, trouble: { not: null } } })).toEqual([]);
  });

  test("whose budget runs low is left alone until it has recovered", async () => {
    await loseAll(1);
    for (let number = 0; number < 3; number += 1) await post("orders", aPerson());
    await loseAll(0);
    await rig.advance(11 * MINUTE);
    await post("throttle", { available: 700 });
    await reconcileShop({ ...ctx, record }, shopId);
    const { reconcileAt } = await prisma.shop.findUniqueOrThrow({ where: { id: shopId } });
    expect(asked).toBeLessThanOrEqual(2);
    expect(reconcileAt?.getTime()).toBeGreaterThan(ctx.clock.now().getTime() + 1_000);
    await post("throttle", { available: 2_000 });
    await reconcile();
    expect(await drift()).toMatchObject({ customers: 3, orders: 3 });
  });

  test("that tells more than a page is gone through page by page", async () => {
    await loseAll(1);
    for (let number = 0; number < 60; number += 1) await post("customers", { ...aPerson(), consent: true });
    await loseAll(0);
    await rig.advance(11 * MINUTE);
    for (let turns = 0; turns < 12; turns += 1) {
      await post("throttle", { available: 2_000 });
      await reconcileShop({ ...ctx, record }, shopId);
      await readAll();
      await rig.advance(MINUTE + 1_000);
    }
    expect(await drift()).toMatchObject({ customers: 60 });
    expect(await prisma.subscriber.count({ where: { shopId, marketing: "subscribed" } })).toBe(60);
  });

  test("that has uninstalled is not asked", async () => {
    await prisma.shop.update({ where: { id: shopId }, data: { uninstalledAt: ctx.clock.now() } });
    await reconcile(HOUR);
    expect(asked).toBe(0);
  });

  test("is not asked while what it told waits to be read", async () => {
    await post("orders", aPerson());
    await rig.settle();
    const [told] = rig.app.received.slice(-1);
    const delivery = {
      kind: "webhook" as const,
      source: "shopify",
      topic: told?.topic ?? "",
      shopDomain: domain,
      shopId,
    };
    const rest = { sourceKey: `${shopId} waits`, triggeredAt: null, url: null, body: Buffer.from(told?.rawBody ?? "") };
    await insertDeliveries(ctx.db, [{ ...delivery, ...rest }], ctx.clock.now());
    await rig.advance(11 * MINUTE);
    await reconcileShop({ ...ctx, record }, shopId);
    expect(asked).toBe(0);
  });

  test("is looked at by two workers at once without being told of anything twice", async () => {
    await loseAll(1);
    for (let number = 0; number < 5; number += 1) await post("orders", aPerson());
    await loseAll(0);
    await rig.advance(11 * MINUTE);
    await prisma.reconciliation.deleteMany({ where: { shopId } });
    const twice = async () => {
      await prisma.shop.update({ where: { id: shopId }, data: { reconcileAt: null } });
      await reconcileShop({ ...ctx, record }, shopId);
    };
    await Promise.all([twice(), twice()]);
    await readAll();
    await reconcile();
    expect(await drift()).toMatchObject({ customers: 5, orders: 5 });
    expect(await found()).toHaveLength(10);
  });
});
