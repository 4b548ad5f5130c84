import { describe, expect, test } from "vitest";
import { about, eventsOf, only, sample, translate } from "../test/factories/requests/published-sample.ts";
import { translateWebhook, webhookTopics } from "./events.ts";

const PRIVACY = ["customers/data_request", "customers/redact", "shop/redact"];

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

  test("a product's events name the product and nothing of what it is now", () => {
    const changed = only("product-changed", "products/update", sample("products/update"));
    expect(changed).toMatchObject({ productId: "788032119674292900", eventAt: new Date("2021-12-31T19:00:00-05:00") });
    expect(only("product-changed", "products/delete", sample("products/delete"))).toMatchObject({ updatedAt: null });
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
    expect(only("order", "orders/create", body.replace('"id":', '"id" : ')).orderId).toBe("820982911946154508");
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
