import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { StoreEvent } from "#domain/intake/store-event";
import type { Topic, Wanted } from "#domain/reconciliation/store-record";
import { adminClient } from "#shopify/admin-client";
import { translateWebhook } from "#shopify/events";
import { connectSimulatedStore } from "#shopify/simulator";
import { storeRecord } from "#shopify/store-record";
import { type Rig, shop, startRig } from "./store-rig.ts";

// What the store's record says of a thing, translated, is what its last webhook said of it.

let rig: Rig;
let record: ReturnType<typeof storeRecord>;

beforeAll(async () => {
  rig = await startRig();
  connectSimulatedStore(rig.store.url);
  await rig.install();
  const token = await rig.accessToken();
  record = storeRecord(adminClient({ accessToken: async () => token }));
});
afterAll(() => rig.close());

const post = async (path: string, body: object = {}) => (await rig.post(`/control/${shop}/${path}`, body)).body;
const address = { address1: "1 Pier", city: "Portland", zip: "04101", provinceCode: "ME", countryCode: "US" };
const ada = {
  phone: "+12075550111",
  email: "ada@example.test",
  firstName: "Ada",
  lastName: "Berg",
  consent: true,
  address,
};

function read(topic: string, triggeredAt: Date, body: Buffer, shopDomain = shop): StoreEvent[] {
  const translation = translateWebhook({
    ...{ topic, shopId: "shop", shopDomain, intakeId: "row", triggeredAt, body },
    receivedAt: triggeredAt,
  });
  if (translation.kind !== "events") throw new Error(JSON.stringify(translation));
  return translation.events;
}

/** The last webhook of a topic about a thing. */
async function toldByWebhook(
  topic: string,
  isAbout: (body: Record<string, unknown>) => boolean,
): Promise<StoreEvent[]> {
  await rig.settle();
  const told = rig.app.received.filter((it) => it.topic === topic && isAbout(JSON.parse(it.rawBody))).at(-1);
  if (!told) throw new Error(`No ${topic} was told.`);
  return read(topic, new Date(String(told.headers["x-shopify-triggered-at"])), Buffer.from(told.rawBody));
}

async function toldByRecord(topic: Topic, wanted: Wanted): Promise<StoreEvent[]> {
  const asked = await record.tell(shop, topic, [wanted]);
  if (asked.kind === "trouble") throw new Error(asked.detail);
  return asked.answer.flatMap((told) => read(told.webhookTopic, told.updatedAt, told.body, ""));
}

const wanted = (id: unknown): Wanted => ({ id: String(id), updatedAt: new Date() });

describe("the store's record", () => {
  test("tells of an order and its refunds what orders/updated tells", async () => {
    const order = await post("orders", { ...ada, landingSite: "/?utm_source=cartbell&utm_content=x" });
    await post(`orders/${order.id}/refund`, { amountCents: 500 });
    await post(`orders/${order.id}/cancel`);
    const [placed, ...refunds] = await toldByWebhook("orders/updated", ({ id }) => id === order.id);
    const [seen, ...others] = await toldByRecord("orders", wanted(order.id));
    // Webhooks do not name the customer's decision.
    expect(seen).toEqual({ ...placed, consent: expect.objectContaining({ state: "subscribed" }) });
    expect(others).toEqual(refunds);
    expect(refunds).toHaveLength(2);
  });

  test("tells of an order in yen, edited and paid back, what orders/updated tells", async () => {
    const order = await post("orders", {
      ...ada,
      isPaid: false,
      presentmentCurrency: "JPY",
      items: [
        { product: "camp-mug", quantity: 1 },
        { product: "storm-lantern", quantity: 1 },
      ],
    });
    await post(`orders/${order.id}/edit`, { removeLine: 0 });
    await post(`orders/${order.id}/refund`, { amountCents: 500 });
    const [placed, ...refunds] = await toldByWebhook("orders/updated", ({ id }) => id === order.id);
    const [seen, ...others] = await toldByRecord("orders", wanted(order.id));
    expect(seen).toEqual({ ...placed, consent: seen && "consent" in seen ? seen.consent : null });
    expect(seen).toMatchObject({ currency: "USD", presentment: { currency: "JPY" }, currentTotalMicros: 59_000_000 });
    expect(others).toEqual(refunds);
    expect(refunds).toMatchObject([
      { amountMicros: 0, currency: null },
      { amountMicros: 750_000_000, currency: "JPY" },
    ]);
  });

  test.each(["checkout", "cart"] as const)(
    "tells of a left checkout whose link names the %s what checkouts/update tells, but for the box that was ticked",
    async (linkNames) => {
      const { token, cartToken, id } = await post("checkouts", { ...ada, linkNames });
      await rig.advance(11 * 60_000);
      const [checkout] = await toldByWebhook("checkouts/create", ({ token: of }) => of === token);
      const known = { ...wanted(id), token: String(token), cartToken: String(cartToken), phone: ada.phone };
      expect(await toldByRecord("checkouts", known)).toEqual([
        { ...checkout, consent: expect.objectContaining({ source: "shopify" }) },
      ]);
      const named = linkNames === "cart" ? { token: cartToken, cartToken } : { token, cartToken: null };
      expect(await toldByRecord("checkouts", wanted(id))).toMatchObject([named]);
    },
  );

  test("tells of a customer what customers/update and customers_marketing_consent/update tell", async () => {
    const { id } = await post("customers", {
      ...ada,
      phone: "+12075550112",
      email: "eve@example.test",
      tags: ["vip", "new"],
    });
    await post(`customers/${id}/consent`, { state: "UNSUBSCRIBED" });
    const [decision] = await toldByWebhook("customers_marketing_consent/update", ({ id: of }) => of === id);
    if (decision?.kind !== "customer-consent") throw new Error("No decision was told.");
    const [seen] = await toldByRecord("customers", wanted(id));
    expect(seen).toMatchObject({
      kind: "customer-record",
      person: {
        customerId: String(id),
        phone: "+12075550112",
        firstName: "Ada",
        shipping: { country: "US", region: "ME" },
      },
      tags: ["vip", "new"],
      consent: decision.consent,
    });
  });

  test("leaves out what is gone, and says when the store must be left alone", async () => {
    await rig.post(`/control/${shop}/throttle`, { available: 600 });
    const asked = await record.tell(shop, "orders", [wanted(1)]);
    expect(asked).toMatchObject({ kind: "answer", answer: [] });
    if (asked.kind === "answer") expect(asked.restMs).toBeGreaterThan(3_000);
    await rig.post(`/control/${shop}/throttle`, { available: 2_000 });
  });

  test("lists what was changed in a span, cheaply", async () => {
    const span = {
      from: new Date(rig.clock.now().getTime() - 3_600_000),
      until: new Date(rig.clock.now().getTime() + 1_000),
      after: null,
    };
    const lists = await Promise.all(
      (["customers", "orders", "checkouts"] as const).map((topic) => record.list(shop, topic, span)),
    );
    expect(lists.map((it) => (it.kind === "answer" ? it.answer.sightings.length : it.detail))).toEqual([2, 2, 2]);
    const early = { ...span, until: span.from, from: new Date(0) };
    expect(await record.list(shop, "orders", early)).toMatchObject({ answer: { sightings: [], next: null } });
  });
});
