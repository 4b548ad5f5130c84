/** What every page has: no plugins, and no other address for its links. */
const EVERY_PAGE = "object-src 'none'; base-uri 'none'";

/**
 * Gives a page of Remix or of the Shopify library the policy that its answer lacks. The library names the shop's admin as
 * the page's frame when the address names the shop; any other page may stand in no frame. Other answers keep the closed
 * policy of platform/http/security-headers.ts.
 */
export function setPagePolicy(headers: Headers): void {
  if (!headers.get("Content-Type")?.startsWith("text/html")) return;
  const frames = (headers.get("Content-Security-Policy") ?? "frame-ancestors 'none'").replace(/;\s*$/, "");
  headers.set("Content-Security-Policy", `${frames}; ${EVERY_PAGE}`);
}
