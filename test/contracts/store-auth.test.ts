import "@shopify/shopify-api/adapters/node";
import { ApiVersion, HttpResponseError, LogSeverity, RequestedTokenType, shopifyApi } from "@shopify/shopify-api";
import { setAbstractFetchFunc } from "@shopify/shopify-api/runtime";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { apiKey, apiSecret, type Rig, shop, startRig, tokenExchange } from "./store-rig.ts";

let rig: Rig;
let shopify: ReturnType<typeof shopifyApi>;

beforeAll(async () => {
  rig = await startRig();
  shopify = shopifyApi({
    apiKey,
    apiSecretKey: apiSecret,
    apiVersion: ApiVersion.October26,
    hostName: "app.example",
    isEmbeddedApp: true,
    logger: { level: LogSeverity.Error },
  });
  setAbstractFetchFunc((input: RequestInfo | URL, init?: RequestInit) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const headers = new Headers(init?.headers);
    headers.set("X-Simulated-Host", url.hostname);
    return fetch(`${rig.store.url}${url.pathname}${url.search}`, { ...init, headers });
  });
});
afterAll(async () => {
  setAbstractFetchFunc(fetch);
  await rig.close();
});
beforeEach(async () => {
  await rig.post(`/control/${shop}/uninstall`);
  await rig.install();
});

async function exchanged() {
  const { body } = await rig.get(`/control/${shop}/session-token`);
  const { session } = await shopify.auth.tokenExchange({
    shop,
    sessionToken: String(body.sessionToken),
    requestedTokenType: RequestedTokenType.OfflineAccessToken,
    expiring: true,
  });
  return session;
}

const question = "{ shop { name } }";

describe("the store's tokens, asked for by Shopify's own library", () => {
  test("a session token becomes an offline token that lives an hour and can be refreshed", async () => {
    const session = await exchanged();
    expect(session.accessToken).toMatch(/^shpat_/);
    expect(session.refreshToken).toMatch(/^shprt_/);
    expect(session.scope).toContain("write_customers");
    const minutes = ((session.expires?.getTime() ?? 0) - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(58);
    expect(minutes).toBeLessThanOrEqual(60.1);

    const answer = await new shopify.clients.Graphql({ session }).request(question);
    expect(answer.data).toEqual({ shop: { name: "Fernhill Supply" } });
  });

  test("a refresh gives a new pair, and the old refresh token repeats it until the new one is used", async () => {
    const first = await exchanged();
    const { session: second } = await shopify.auth.refreshToken({ shop, refreshToken: String(first.refreshToken) });
    expect(second.refreshToken).not.toBe(first.refreshToken);

    const { session: repeated } = await shopify.auth.refreshToken({ shop, refreshToken: String(first.refreshToken) });
    expect(repeated.accessToken).toBe(second.accessToken);

    await shopify.auth.refreshToken({ shop, refreshToken: String(second.refreshToken) });
    const retired = await rig.requestToken(shop, { grant_type: "refresh_token", refresh_token: first.refreshToken });
    expect(retired).toMatchObject({ status: 400, body: { error: "invalid_grant" } });
    const { body } = await rig.get(`/control/${shop}/installation`);
    expect(body).toMatchObject({ refreshes: 2, repeatedRefreshes: 1 });
  });

  test("an expired access token is refused and its refresh token still works", async () => {
    const session = await exchanged();
    await rig.post(`/control/${shop}/tokens/expire`);
    const refused = await new shopify.clients.Graphql({ session }).request(question).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(HttpResponseError);
    expect((refused as HttpResponseError).response.code).toBe(401);

    const refreshed = await shopify.auth.refreshToken({ shop, refreshToken: String(session.refreshToken) });
    const answer = await new shopify.clients.Graphql({ session: refreshed.session }).request(question);
    expect(answer.data).toEqual({ shop: { name: "Fernhill Supply" } });
  });

  test("a wrong secret, a forged session token and an unknown grant are refused with Shopify's errors", async () => {
    const { body } = await rig.get(`/control/${shop}/session-token`);
    const exchange = { grant_type: tokenExchange, subject_token: body.sessionToken };
    expect(await rig.requestToken(shop, { ...exchange, client_secret: "guess" })).toMatchObject({
      status: 400,
      body: { error: "invalid_client" },
    });
    expect(await rig.requestToken(shop, { ...exchange, subject_token: `${body.sessionToken}x` })).toMatchObject({
      status: 400,
      body: { error: "invalid_subject_token" },
    });
    expect(await rig.requestToken(shop, { ...exchange, grant_type: "password" })).toMatchObject({
      status: 400,
      body: { error: "unsupported_grant_type" },
    });
  });

  test("a session token of one shop opens no other", async () => {
    await rig.install("bluebird-tea.myshopify.com");
    const { body } = await rig.get("/control/bluebird-tea.myshopify.com/session-token");
    const answer = await rig.requestToken(shop, { grant_type: tokenExchange, subject_token: body.sessionToken });
    expect(answer).toMatchObject({ status: 400, body: { error: "invalid_subject_token" } });
  });

  test("uninstalling ends every token at once", async () => {
    const session = await exchanged();
    await rig.post(`/control/${shop}/uninstall`);
    const answer = await rig.graphql(String(session.accessToken), question);
    expect(answer.status).toBe(401);
    expect(answer.body.errors).toContain("Invalid API key or access token");
    const refresh = await rig.requestToken(shop, { grant_type: "refresh_token", refresh_token: session.refreshToken });
    expect(refresh.status).toBe(400);
  });
});
