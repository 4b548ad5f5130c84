import { timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";

/** Readiness tells counts and costs a query: it is for the machine itself, past no proxy, and for the token's bearer. */
export function mayAskReadiness(
  { headers, socket }: Pick<IncomingMessage, "headers"> & { socket: { remoteAddress?: string | undefined } },
  token: string | null,
): boolean {
  if (token !== null) {
    const [given, wanted] = [Buffer.from(headers.authorization ?? ""), Buffer.from(`Bearer ${token}`)];
    if (given.length === wanted.length && timingSafeEqual(given, wanted)) return true;
  }
  const isLocal = /^(127\.|::1$|::ffff:127\.)/.test(socket.remoteAddress ?? "");
  return isLocal && headers["x-forwarded-for"] === undefined && headers.forwarded === undefined;
}
