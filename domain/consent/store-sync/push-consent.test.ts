import { beforeEach, describe, expect, test } from "vitest";
import { recordConsent } from "#domain/consent/record";
import type { StoreTrouble } from "#domain/shops/store-answer";
import { aContext } from "../../../test/factories/context.ts";
import { aShop } from "../../../test/factories/shop.ts";
import { aSubscriber } from "../../../test/factories/subscriber.ts";
import { emptyDatabase } from "../../../test/setup/per-worker.ts";
import { pushConsent } from "./push-consent.ts";
import type { ConsentToPush, StoreConsent, StoreConsentClient } from "./store.ts";

const ctx = aContext();
const { db, clock } = ctx;
const { everyShop: prisma } = db;
const MINUTE = 60_000;
beforeEach(emptyDatabase);

type Person = Awaited<ReturnType<typeof aSubscriber>>;

/** A store's own records, as far as they are about consent. */
function aStore() {
  const records = new Map<string, StoreConsent>();
  const written: (ConsentToPush & { customerId: string })[] = [];
  const behaviour: {
    trouble: StoreTrouble | null;
    restMs: number;
    refusal: string | null;
    onRead?: () => Promise<void>;
  } = {
    trouble: null,
    restMs: 0,
    refusal: null,
  };
  const answer = <Answer>(value: Answer) => {
    const { trouble, restMs } = behaviour;
    if (trouble) return { kind: "trouble" as const, trouble, detail: "It said so." };
    return { kind: "answer" as const, answer: value, restMs };
  };
  const store: StoreConsentClient = {
    async read(_, customerId) {
      await behaviour.onRead?.();
      return answer(records.get(customerId) ?? null);
    },
    async write(_, customerId, { state, optInLevel, decidedAt }) {
      if (behaviour.trouble || behaviour.refusal !== null) return answer(behaviour.refusal);
      written.push({ customerId, state, optInLevel, decidedAt });
      records.set(customerId, { phone: records.get(customerId)?.phone ?? null, state, at: decidedAt });
      return answer(null);
    },
  };
  return { store, records, written, behaviour };
}

async function aCustomer(shop: ReturnType<typeof aStore>, shopId: string, customerId: string): Promise<Person> {
  const person = await aSubscriber(db, { shopId, customerId });
  shop.records.set(customerId, { phone: person.phone, state: "subscribed", at: person.marketingAt });
  return person;
}

function stop({ shopId, id: subscriberId }: Person) {
  const decision = { shopId, subscriberId, state: "unsubscribed", source: "inbound-text" } as const;
  return db.transaction((tx) => recordConsent(tx, ctx, [{ ...decision, occurredAt: clock.now() }]));
}

const noticeOf = ({ id }: Person) => prisma.storeConsent.findFirst({ where: { subscriberId: id } });
const drift = async (shopId: string) => {
  const row = await prisma.consentDrift.findFirst({ where: { shopId } });
  return row && [Number(row.compared), Number(row.conflicts)];
};

