import { expect, test } from "vitest";
import { optOutByMerchant } from "#domain/consent/opt-out-by-merchant";
import { FERNHILL, NUMBERS, openStory } from "./story-world.ts";
import { until } from "./until.ts";

// What a shopper decides here is known to the store, and the other way round, each told once.

const world = await openStory();
const { ctx, carrier } = world;
const { everyShop: prisma } = ctx.db;
const store = world.store(FERNHILL);
const shopId = await world.install(FERNHILL);
await world.connect(shopId);

interface StoreCustomer {
  id: number;
  phone: string;
  smsConsent: { state: string; optInLevel: string; updatedAt: string | null };
}

const allRead = async () => {
  await store.settle();
  await until("all news worked on", async () => (await prisma.intake.count({ where: { state: "pending" } })) === 0);
};
const person = (phone: string) => prisma.subscriber.findFirstOrThrow({ where: { shopId, phone } });
const storedRecord = async (phone: string) => {
  const customers = await store.get<StoreCustomer[]>("customers");
  const found = customers.find((it) => it.phone === phone);
  if (!found) throw new Error(`The store has no customer with ${phone}.`);
  return found;
};
const storedState = async (phone: string) => (await storedRecord(phone)).smsConsent.state;
const ledgerOf = async (phone: string) =>
  prisma.consentEvent.findMany({ where: { shopId, subscriberId: (await person(phone)).id }, orderBy: { id: "asc" } });
const allTold = () =>
  until("everything told", async () => (await prisma.storeConsent.count({ where: { dueAt: { not: null } } })) === 0);

async function aCustomer(phone: string): Promise<number> {
  const { id } = await store.post<{ id: number }>("customers", { phone, firstName: "Ada", consent: true });
  await allRead();
  return id;
}

const says = (id: number, state: string) => store.post(`customers/${id}/consent`, { state });

test("a STOP is known to the store, a START too, and neither comes back as news", async () => {
  const phone = "+12125550401";
  await aCustomer(phone);
  await world.advance(60_000);
  await carrier.textIn(phone, NUMBERS[0], "STOP");
  await until("the store knows of the STOP", async () => (await storedState(phone)) === "UNSUBSCRIBED");
  await allRead();
  await allTold();
  expect((await ledgerOf(phone)).map(({ source, state }) => `${source} ${state}`)).toEqual([
    "shopify subscribed",
    "inbound-text unsubscribed",
  ]);
  await world.advance(60_000);
  await carrier.textIn(phone, NUMBERS[0], "START");
  await until("the store knows of the START", async () => (await storedState(phone)) === "SUBSCRIBED");
  await allRead();
  await allTold();
  expect(await ledgerOf(phone)).toHaveLength(3);
  expect(await person(phone)).toMatchObject({ marketing: "subscribed" });
  const writes = await store.get<{ phone: string; by: string }[]>("consents");
  expect(writes.filter((it) => it.phone === phone && it.by === "app")).toHaveLength(2);
});

test("what the store's staff decides counts here, and is not told back", async () => {
  const phone = "+12125550402";
  const id = await aCustomer(phone);
  await world.advance(60_000);
  await says(id, "UNSUBSCRIBED");
  await allRead();
  expect(await person(phone)).toMatchObject({ marketing: "unsubscribed" });
  await world.advance(60_000);
  await says(id, "SUBSCRIBED");
  await allRead();
  expect(await person(phone)).toMatchObject({ marketing: "subscribed" });
  expect(await prisma.storeConsent.count({ where: { subscriberId: (await person(phone)).id } })).toBe(0);
});

test("when the store says yes and we have heard a no, both end with the no, and the drift is counted", async () => {
  const phone = "+12125550403";
  const id = await aCustomer(phone);
  await world.advance(60_000);
  await optOutByMerchant(ctx, shopId, (await person(phone)).id);
  await until("the store knows of it", async () => (await storedState(phone)) === "UNSUBSCRIBED");
  await world.advance(60_000);
  await says(id, "SUBSCRIBED");
  await allRead();
  await until("the store has been set right", async () => (await storedState(phone)) === "UNSUBSCRIBED");
  await allRead();
  await allTold();
  expect(await person(phone)).toMatchObject({ marketing: "unsubscribed" });
  expect((await ledgerOf(phone)).at(-1)).toMatchObject({ source: "shopify", applied: false, reason: "refused-here" });
  expect(await prisma.consentDrift.findFirst({ where: { shopId } })).toMatchObject({ conflicts: 1n });
  const writes = await store.get<{ phone: string; by: string }[]>("consents");
  expect(writes.filter((it) => it.phone === phone && it.by === "app")).toHaveLength(2);
});

test("a number that became a customer's after its STOP is told as soon as the customer is known", async () => {
  const phone = "+12125550404";
  await carrier.textIn(phone, NUMBERS[0], "STOP");
  await allRead();
  expect(await prisma.storeConsent.count({ where: { subscriberId: (await person(phone)).id } })).toBe(0);
  await world.advance(60_000);
  await aCustomer(phone);
  await until("the store knows of the STOP", async () => (await storedState(phone)) === "UNSUBSCRIBED");
  expect(await person(phone)).toMatchObject({ marketing: "unsubscribed" });
});

test("what happened while the store could not be asked is told when it can", async () => {
  const phone = "+12125550405";
  await aCustomer(phone);
  await store.post("tokens/revoke");
  await prisma.session.deleteMany({ where: { shop: FERNHILL } });
  await carrier.textIn(phone, NUMBERS[0], "STOP");
  await until("the attempt", () => prisma.storeConsent.findFirst({ where: { trouble: { startsWith: "no-token" } } }));
  expect(await storedState(phone)).toBe("SUBSCRIBED");
  await fetch(await store.launchUrl(), { headers: { "User-Agent": "Mozilla/5.0 Chrome/140.0.0.0 Safari/537.36" } });
  await world.advance(11 * 60_000);
  await until("the store knows of it", async () => (await storedState(phone)) === "UNSUBSCRIBED");
});

test("the store's own record holds nothing of this that we were not told", async () => {
  await world.advance(25 * 60_000);
  const due = ctx.clock.now();
  const customers = () => prisma.reconciliation.findFirst({ where: { shopId, topic: "customers" } });
  await until("the store's record has been looked through", async () => {
    const row = await customers();
    if (row?.passUntil === null && row.watermark.getTime() > due.getTime() - 15 * 60_000) return true;
    await world.advance(60_000);
    return false;
  });
  expect(await customers()).toMatchObject({ missed: 0n });
});
