import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { otherShop, type Rig, shop, startRig } from "./store-rig.ts";

let rig: Rig;
let token: string;

beforeAll(async () => {
  rig = await startRig();
  await rig.install();
  token = await rig.accessToken();
  await rig.post(`/control/${shop}/customers/bulk`, { count: 30, consent: 0.5 });
});
afterAll(() => rig.close());

interface Cost {
  requestedQueryCost: number;
  actualQueryCost: number | null;
  throttleStatus: { maximumAvailable: number; currentlyAvailable: number; restoreRate: number };
}

function costOf(body: Record<string, unknown>): Cost {
  return (body.extensions as { cost: Cost }).cost;
}

interface CustomerPage {
  customers: { nodes: { id: string; phone: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
}

describe("the store's Admin API", () => {
  test("charges what a query may cost, gives back what it didn't, and says so", async () => {
    const { body } = await rig.graphql(token, "{ customers(first: 100) { nodes { id defaultAddress { city } } } }");
    const cost = costOf(body);
    expect(cost.requestedQueryCost).toBe(2 + 100 * 2);
    expect(cost.actualQueryCost).toBe(2 + 30 * 2);
    expect(cost.throttleStatus).toMatchObject({ maximumAvailable: 2000, restoreRate: 100 });
  });

  test("throttles with a 200 and the documented error once the bucket is empty, and only that shop", async () => {
    await rig.install(otherShop);
    const otherToken = await rig.accessToken(otherShop);
    await rig.post(`/control/${shop}/throttle`);
    const query = "{ customers(first: 250) { nodes { id defaultAddress { city } } } }";
    const { status, body } = await rig.graphql(token, query);
    expect(status).toBe(200);
    expect(body.data).toBeUndefined();
    expect(body.errors).toMatchObject([{ message: "Throttled", extensions: { code: "THROTTLED" } }]);
    expect(costOf(body)).toMatchObject({ requestedQueryCost: 502, actualQueryCost: null });
    const other = await rig.graphql(otherToken, query, {}, otherShop);
    expect(other.body.errors).toBeUndefined();
    await rig.post(`/control/${otherShop}/uninstall`);
    await rig.post(`/control/${shop}/throttle`, { available: 2000 });
  });

  test("refuses a single query above a thousand points", async () => {
    const query = "{ customers(first: 250) { nodes { orders(first: 10) { nodes { id } } } } }";
    const { body } = await rig.graphql(token, query);
    expect(body.errors).toMatchObject([{ extensions: { code: "MAX_COST_EXCEEDED", maxCost: 1000 } }]);
  });

  test("refuses a token it didn't give, and a shop's token in another shop", async () => {
    expect((await rig.graphql("shpat_guess", "{ shop { name } }")).status).toBe(401);
    expect((await rig.graphql(token, "{ shop { name } }", {}, otherShop)).status).toBe(401);
  });

  test("names a field that the published schema doesn't have", async () => {
    const { body } = await rig.graphql(token, "{ shop { colour } }");
    expect(body.errors).toMatchObject([{ message: expect.stringContaining('Cannot query field "colour"') }]);
  });

  test("pages through customers by cursor, each once", async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const query =
        "query ($after: String) { customers(first: 7, after: $after) { nodes { id phone } pageInfo { hasNextPage endCursor } } }";
      const { body } = await rig.graphql(token, query, { after });
      const { customers } = body.data as CustomerPage;
      seen.push(...customers.nodes.map(({ id }) => id));
      after = customers.pageInfo.hasNextPage ? customers.pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toHaveLength(30);
    expect(new Set(seen).size).toBe(30);
  });

  test("finds what was changed in a span of time, and keeps its place though a record moves on meanwhile", async () => {
    const [from, until] = [Date.now() - 60_000, Date.now() + 60_000].map((at) => new Date(at).toISOString());
    const query = `query ($after: String) {
      customers(first: 5, after: $after, sortKey: UPDATED_AT, query: "updated_at:>='${from}' AND updated_at:<='${until}' AND phone:+1207555020*") {
        nodes { id defaultPhoneNumber { smsMarketingConsent { state } } } pageInfo { hasNextPage endCursor }
      }
    }`;
    const page = async (after: string | null) =>
      ((await rig.graphql(token, query, { after })).body.data as CustomerPage).customers;
    for (let number = 0; number < 8; number += 1)
      await rig.post(`/control/${shop}/customers`, { phone: `+1207555020${number}`, consent: true });
    const first = await page(null);
    const last = first.nodes.at(-1)?.id ?? "";
    await rig.post(`/control/${shop}/customers/${last.split("/").at(-1)}/consent`, { state: "UNSUBSCRIBED" });
    const rest = await page(first.pageInfo.endCursor);
    const ids = [...first.nodes, ...rest.nodes].map(({ id }) => id);
    expect(rest.nodes.at(-1)).toEqual({
      id: last,
      defaultPhoneNumber: { smsMarketingConsent: { state: "UNSUBSCRIBED" } },
    });
    expect(new Set(ids).size).toBe(8);
  });

  test("charges for each record that is asked for by its id", async () => {
    const { body: made } = await rig.post(`/control/${shop}/orders`, { phone: "+12075550190" });
    const ids = [`gid://shopify/Order/${made.id}`, "gid://shopify/Order/1"];
    const query =
      "query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Order { name totalPriceSet { shopMoney { amount } } } } }";
    const { body } = await rig.graphql(token, query, { ids });
    expect(body.data).toEqual({ nodes: [{ name: made.name, totalPriceSet: expect.anything() }, null] });
    expect(costOf(body)).toMatchObject({ requestedQueryCost: 6, actualQueryCost: 3 });
  });

  test("searches customers by their consent", async () => {
    const query =
      '{ customers(first: 50, query: "sms_marketing_state:SUBSCRIBED") { nodes { smsMarketingConsent { marketingState } } } }';
    const { body } = await rig.graphql(token, query);
    const { nodes } = (body.data as { customers: { nodes: unknown[] } }).customers;
    expect(nodes.length).toBeGreaterThan(0);
    expect(nodes.length).toBeLessThan(30);
    for (const node of nodes) expect(node).toEqual({ smsMarketingConsent: { marketingState: "SUBSCRIBED" } });
  });

  test("keeps the consent that the app writes, and refuses it for a customer without a phone", async () => {
    const mutation = `mutation ($input: CustomerSmsMarketingConsentUpdateInput!) {
      customerSmsMarketingConsentUpdate(input: $input) {
        customer { phone smsMarketingConsent { marketingState } } userErrors { field message code }
      }
    }`;
    const unsubscribe = (customerId: string) =>
      rig.graphql(token, mutation, {
        input: {
          customerId,
          smsMarketingConsent: { marketingState: "UNSUBSCRIBED", marketingOptInLevel: "SINGLE_OPT_IN" },
        },
      });
    const { body: withPhone } = await rig.post(`/control/${shop}/customers`, { phone: "+12075550155", consent: true });
    const { body } = await unsubscribe(`gid://shopify/Customer/${withPhone.id}`);
    expect(body.data).toEqual({
      customerSmsMarketingConsentUpdate: {
        customer: { phone: "+12075550155", smsMarketingConsent: { marketingState: "UNSUBSCRIBED" } },
        userErrors: [],
      },
    });
    const { body: kept } = await rig.get(`/control/${shop}/customers/${withPhone.id}`);
    expect(kept).toMatchObject({ smsConsent: { state: "UNSUBSCRIBED" } });

    const { body: withoutPhone } = await rig.post(`/control/${shop}/customers`, { email: "no.phone@example.com" });
    const refused = await unsubscribe(`gid://shopify/Customer/${withoutPhone.id}`);
    expect(refused.body.data).toMatchObject({
      customerSmsMarketingConsentUpdate: { customer: null, userErrors: [{ code: "INVALID" }] },
    });
  });

  test("lists a checkout as abandoned ten minutes after its buyer left, with the link back to it", async () => {
    const { body: checkout } = await rig.post(`/control/${shop}/checkouts`, { phone: "+12075550156", consent: true });
    const query =
      "{ abandonedCheckouts(first: 10) { nodes { abandonedCheckoutUrl customer { phone } lineItems(first: 5) { nodes { title quantity } } } } }";
    const before = await rig.graphql(token, query);
    expect(before.body.data).toEqual({ abandonedCheckouts: { nodes: [] } });
    await rig.advance(11 * 60_000);
    const after = await rig.graphql(token, query);
    expect(after.body.data).toMatchObject({
      abandonedCheckouts: {
        nodes: [
          {
            abandonedCheckoutUrl: checkout.recoveryUrl,
            customer: { phone: "+12075550156" },
            lineItems: { nodes: [{ title: "Harbor wool blanket", quantity: 1 }] },
          },
        ],
      },
    });
  });

  test("keeps the app's own metafields until the app is removed, and none of another owner", async () => {
    const installation = await rig.graphql(token, "{ currentAppInstallation { id } }");
    const { id: ownerId } = (installation.body.data as { currentAppInstallation: { id: string } })
      .currentAppInstallation;
    const set = (field: object) =>
      rig.graphql(
        token,
        "mutation ($metafields: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $metafields) { userErrors { code field } } }",
        {
          metafields: [
            { namespace: "cartbell", key: "form_key", type: "single_line_text_field", value: "k1", ...field },
          ],
        },
      );
    const kept = async () => (await rig.get(`/control/${shop}/installation`)).body.metafields;
    const refused = (field: string) => ({
      metafieldsSet: { userErrors: [{ code: "INVALID", field: ["metafields", "0", field] }] },
    });
    const foreign = await set({ ownerId: "gid://shopify/AppInstallation/4711" });
    expect(foreign.body.data).toEqual(refused("ownerId"));
    expect((await set({ ownerId, value: "" })).body.data).toEqual(refused("value"));
    expect((await set({ ownerId, key: "k" })).body.data).toEqual(refused("key"));
    expect(await kept()).toEqual({});
    expect((await set({ ownerId })).body.data).toEqual({ metafieldsSet: { userErrors: [] } });
    expect(await kept()).toEqual({ "cartbell.form_key": "k1" });
    await rig.post(`/control/${shop}/uninstall`);
    expect(await kept()).toEqual({});
    await rig.install();
    token = await rig.accessToken();
  });

  test("answers what the shop has no data for with values of the right type", async () => {
    const { body } = await rig.graphql(
      token,
      "{ shop { taxShipping weightUnit features { storefront } } locations(first: 1) { nodes { id } } }",
    );
    expect(body.errors).toBeUndefined();
  });
});
