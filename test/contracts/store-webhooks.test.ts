import "@shopify/shopify-api/adapters/node";
import { ApiVersion, LogSeverity, shopifyApi } from "@shopify/shopify-api";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { apiKey, apiSecret, type Received, type Rig, shop, startRig } from "./store-rig.ts";

let rig: Rig;

beforeEach(async () => {
  rig = await startRig();
  await rig.install();
});
afterEach(() => rig.close());

interface Delivery {
  id: string;
  eventId: string;
  topic: string;
  status: string;
  attempts: { at: string; status: number | null }[];
}

async function deliveries(query = ""): Promise<Delivery[]> {
  const { body } = await rig.get(`/control/${shop}/deliveries${query}`);
  return body as unknown as Delivery[]; // this endpoint answers with a list
}

function hook(received: Received, rawBody = received.rawBody) {
  const shopify = shopifyApi({
    apiKey,
    apiSecretKey: apiSecret,
    apiVersion: ApiVersion.October26,
    hostName: "app.example",
    isEmbeddedApp: true,
    logger: { level: LogSeverity.Error },
  });
  const rawRequest = { method: "POST", url: "/webhooks", headers: received.headers };
  return shopify.webhooks.validate({ rawBody, rawRequest, rawResponse: {} });
}

const hour = 60 * 60_000;

describe("the store's webhooks", () => {
  test("are lost, so many of a topic as is asked for, and only those", async () => {
    await rig.post(`/control/${shop}/behaviour`, { dropNext: { "customers/create": 2 } });
    for (const last of [1, 2, 3]) await rig.post(`/control/${shop}/customers`, { phone: `+1207555030${last}` });
    await rig.settle();
    expect((await deliveries("?topic=customers/create")).map(({ status }) => status)).toEqual([
      "dropped",
      "dropped",
      "delivered",
    ]);
    expect((await rig.get(`/control/${shop}/behaviour`)).body).toMatchObject({ dropNext: { "customers/create": 0 } });
  });

  test("carry the documented headers and a signature that Shopify's own library accepts", async () => {
    await rig.post(`/control/${shop}/checkouts`, { phone: "+12075550101", firstName: "Ïñes", consent: true });
    await rig.settle();
    const told = rig.app.received.find(({ topic }) => topic === "checkouts/create");
    if (!told) throw new Error("The app was not told of the checkout.");
    expect(await hook(told)).toMatchObject({
      valid: true,
      topic: "CHECKOUTS_CREATE",
      domain: shop,
      apiVersion: "2026-10",
      webhookId: told.headers["x-shopify-webhook-id"],
      eventId: told.headers["x-shopify-event-id"],
      name: "checkouts-create",
    });
    expect(Date.parse(String(told.headers["x-shopify-triggered-at"]))).toBeLessThanOrEqual(Date.now());
    expect(await hook(told, `${told.rawBody} `)).toMatchObject({ valid: false });
  });

  test("are tried eight times more over four hours of the shared clock, with the same ids, and then given up", async () => {
    rig.app.answerWith(503);
    await rig.post(`/control/${shop}/webhooks`, { topic: "products/update", payload: { id: 1 } });
    await rig.app.heard(1);
    // Each gap doubles; two and a quarter hours pass the longest.
    for (let retry = 1; retry <= 8; retry += 1) {
      await rig.settle();
      expect(rig.app.received).toHaveLength(retry);
      await rig.advance(Math.round((4 * hour * 2 ** (retry - 1)) / 255));
      await rig.app.heard(retry + 1);
    }
    await rig.settle();
    const [delivery] = await deliveries();
    expect(delivery).toMatchObject({ status: "failed" });
    expect(delivery?.attempts).toHaveLength(9);
    const [first, last] = [delivery?.attempts.at(0), delivery?.attempts.at(-1)].map((one) => Date.parse(one?.at ?? ""));
    expect(((last ?? 0) - (first ?? 0)) / hour).toBeCloseTo(4, 1);
    expect(new Set(rig.app.received.map(({ headers }) => headers["x-shopify-webhook-id"])).size).toBe(1);

    await rig.advance(24 * hour);
    await rig.settle();
    expect(rig.app.received).toHaveLength(9);
  });

  test("stop being tried as soon as the app takes one", async () => {
    rig.app.answerWith(500);
    await rig.post(`/control/${shop}/webhooks`, { topic: "products/update", payload: { id: 1 } });
    await rig.app.heard(1);
    await rig.settle();
    rig.app.answerWith(200);
    await rig.advance(hour);
    await rig.app.heard(2);
    await rig.settle();
    expect(await deliveries()).toMatchObject([{ status: "delivered", attempts: [{ status: 500 }, { status: 200 }] }]);
  });

  test("come twice under one event id when doubling is asked for, and not at all when dropped", async () => {
    await rig.post(`/control/${shop}/behaviour`, { duplicateProbability: 1 });
    await rig.post(`/control/${shop}/webhooks`, { topic: "products/update", payload: { id: 1 } });
    await rig.settle();
    const [one, other] = rig.app.received.map(({ headers }) => headers);
    expect(one?.["x-shopify-event-id"]).toBe(other?.["x-shopify-event-id"]);
    expect(one?.["x-shopify-webhook-id"]).not.toBe(other?.["x-shopify-webhook-id"]);

    await rig.post(`/control/${shop}/behaviour`, { duplicateProbability: 0, dropProbability: 1 });
    await rig.post(`/control/${shop}/webhooks`, { topic: "products/update", payload: { id: 2 } });
    await rig.settle();
    expect(rig.app.received).toHaveLength(2);
    expect(await deliveries("?status=dropped")).toHaveLength(1);
  });

  test("arrive out of order and late when that is asked for", async () => {
    await rig.post(`/control/${shop}/behaviour`, { reorderProbability: 1, reorderWindowMs: hour, seed: 7 });
    for (let id = 1; id <= 8; id += 1)
      await rig.post(`/control/${shop}/webhooks`, { topic: "products/update", payload: { id } });
    for (let minute = 0; minute < 61; minute += 1) {
      await rig.advance(60_000);
      await rig.settle();
    }
    const order = rig.app.received.map(({ rawBody }) => (JSON.parse(rawBody) as { id: number }).id);
    expect(order.toSorted((one, two) => one - two)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(order).not.toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  test("fall silent with the app's removal, but for the news of it and the privacy topics", async () => {
    await rig.post(`/control/${shop}/uninstall`);
    await rig.post(`/control/${shop}/checkouts`, { phone: "+12075550102", consent: true });
    await rig.post(`/control/${shop}/privacy`);
    await rig.settle();
    expect(new Set(rig.app.topics())).toEqual(
      new Set(["app/uninstalled", "customers/data_request", "customers/redact", "shop/redact"]),
    );
  });

  test("can be sent again by hand, as the same event", async () => {
    await rig.post(`/control/${shop}/webhooks`, { topic: "products/update", payload: { id: 1 } });
    await rig.settle();
    const [delivery] = await deliveries();
    await rig.post(`/control/${shop}/deliveries/${delivery?.id}/resend`);
    await rig.settle();
    const events = rig.app.received.map(({ headers }) => headers["x-shopify-event-id"]);
    expect(events).toEqual([delivery?.eventId, delivery?.eventId]);
  });
});
