import { setAbstractFetchFunc } from "@shopify/shopify-api/runtime";

/** A simulated store in the place of Shopify: for demos and tests. platform/config.ts refuses one in production. */
export interface SimulatedStore {
  /** Its stand-in for App Bridge. */
  appBridgeUrl: string;
  /** Lets its admin frame the page these headers belong to, and drops the preload of the real App Bridge. */
  admit(headers: Headers): void;
  /** The same for a whole answer the Shopify library made: its script and its redirects point to the simulator. */
  admitAnswer(response: Response): Promise<Response>;
}

/**
 * Sends what this process would say to any *.myshopify.com to the simulator at `url`, with the shop's own host name in
 * X-Simulated-Host. Call it after the Shopify library's adapter was imported: the adapter sets the same function.
 */
export function connectSimulatedStore(url: string): SimulatedStore {
  const { origin } = new URL(url);
  const appBridgeUrl = `${origin}/app-bridge.js`;
  setAbstractFetchFunc((input: RequestInfo | URL, init?: RequestInit) => fetch(...toSimulator(origin, input, init)));

  function admitSimulator(headers: Headers): void {
    const policy = headers.get("Content-Security-Policy");
    if (policy)
      headers.set("Content-Security-Policy", policy.replace("frame-ancestors ", `frame-ancestors ${origin} `));
    if (headers.get("Link")?.includes(SHOPIFY_CDN)) headers.delete("Link");
  }

  return {
    appBridgeUrl,
    admit: admitSimulator,
    async admitAnswer(response) {
      const headers = new Headers(response.headers);
      admitSimulator(headers);
      const location = headers.get("Location");
      if (location) headers.set("Location", location.replace(SHOPIFY_ADMIN, origin));
      const body = isPage(response) ? (await response.text()).replace(APP_BRIDGE, appBridgeUrl) : response.body;
      return new Response(body, { status: response.status, statusText: response.statusText, headers });
    },
  };
}

const SHOPIFY_CDN = "cdn.shopify.com";
const APP_BRIDGE = "https://cdn.shopify.com/shopifycloud/app-bridge.js";
const SHOPIFY_ADMIN = "https://admin.shopify.com";

function isPage(response: Response): boolean {
  return response.headers.get("Content-Type")?.startsWith("text/html") ?? false;
}

function toSimulator(
  origin: string,
  input: RequestInfo | URL,
  init?: RequestInit,
): [RequestInfo | URL, RequestInit | undefined] {
  const target = new URL(input instanceof Request ? input.url : input);
  if (!target.hostname.endsWith(".myshopify.com")) return [input, init];
  const request = new Request(input, init);
  request.headers.set("X-Simulated-Host", target.hostname);
  return [new Request(new URL(target.pathname + target.search, origin), request), undefined];
}
