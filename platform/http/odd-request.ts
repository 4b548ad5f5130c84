import type { IncomingMessage } from "node:http";
import type { Answer } from "#platform/http/answer";

const METHODS = ["GET", "HEAD", "POST"];
/** Longer than any address of ours, with the longest search and a session token in it. */
const LONGEST_TARGET = 8_192;

/**
 * What to answer to a request that no page or endpoint of ours can mean, before anything reads it; null for an ordinary one.
 * A target is a path of ours (RFC 9112 §3.2.1): not "*", not another host's address, and readable as text.
 */
export function oddRequest({ method = "", url = "" }: Pick<IncomingMessage, "method" | "url">): Answer | null {
  if (!METHODS.includes(method)) return { status: 405, headers: { Allow: METHODS.join(", ") } };
  if (url.length > LONGEST_TARGET) return { status: 414 };
  // Two slashes begin a host, and so does a backslash for browsers and the URL parser.
  if (!/^\/(?![/\\])/.test(url)) return { status: 400 };
  const path = readable(url.split("?", 1)[0] ?? "");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused.
  if (path === null || /[\u0000-\u001f\u007f\\]/.test(path)) return { status: 400 };
  return null;
}

function readable(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    // Broken percent signs: no route can match it.
    return null;
  }
}
