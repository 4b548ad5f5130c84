import { subscribedTopics } from "@cartbell/sim/shop/subscribed-topics";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { webhookTopics } from "#shopify/events";
import { APP_CONFIG } from "../../bin/root.ts";
import { isObject, publishedSample, publishedSchema, type Schema, unpublishedKeys } from "./published-payloads.ts";
import { type Rig, shop, startRig } from "./store-rig.ts";

let rig: Rig;

beforeAll(async () => {
  rig = await startRig();
  await rig.install();
  const address = {
    address1: "1 Main Street",
    address2: "Flat 2",
    city: "Austin",
    provinceCode: "TX",
    zip: "78701",
    phone: "512-555-0100",
  };
  const buyer = {
    email: "ada@example.com",
    phone: "+15125550100",
    firstName: "Ada",
    lastName: "Ruiz",
    consent: true,
    address,
  };
  const { body: checkout } = await rig.post(`/control/${shop}/checkouts`, {
    ...buyer,
    items: [{ product: "camp-mug", quantity: 2 }],
  });
  await rig.post(`/control/${shop}/checkouts/${checkout.token}`, { discountCode: "WELCOME10" });
  const { body: order } = await rig.post(`/control/${shop}/checkouts/${checkout.token}/pay`);
  const [first, rest] = [{ tracking: { number: "1Z999" }, lines: [0] }, { tracking: { numbers: ["1Z1", "1Z2"] } }];
  await rig.post(`/control/${shop}/orders/${order.id}/fulfill`, first);
  await rig.post(`/control/${shop}/orders/${order.id}/fulfill`, rest);
  await rig.post(`/control/${shop}/orders/${order.id}/fulfillments/1/scan`, {
    status: "in_transit",
    estimatedDeliveryAt: "2026-11-28T12:00:00Z",
  });
  await rig.post(`/control/${shop}/orders/${order.id}/refund`, { note: "Chipped" });
  const { body: second } = await rig.post(`/control/${shop}/orders`, { ...buyer, isPaid: false, tags: ["gift"] });
  await rig.post(`/control/${shop}/orders/${second.id}/pay`);
  await rig.post(`/control/${shop}/orders/${second.id}/ready-for-pickup`);
  await rig.post(`/control/${shop}/orders/${second.id}/fulfill`);
  await rig.post(`/control/${shop}/orders/${second.id}/fulfillments/1/cancel`);
  await rig.post(`/control/${shop}/orders/${second.id}/cancel`);
  const { body: left } = await rig.post(`/control/${shop}/checkouts`, buyer);
  await rig.post(`/control/${shop}/checkouts/${left.token}/delete`);
  const { body: twin } = await rig.post(`/control/${shop}/customers`, {
    ...buyer,
    email: "twin@example.com",
    phone: "+15125550101",
  });
  await rig.post(`/control/${shop}/customers/merge`, { keep: order.customerId, delete: twin.id });
  await rig.post(`/control/${shop}/customers/${order.customerId}/tags`, { add: ["vip", "new"] });
  await rig.post(`/control/${shop}/customers/${order.customerId}/tags`, { remove: ["vip"] });
  await rig.post(`/control/${shop}/products/trail-bottle`, { stock: 0, compareAtCents: 4000 });
  await rig.post(`/control/${shop}/products/day-pack/delete`);
  await rig.post(`/control/${shop}/settings`, { name: "Fernhill & Sons", plan: "Grow" });
  await rig.post(`/control/${shop}/scopes`, { scopes: ["read_customers"] });
  await rig.post(`/control/${shop}/privacy`);
  await rig.post(`/control/${shop}/customers/${order.customerId}/delete`);
  await rig.post(`/control/${shop}/uninstall`);
  await rig.settle();
});
afterAll(() => rig.close());

