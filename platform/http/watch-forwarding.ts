import type { IncomingHttpHeaders } from "node:http";
import type { Log } from "#platform/log";

/** So many requests in a row must say the same: one alone may be a probe, or a client that writes the header itself. */
const IN_A_ROW = 5;

type Problem = "straight" | "forwarded";

/**
 * Watches whether requests pass as many proxies as TRUSTED_PROXIES says, and warns in the log when the first ones show that they
 * don't: then limits count the wrong addresses. Each problem is said once. Health checks and what the store's own proxy forwards
 * tell nothing about the operator's proxies.
 */
export function watchForwarding(proxies: number, log: Pick<Log, "warn">) {
  const said = new Set<Problem>();
  let last: Problem | null = null;
  let inARow = 0;
  return ({ headers, url = "/" }: { headers: IncomingHttpHeaders; url?: string | undefined }): void => {
    if (said.size > 0 || url.startsWith("/health/") || url.startsWith("/proxy/")) return;
    const problem = problemOf(headers["x-forwarded-for"], proxies);
    inARow = problem === last ? inARow + 1 : 1;
    last = problem;
    if (problem === null || inARow < IN_A_ROW) return;
    said.add(problem);
    log.warn({ trustedProxies: proxies }, SENTENCES[problem]);
  };
}

function problemOf(header: string | string[] | undefined, proxies: number): Problem | null {
  const passed = String(header ?? "")
    .split(",")
    .filter((entry) => entry.trim() !== "").length;
  if (passed < proxies) return "straight";
  // Behind proxies the client's own claims come first, so more entries than proxies say nothing.
  return proxies === 0 && passed > 0 ? "forwarded" : null;
}

const SENTENCES: Record<Problem, string> = {
  straight:
    "Requests come without the X-Forwarded-For entries that TRUSTED_PROXIES promises. Set TRUSTED_PROXIES to the number of your proxies, 0 without any: until then a client can write its own address and pass the limits by address.",
  forwarded:
    "Requests come with X-Forwarded-For, and TRUSTED_PROXIES is 0. If a proxy of yours stands in front, set TRUSTED_PROXIES to the number of your proxies: until then all visitors count as one address and share its limits.",
};
