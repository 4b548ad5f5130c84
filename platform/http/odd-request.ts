import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import type { Answer } from "./answer.ts";

const METHODS = ["GET", "HEAD", "POST"];
/** Longer than any address of ours, with the longest search and a session token in it. */
const LONGEST_TARGET = 8_192;

/**
 * What to answer to a request that no page or endpoint of ours can mean, before anything reads it; null for an ordinary one.
 * A target is a path of ours (RFC 9112 §3.2.1): not "*", not another host's address, and readable as text.
 */
export function oddRequest({
  method = "",
  url = "",
  headers = {},
}: Pick<IncomingMessage, "method" | "url"> & Partial<Pick<IncomingMessage, "headers">>): Answer | null {
  if (!METHODS.includes(method)) return { status: 405, headers: { Allow: METHODS.join(", ") } };
  // No client of ours sends one, and who passes it on may take it for a request of its own (RFC 9110 §9.3.1).
  if (method !== "POST" && hasBody(headers)) return { status: 400, headers: { Connection: "close" } };
  if (url.length > LONGEST_TARGET) return { status: 414 };
  // Two slashes begin a host, and so does a backslash for browsers and the URL parser.
  if (!/^\/(?![/\\])/.test(url)) return { status: 400 };
  const path = decodePath(url.split("?", 1)[0] ?? "");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused.
  if (path === null || /[\u0000-\u001f\u007f\\]/.test(path)) return { status: 400 };
  return null;
}

/** Whether a body follows the head of a request. */
export function hasBody(headers: IncomingHttpHeaders): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) !== 0;
}

function decodePath(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    // Broken percent signs: no route can match it.
    return null;
  }
}
