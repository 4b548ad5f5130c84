import { afterAll, beforeAll, expect, test } from "vitest";
import type { DiscountStore } from "#domain/discounts/store";
import type { StoreAnswer } from "#domain/shops/store-answer";
import { adminClient } from "#shopify/admin-client";
import { discountStore } from "#shopify/discounts";
import { connectSimulatedStore } from "#shopify/simulator";
import { type Rig, shop, startRig } from "./store-rig.ts";

// The store's discounts, made through the Admin API of the simulated store.

let rig: Rig;
let store: DiscountStore;
beforeAll(async () => {
  rig = await startRig();
  connectSimulatedStore(rig.store.url);
  await rig.install();
  const token = await rig.accessToken();
  store = discountStore(adminClient({ accessToken: async () => token }));
});
afterAll(() => rig.close());

const TERMS = { kind: "percentage", value: 15, minimumMicros: 20_000_000, prefix: "" } as const;
const discount = (code: string) => ({ terms: TERMS, title: "Cartbell texts: 15% off", code, startsAt: new Date() });

function said<Answer>(answer: StoreAnswer<Answer>): Answer {
  if (answer.kind === "trouble") throw new Error(answer.detail);
  return answer.answer;
}

async function made(creationId: string | null): Promise<string[]> {
  if (creationId === null) throw new Error("The store has no such discount.");
  for (;;) {
    const codes = said(await store.madeBy(shop, creationId));
    if (codes) return codes;
  }
}

test("a discount is made once, though its answer was lost", async () => {
  const id = said(await store.create(shop, discount("FIRST-A")));
  expect(id).toMatch(/^gid:\/\/shopify\/DiscountCodeNode\/\d+$/);
  expect(said(await store.create(shop, discount("FIRST-A")))).toBe(id);
});

test("codes are added in the background, and those that the store has already are left out", async () => {
  const id = said(await store.create(shop, discount("FIRST-B")));
  expect(await made(said(await store.addCodes(shop, id, ["ONE", "TWO"])))).toEqual(["ONE", "TWO"]);
  expect(await made(said(await store.addCodes(shop, id, ["TWO", "THREE"])))).toEqual(["THREE"]);
});

test("more codes than the store takes at a time are refused, and a discount that was deleted is told apart", async () => {
  const id = said(await store.create(shop, discount("FIRST-C")));
  const tooMany = Array.from({ length: 251 }, (_, n) => `C${n}`);
  expect(await store.addCodes(shop, id, tooMany)).toMatchObject({ kind: "trouble", trouble: "refused" });
  expect(said(await store.addCodes(shop, "gid://shopify/DiscountCodeNode/1", ["X"]))).toBe(null);
});