describe("the store's payloads", () => {
  test.each(webhookTopics)("%s has every published field and no other, and values of the published types", (topic) => {
    const payloads = rig.app.received
      .filter((one) => one.topic === topic)
      .map(({ rawBody }) => JSON.parse(rawBody) as unknown);
    expect(payloads.length, `the app was told of ${topic}`).toBeGreaterThan(0);
    const sample = cutDown(topic, JSON.parse(publishedSample(topic)));
    const schema = publishedSchema(topic);
    for (const payload of payloads) {
      expect(missingFields(payload, sample)).toEqual([]);
      expect(unpublishedKeys(payload, schema, sample)).toEqual([]);
      expect(wrongTypes(payload, schema)).toEqual([]);
    }
  });

  test("a key that is not published is noticed, however deep it stands", () => {
    const [schema, sample] = [
      publishedSchema("orders/updated"),
      JSON.parse(publishedSample("orders/updated")) as unknown,
    ];
    const order = { checkout_id: 1, customer: { id: 1, vip: true }, line_items: [{ title: "", colour: "red" }] };
    expect(unpublishedKeys(order, schema, sample)).toEqual([".checkout_id", ".customer.vip", ".line_items[].colour"]);
  });

  test("the privacy topics carry what Shopify documents", () => {
    const told = (topic: string) =>
      JSON.parse(rig.app.received.find((one) => one.topic === topic)?.rawBody ?? "null") as unknown;
    const customer = { id: expect.any(Number), email: "ada@example.com", phone: "+15125550100" };
    const about = { shop_id: expect.any(Number), shop_domain: shop };
    const orders = [expect.any(Number), expect.any(Number)];
    expect(told("customers/data_request")).toEqual({
      ...about,
      customer,
      orders_requested: orders,
      data_request: { id: expect.any(Number) },
    });
    expect(told("customers/redact")).toEqual({ ...about, customer, orders_to_redact: orders });
    expect(told("shop/redact")).toEqual(about);
  });

  test("amounts agree: total = lines − discount + shipping, and a refund's transaction is what was given back", () => {
    const order = bodyOf("orders/create");
    expect(Number(order.total_price)).toBeCloseTo(
      Number(order.total_line_items_price) - Number(order.total_discounts) + 5.95,
      2,
    );
    const refund = bodyOf("refunds/create") as { transactions: { amount: string }[] };
    expect(refund.transactions[0]?.amount).toBe(order.total_price);
  });
});

function bodyOf(topic: string): Record<string, unknown> {
  const found = rig.app.received.find((one) => one.topic === topic);
  return JSON.parse(found?.rawBody ?? "null") as Record<string, unknown>;
}

/** A sample as it is sent to an app that asked for some fields only. */
function cutDown(topic: string, sample: unknown): unknown {
  const fields = subscribedTopics(APP_CONFIG).get(topic);
  if (!fields || !isObject(sample)) return sample;
  return Object.fromEntries(Object.entries(sample).filter(([name]) => fields.includes(name)));
}

/** Paths of the sample that a payload lacks. A list is compared by its first element, and an absent object by nothing. */
function missingFields(payload: unknown, sample: unknown, path = ""): string[] {
  if (Array.isArray(sample)) {
    const [first] = sample as unknown[];
    if (!Array.isArray(payload)) return [`${path} is no list`];
    return first === undefined ? [] : payload.flatMap((one, index) => missingFields(one, first, `${path}[${index}]`));
  }
  if (!isObject(sample) || payload === null) return [];
  if (!isObject(payload)) return [`${path} is no object`];
  return Object.entries(sample).flatMap(([name, value]) =>
    name in payload ? missingFields(payload[name], value, `${path}.${name}`) : [`${path}.${name}`],
  );
}

/** Paths whose value has none of the schema's types. The schemas were drawn from samples, so null is always let pass. */
function wrongTypes(value: unknown, schema: Schema, path = ""): string[] {
  if (value === null) return [];
  if (schema.anyOf)
    return schema.anyOf.some((one) => wrongTypes(value, one, path).length === 0) ? [] : [`${path} fits no alternative`];
  const types = [schema.type ?? []].flat();
  if (types.length > 0 && !types.some((type) => isOfType(value, type))) return [`${path} is no ${types.join(" or ")}`];
  if (Array.isArray(value))
    return value.flatMap((one, index) =>
      schema.items && schema.items !== true ? wrongTypes(one, schema.items, `${path}[${index}]`) : [],
    );
  if (!isObject(value)) return [];
  return Object.entries(schema.properties ?? {}).flatMap(([name, inner]) =>
    name in value && inner !== true ? wrongTypes(value[name], inner, `${path}.${name}`) : [],
  );
}

function isOfType(value: unknown, type: string): boolean {
  if (type === "integer") return Number.isInteger(value);
  if (type === "array") return Array.isArray(value);
  if (type === "object") return isObject(value);
  return typeof value === type;
}
