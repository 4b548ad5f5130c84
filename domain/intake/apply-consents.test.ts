import { beforeEach, describe, expect, test } from "vitest";
import { newId } from "#platform/ids";
import { aContext } from "../../test/factories/context.ts";
import { aSender } from "../../test/factories/sender.ts";
import { aShop } from "../../test/factories/shop.ts";
import { emptyDatabase } from "../../test/setup/per-worker.ts";
import { applyStoreEvents } from "./apply-store-events.ts";
import type { StoreEvent } from "./store-event.ts";

const ctx = aContext();
const { db, clock } = ctx;
const { everyShop: prisma } = db;
beforeEach(emptyDatabase);

const nobody = { email: null, firstName: null, lastName: null, shipping: null, billing: null };
const shown = { text: "I agree", formVersion: "3", ip: "203.0.113.9", page: "/" };

function aSignUp(shopId: string, phone: string, seenFrom: { country: string; region: string | null } | null = null) {
  const decidedAt = clock.now();
  const consent = { phone, state: "subscribed", source: "sign-up-form", optInLevel: null, decidedAt, shown } as const;
  const news = { shopId, intakeId: newId(), eventAt: decidedAt };
  return { ...news, kind: "sign-up" as const, person: { customerId: null, phone, ...nobody }, consent, seenFrom };
}

const apply = (events: StoreEvent[]) => db.transaction((tx) => applyStoreEvents(tx, ctx, events));
const questions = () => prisma.message.count({ where: { occurrence: { startsWith: "confirm:" } } });

describe("a sign-up form", () => {
  test("subscribes an American at once, with everything that proves it and the region it came from", async () => {
    const { id: shopId } = await aShop(db);
    await aSender(db, { shopId });
    const signUp = aSignUp(shopId, "+12125550101", { country: "US", region: "FL" });
    await apply([signUp, signUp]);
    expect(await prisma.subscriber.findMany()).toMatchObject([
      { marketing: "subscribed", marketingAt: clock.now(), ruleSignature: expect.stringContaining("US-FL,US-NY@") },
    ]);
    expect(await prisma.consentEvent.findMany()).toMatchObject([
      {
        ...{ source: "sign-up-form", doubleOptIn: null, textShown: "I agree", formVersion: "3", ip: "203.0.113.9" },
        evidence: { page: "/", intakeId: signUp.intakeId },
      },
    ]);
    expect(await questions()).toBe(0);
  });

  test.each([
    ["a German number", "+4915123456789", null],
    ["an American number in Germany", "+12125550101", { country: "DE", region: null }],
  ])("asks %s for double opt-in, once", async (_, phone, seenFrom) => {
    const { id: shopId } = await aShop(db);
    await aSender(db, { shopId });
    const jobs = await apply([aSignUp(shopId, phone, seenFrom)]);
    clock.advance(1_000);
    await apply([aSignUp(shopId, phone, seenFrom)]);
    expect(await prisma.subscriber.findMany()).toMatchObject([{ marketing: "pending" }]);
    expect(await questions()).toBe(1);
    expect(jobs).toContainEqual({ name: "dispatch-transactional", payload: { class: "transactional", shopId } });
  });
});

describe("a box at the checkout", () => {
  const customerId = "77";
  const person = { ...nobody, customerId, phone: "+12125550101" };
  const consent = (source: "checkout" | "shopify", optInLevel: string | null = "single_opt_in") => ({
    ...{ phone: person.phone, state: "subscribed" as const, source, optInLevel, decidedAt: clock.now() },
  });
  const news = (shopId: string) => ({ shopId, intakeId: newId(), eventAt: clock.now() });
  const aCheckout = (shopId: string): StoreEvent => ({
    ...{ ...news(shopId), kind: "checkout", token: "t1", cartToken: null, person, consent: consent("checkout") },
    ...{ recoveryUrl: null, currency: "USD", totalMicros: 1, lines: [], completedAt: null },
  });
  const theStoresWord = (shopId: string, optInLevel?: string): StoreEvent => ({
    ...{ ...news(shopId), kind: "customer-consent", customerId, consent: consent("shopify", optInLevel) },
  });

  test("counts at once unless the shop asks twice there, too; then the store's record of it does not count either", async () => {
    const once = await aShop(db);
    const twice = await aShop(db, {}, { doubleOptIn: "forms-and-checkout" });
    for (const { id: shopId } of [once, twice]) {
      await aSender(db, { shopId });
      await apply([aCheckout(shopId)]);
      await apply([theStoresWord(shopId)]);
    }
    const marketingIn = async ({ id: shopId }: { id: string }) =>
      (await prisma.subscriber.findFirstOrThrow({ where: { shopId } })).marketing;
    expect([await marketingIn(once), await marketingIn(twice)]).toEqual(["subscribed", "pending"]);
    expect(await questions()).toBe(1);
    // The store would have others text them meanwhile: it is told that they are still asked.
    expect(await prisma.storeConsent.findMany()).toMatchObject([{ shopId: twice.id, state: "pending" }]);
    await apply([theStoresWord(twice.id, "confirmed_opt_in")]);
    expect(await marketingIn(twice)).toBe("subscribed");
  });
});
