import { describe, expect, test } from "vitest";
import { about, only, triggeredAt } from "../../test/factories/requests/published-sample.ts";

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
