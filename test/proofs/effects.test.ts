import { expect, test } from "vitest";
import { effectsOf, type OurRecord, type StoreRecord, untold } from "./effects.ts";

const PLACED = "2026-11-24T15:00:00Z";
const soon = new Date("2026-11-24T16:05:00Z");
const phone = "+12122000000";

const delivery = (topic: string, body: object, at = PLACED, status: "delivered" | "dropped" = "delivered") => ({
  id: "d",
  eventId: "e",
  topic,
  status,
  triggeredAt: PLACED,
  attempts: status === "delivered" ? [{ at, status: 200 }] : [],
  body: { ...body },
});

const told = [
  delivery("customers/update", { id: 1, sms_marketing_consent: { state: "subscribed" } }),
  delivery("checkouts/create", { token: "cart", customer: { id: 1 } }),
  delivery("orders/create", { id: 7, customer: { id: 1 } }),
];

const store = (given: Partial<StoreRecord> = {}): StoreRecord => ({
  customers: [{ id: 1, phone, smsConsent: { state: "SUBSCRIBED" } }],
  checkouts: [{ token: "cart", phone, totalCents: 500, createdAt: PLACED, completedAt: null }],
  orders: [{ id: 7, phone, totalCents: 900, refundedCents: 100, createdAt: PLACED, cancelledAt: null }],
  deliveries: told,
  ...given,
});

const ours = (given: Partial<OurRecord> = {}): OurRecord => ({
  subscribers: [{ phone, marketing: "subscribed" }],
  checkouts: [{ token: "cart", totalMicros: 5_000_000, completedAt: null, isTombstone: false }],
  orders: [{ id: "7", totalMicros: 9_000_000, refundedMicros: 1_000_000, cancelledAt: null }],
  entries: ["order-placed 7", "checkout-started cart"],
  texts: [
    { subject: "7", handedAt: soon },
    { subject: "cart", handedAt: soon },
  ],
  ...given,
});

test("two records that agree give nothing to explain", () => {
  expect(effectsOf(store(), ours())).toEqual({ differences: [], doubled: [], late: [], untexted: [] });
  expect(untold(store())).toEqual([]);
});

test("what the store knows and we do not is found, whatever it is", () => {
  const without = ours({ subscribers: [], checkouts: [], orders: [] });
  expect(effectsOf(store(), without).differences).toEqual([
    `${phone}'s consent is unknown to us.`,
    "Checkout cart is unknown to us.",
    "Order 7 is unknown to us.",
  ]);
});

test("what we have otherwise than the store is found", () => {
  const differs = (given: Partial<OurRecord>) => effectsOf(store(), ours(given)).differences;
  expect(differs({ subscribers: [{ phone, marketing: "unsubscribed" }] })).toHaveLength(1);
  expect(
    differs({ orders: [{ id: "7", totalMicros: 9_000_000, refundedMicros: 2_000_000, cancelledAt: null }] }),
  ).toEqual([expect.stringContaining("refundedMicros")]);
  const tombstone = { token: "cart", totalMicros: 5_000_000, completedAt: null, isTombstone: true };
  expect(differs({ checkouts: [tombstone] })).toEqual(["Checkout cart is unknown to us."]);
});

test("a checkout that was paid for must not look open, and may be unknown", () => {
  const paid = store({
    checkouts: [{ token: "cart", phone, totalCents: 500, createdAt: PLACED, completedAt: PLACED }],
  });
  expect(effectsOf(paid, ours()).differences).toEqual(["Checkout cart looks open."]);
  expect(effectsOf(paid, ours({ checkouts: [] })).differences).toEqual([]);
});

test("an effect that an event had twice is found", () => {
  const twice = ours({
    entries: ["order-placed 7", "order-placed 7"],
    texts: [...ours().texts, { subject: "7", handedAt: soon }],
    subscribers: [...ours().subscribers, ...ours().subscribers],
  });
  expect(effectsOf(store(), twice).doubled).toEqual([
    "There is order-placed 7 2 times.",
    "There is a text about 7 2 times.",
    `There is a subscriber with ${phone} 2 times.`,
  ]);
});

test("a text about old news is found", () => {
  const handedAt = new Date("2026-11-25T15:30:00Z");
  const texts = [
    { subject: "7", handedAt },
    { subject: "cart", handedAt },
  ];
  expect(effectsOf(store(), ours({ texts })).late).toEqual([
    "The text about 7 left too late, at 2026-11-25T15:30:00.000Z.",
  ]);
});

test("a text that was owed is missed, unless we were told too late", () => {
  expect(effectsOf(store(), ours({ texts: [] })).untexted).toHaveLength(2);
  const deliveries = told.map((it) => ({ ...it, attempts: [{ at: "2026-11-25T15:00:00Z", status: 200 }] }));
  expect(effectsOf(store({ deliveries }), ours({ texts: [] })).untexted).toEqual([]);
});

test("of what not one delivery arrived no one was told", () => {
  const deliveries = [
    delivery("customers/create", { id: 1 }, PLACED, "dropped"),
    delivery("checkouts/create", { token: "cart", customer: { id: 1 } }),
    delivery("orders/create", { id: 7 }, PLACED, "dropped"),
  ];
  expect(untold(store({ deliveries }))).toEqual(["order 7"]);
});
