import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { startClock } from "@cartbell/sim/clock";
import { startStore } from "@cartbell/sim/shop";
import { demoShops } from "@cartbell/sim/shop/seeds";
import { APP_CONFIG } from "../../bin/root.ts";

export const apiKey = "contract-key";
export const apiSecret = "contract-secret";
export const shop = "fernhill-supply.myshopify.com";
export const otherShop = "bluebird-tea.myshopify.com";

export interface Received {
  headers: IncomingHttpHeaders;
  topic: string;
  rawBody: string;
}

export interface Answer {
  status: number;
  body: Record<string, unknown>;
}

/** A store and its clock, with an app that only writes down what it is told and answers as the test wants. */
export async function startRig(options: { accessTokenTtl?: number; dataDir?: string } = {}) {
  const app = await startApp();
  const clock = await startClock({ port: 0 });
  const store = await startStore({
    port: 0,
    clock,
    appUrl: app.url,
    appConfig: APP_CONFIG,
    apiKey,
    apiSecret,
    shops: demoShops,
    ...options,
  });

  async function send(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const response = await fetch(path.startsWith("http") ? path : `${store.url}${path}`, {
      method,
      headers: { "Content-Type": "application/json", ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }
  const get = (path: string) => send("GET", path);
  const post = (path: string, body: unknown = {}, headers?: Record<string, string>) =>
    send("POST", path, body, headers);

  async function accessToken(domain = shop): Promise<string> {
    const { body } = await get(`/control/${domain}/session-token`);
    const answer = await requestToken(domain, {
      grant_type: tokenExchange,
      subject_token: body.sessionToken,
      expiring: "1",
    });
    return String(answer.body.access_token);
  }
  const requestToken = (domain: string, body: Record<string, unknown>) =>
    post(
      "/admin/oauth/access_token",
      { client_id: apiKey, client_secret: apiSecret, ...body },
      { "X-Simulated-Host": domain },
    );
  const graphql = (token: string, query: string, variables: Record<string, unknown> = {}, domain = shop) =>
    post(
      "/admin/api/2026-10/graphql.json",
      { query, variables },
      { "X-Simulated-Host": domain, "X-Shopify-Access-Token": token },
    );

  return {
    app,
    clock,
    store,
    get,
    post,
    requestToken,
    accessToken,
    graphql,
    /** Moves the shared clock as anyone would, over HTTP. */
    advance: (ms: number) => post(`${clock.url}/clock`, { advanceMs: ms }),
    install: (domain = shop) => post(`/control/${domain}/install`),
    settle: (domain = shop) => post(`/control/${domain}/settle`),
    close: async () => {
      await store.close();
      await clock.close();
      await app.close();
    },
  };
}

export type Rig = Awaited<ReturnType<typeof startRig>>;

export const tokenExchange = "urn:ietf:params:oauth:grant-type:token-exchange";

async function startApp() {
  const received: Received[] = [];
  const waiting = new Set<() => void>();
  let status = 200;
  const server = createServer(async (request, response) => {
    let rawBody = "";
    for await (const chunk of request) rawBody += chunk;
    received.push({ headers: request.headers, topic: String(request.headers["x-shopify-topic"]), rawBody });
    response.writeHead(status).end();
    for (const wake of waiting) wake();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    received,
    topics: () => received.map(({ topic }) => topic),
    answerWith: (next: number) => {
      status = next;
    },
    /** Resolves when the app has been told `count` times in all. */
    heard: (count: number) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (received.length < count) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
