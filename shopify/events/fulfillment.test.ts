import { describe, expect, test } from "vitest";
import { only, sample, translate, triggeredAt } from "../../test/factories/requests/published-sample.ts";

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