describe("telling a store", () => {
  test("writes what was decided here, at its time, and once", async () => {
    const shop = aStore();
    const { id: shopId } = await aShop(db);
    const ada = await aCustomer(shop, shopId, "1");
    await stop(ada);
    expect(await noticeOf(ada)).toMatchObject({ state: "unsubscribed", because: "decision", dueAt: clock.now() });
    expect(await pushConsent({ ...ctx, store: shop.store }, shopId)).toBe(false);
    await pushConsent({ ...ctx, store: shop.store }, shopId);
    expect(shop.written).toEqual([
      { customerId: "1", state: "unsubscribed", optInLevel: "single", decidedAt: clock.now() },
    ]);
    expect(await noticeOf(ada)).toMatchObject({ dueAt: null, toldAt: clock.now(), trouble: null });
    expect(await drift(shopId)).toEqual([1, 0]);
  });

  test("that is away tries again at growing intervals, and holds up no one's other news", async () => {
    const shop = aStore();
    const { id: shopId } = await aShop(db);
    const [ada, bob] = [await aCustomer(shop, shopId, "1"), await aCustomer(shop, shopId, "2")];
    await stop(ada);
    clock.advance(1);
    await stop(bob);
    shop.behaviour.trouble = "unavailable";
    await pushConsent({ ...ctx, store: shop.store }, shopId);
    expect(await noticeOf(ada)).toMatchObject({ attempts: 1, trouble: "unavailable: It said so." });
    expect(await noticeOf(bob)).toMatchObject({ attempts: 0, trouble: null });
    expect(((await noticeOf(ada))?.dueAt?.getTime() ?? 0) - clock.now().getTime()).toBe(MINUTE);
    clock.advance(MINUTE);
    await pushConsent({ ...ctx, store: shop.store }, shopId);
    const notices = await prisma.storeConsent.findMany();
    expect(notices.reduce((sum, { attempts }) => sum + attempts, 0)).toBe(2);
    shop.behaviour.trouble = null;
    clock.advance(10 * MINUTE);
    await pushConsent({ ...ctx, store: shop.store }, shopId);
    expect(shop.written).toHaveLength(2);
    expect(await drift(shopId)).toEqual([2, 0]);
  });

  test("that refuses is not asked again, and the reason stays", async () => {
    const shop = aStore();
    const { id: shopId } = await aShop(db);
    const [ada, bob] = [await aCustomer(shop, shopId, "1"), await aCustomer(shop, shopId, "2")];
    await stop(ada);
    shop.behaviour.refusal = "A phone number is required.";
    await pushConsent({ ...ctx, store: shop.store }, shopId);
    expect(await noticeOf(ada)).toMatchObject({ dueAt: null, toldAt: null, trouble: "A phone number is required." });
    shop.behaviour.refusal = null;
    shop.behaviour.trouble = "refused";
    await stop(bob);
    await pushConsent({ ...ctx, store: shop.store }, shopId);
    expect(await noticeOf(bob)).toMatchObject({ dueAt: null, toldAt: null, trouble: "It said so." });
  });

  test("leaves alone what is in step, and a customer with another number", async () => {
    const shop = aStore();
    const { id: shopId } = await aShop(db);
    const [ada, bob] = [await aCustomer(shop, shopId, "1"), await aCustomer(shop, shopId, "2")];
    await stop(ada);
    await stop(bob);
    shop.records.set("1", { phone: ada.phone, state: "unsubscribed", at: clock.now() });
    shop.records.set("2", { phone: "+12125550000", state: "subscribed", at: clock.now() });
    await pushConsent({ ...ctx, store: shop.store }, shopId);
    expect(shop.written).toEqual([]);
    expect([(await noticeOf(ada))?.trouble, (await noticeOf(bob))?.trouble]).toEqual(["in-step", "another-number"]);
  });

  test("rests when the store asks for it, and the rest of the news waits", async () => {
    const shop = aStore();
    const { id: shopId } = await aShop(db);
    const people = [await aCustomer(shop, shopId, "1"), await aCustomer(shop, shopId, "2")];
    for (const person of people) await stop(person);
    shop.behaviour.restMs = 5_000;
    expect(await pushConsent({ ...ctx, store: shop.store }, shopId)).toBe(false);
    expect(shop.written).toHaveLength(1);
    expect(await prisma.storeConsent.findMany({ where: { dueAt: { not: null } } })).toMatchObject([
      { dueAt: new Date(clock.now().getTime() + 5_000), attempts: 0 },
    ]);
  });

  test("whose worker died is taken up by another, later", async () => {
    const shop = aStore();
    const { id: shopId } = await aShop(db);
    const ada = await aCustomer(shop, shopId, "1");
    await stop(ada);
    shop.behaviour.onRead = () => Promise.reject(new Error("killed"));
    await expect(pushConsent({ ...ctx, store: shop.store }, shopId)).rejects.toThrow("killed");
    delete shop.behaviour.onRead;
    await pushConsent({ ...ctx, store: shop.store }, shopId);
    expect(shop.written).toEqual([]);
    clock.advance(5 * MINUTE);
    await pushConsent({ ...ctx, store: shop.store }, shopId);
    expect(shop.written).toHaveLength(1);
  });

  test("tells the newest word when another came in the middle", async () => {
    const shop = aStore();
    const { id: shopId } = await aShop(db);
    const ada = await aCustomer(shop, shopId, "1");
    await stop(ada);
    shop.behaviour.onRead = async () => {
      delete shop.behaviour.onRead;
      clock.advance(2_000);
      const start = { shopId, subscriberId: ada.id, state: "subscribed", source: "inbound-text" } as const;
      await db.transaction((tx) => recordConsent(tx, ctx, [{ ...start, occurredAt: clock.now() }]));
    };
    await pushConsent({ ...ctx, store: shop.store }, shopId);
    expect(shop.written).toEqual([]);
    shop.records.set("1", { phone: ada.phone, state: "unsubscribed", at: new Date(0) });
    await pushConsent({ ...ctx, store: shop.store }, shopId);
    expect(shop.written).toMatchObject([{ state: "subscribed" }]);
  });

  test("that has uninstalled is told nothing any more", async () => {
    const shop = aStore();
    const { id: shopId } = await aShop(db);
    const ada = await aCustomer(shop, shopId, "1");
    await stop(ada);
    await prisma.shop.update({ where: { id: shopId }, data: { uninstalledAt: clock.now() } });
    expect(await pushConsent({ ...ctx, store: shop.store }, shopId)).toBe(false);
    expect(await noticeOf(ada)).toMatchObject({ dueAt: null, trouble: "uninstalled" });
  });
});
