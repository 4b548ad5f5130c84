import type { IncomingHttpHeaders } from "node:http";
import { isIP } from "node:net";

/** What is read of a request. */
export interface Addressed {
  headers: IncomingHttpHeaders;
  socket: { remoteAddress?: string | undefined };
}

/** The address used when a request names none: everything without one shares a budget. */
const UNKNOWN = "unknown";

/**
 * The address that the outermost of `proxies` trusted proxies saw. Each proxy appends its client's address to
 * X-Forwarded-For, so the trusted entries are the last ones; the entries before them are the client's own claim and are
 * never read. A request that passed fewer proxies than that came around them: then only its socket is believed.
 */
export function clientAddress({ headers, socket }: Addressed, proxies: number): string {
  const own = plainAddress(socket.remoteAddress ?? "") ?? UNKNOWN;
  if (proxies === 0) return own;
  const forwarded = String(headers["x-forwarded-for"] ?? "").split(",");
  const said = forwarded.length < proxies ? undefined : forwarded.at(-proxies);
  return plainAddress(said ?? "") ?? own;
}

/** One visitor's network: an IPv6 subscriber has 2^64 addresses to choose from, so these count by their first 64 bits. */
export function networkOf(address: string): string {
  if (isIP(address) !== 6) return address;
  // URL writes an IPv6 address in its one shortest form; the groups that "::" left out are put back.
  const [head = "", tail = ""] = new URL(`http://[${address}]/`).hostname.slice(1, -1).split("::");
  const before = head === "" ? [] : head.split(":");
  const after = tail === "" ? [] : tail.split(":");
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => "0");
  return `${[...before, ...zeros, ...after].slice(0, 4).join(":")}::/64`;
}

/** An IP address without a port, a zone, brackets or the IPv4-in-IPv6 prefix; null for anything else. */
function plainAddress(text: string): string | null {
  const bare = text
    .trim()
    .replace(/^\[([^\]]*)\](:\d+)?$/, "$1")
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, "$1")
    .replace(/%.*$/, "")
    .replace(/^::ffff:(?=\d+\.)/i, "");
  return isIP(bare) === 0 ? null : bare.toLowerCase();
}
