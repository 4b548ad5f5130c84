import type { ServerResponse } from "node:http";

/** For answers that are no page: they load nothing, and no other page may show them in a frame. */
export const BARE_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

const ALWAYS: Record<string, string> = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "Cross-Origin-Opener-Policy": "same-origin-allow-popups",
  // Pages and data are a merchant's or a shopper's. Files of the build set their own.
  "Cache-Control": "no-store",
  "Content-Security-Policy": BARE_POLICY,
};

/** A year, as browsers' preload lists ask. */
const HSTS = "max-age=31536000; includeSubDomains";

/** Sets what every answer carries. Whatever answers afterwards may replace a header, and so need not remember to set it. */
export function setSecurityHeaders(response: ServerResponse, { isHttps }: { isHttps: boolean }): void {
  for (const [name, value] of Object.entries(ALWAYS)) response.setHeader(name, value);
  if (isHttps) response.setHeader("Strict-Transport-Security", HSTS);
}
