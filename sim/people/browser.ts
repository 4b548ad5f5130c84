import { randomUUID } from "node:crypto";
import { cookieJar } from "./cookies.ts";

/** A shopper's browser that runs the web pixel of the pages it opens. */
export interface Browser {
  /** Opens an address, follows it to its end, and tells the pixel's events. Returns the page's address and markup. */
  open(url: string): Promise<{ url: string; page: string }>;
  /** Sends a form of a page, as `open` does with its answer. */
  submit(url: string, form: Record<string, string>): Promise<{ url: string; page: string }>;
}

const phoneBrowser =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";
const mostHops = 10;

export function openBrowser({ userAgent = phoneBrowser }: { userAgent?: string } = {}): Browser {
  const cookies = cookieJar();

  async function go(first: string, form?: Record<string, string>): Promise<{ url: string; page: string }> {
    let [url, body] = [first, form ? new URLSearchParams(form) : undefined];
    for (let hop = 0; hop < mostHops; hop += 1) {
      const headers = { "user-agent": userAgent, accept: "text/html", ...cookies.headersFor(url) };
      const response: Response = await fetch(url, {
        redirect: "manual",
        headers,
        ...(body && { method: "POST", body }),
      });
      const page = await response.text();
      cookies.keep(url, response);
      const target = response.headers.get("location");
      if (target === null) {
        if (!response.ok) throw new Error(`${url} answered ${response.status}.`);
        await runPixel(url, page, userAgent);
        return { url, page };
      }
      [url, body] = [new URL(target, url).href, undefined];
    }
    throw new Error(`${first} redirects more than ${mostHops} times.`);
  }

  return { open: (url) => go(url), submit: (url, form) => go(url, form) };
}

/** What storefront/client/pixel.js does in a browser with scripts. */
async function runPixel(href: string, page: string, userAgent: string): Promise<void> {
  const json = /<script type="application\/json" id="web-pixel">(.*?)<\/script>/s.exec(page)?.[1];
  if (json === undefined) return;
  // Written by sim/shop/pixel/pixel-tag.ts.
  const settings = JSON.parse(json) as { endpoint: string; events: object[]; clientId: string; shop: string };
  const { endpoint, events, clientId, ...post } = settings;
  const context = { document: { location: { href } }, navigator: { userAgent } };
  const told = events.map((event, seq) => ({ ...event, id: randomUUID(), clientId, type: "standard", seq, context }));
  const body = JSON.stringify({ ...post, events: told });
  await fetch(endpoint, { method: "POST", headers: { "Content-Type": "text/plain" }, body });
}
