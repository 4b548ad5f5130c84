import type { BodyBudget } from "#platform/http/body-budget";

/** The longest form of ours, a flow of a hundred steps, has a tenth of it. */
const MOST_BYTES = 1024 ** 2;
/** A body that is too long is still read to here and thrown away: a browser that is sending hears no answer. */
const DRAINED_BYTES = 16 * 1024 ** 2;
/** Of real time, on a phone's line. */
const DEADLINE_MS = 20_000;

const TOO_LARGE = "This is more than 1 MB of text, which is more than a page takes. Shorten it and try again.";
const TOO_SLOW = "Your connection was too slow. Nothing was changed. Try again.";
const TOO_MANY = "Too many requests from your network. Nothing was changed. Try again in a moment.";

export type PostedForm =
  | { kind: "read"; request: Request }
  /** The same request without its body, and what to answer to it. */
  | { kind: "refused"; request: Request; refusal: Response };

/**
 * Reads what a page posts before the page sees it, within a bound of bytes, time and of what one network may have under
 * way. Everything but an upload comes through here.
 */
export async function readPostedForm(request: Request, network: string, bodies: BodyBudget): Promise<PostedForm> {
  if (request.body === null) return { kind: "read", request };
  const refused = (status: number, sentence: string): PostedForm => ({
    kind: "refused",
    request: withBody(request, null),
    refusal: new Response(sentence, {
      status,
      headers: { "Content-Type": "text/plain; charset=utf-8", Connection: "close", "Retry-After": "5" },
    }),
  });
  const reader = request.body.getReader();
  const stopped = Promise.withResolvers<"late" | "busy">();
  const claim = bodies.begin(network, () => stopped.resolve("busy"));
  if (claim === null) return refused(429, TOO_MANY);
  const timer = setTimeout(() => stopped.resolve("late"), DEADLINE_MS);
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    if (Number(request.headers.get("Content-Length") ?? 0) > DRAINED_BYTES) return refused(413, TOO_LARGE);
    for (;;) {
      const chunk = await Promise.race([reader.read(), stopped.promise]);
      if (chunk === "late") return refused(408, TOO_SLOW);
      if (chunk === "busy") return refused(429, TOO_MANY);
      if (chunk.done) break;
      length += chunk.value.byteLength;
      if (length > DRAINED_BYTES) break;
      if (length > MOST_BYTES) chunks.length = 0;
      else if (claim.add(chunk.value.byteLength)) chunks.push(chunk.value);
      else return refused(429, TOO_MANY);
    }
  } finally {
    clearTimeout(timer);
    claim.end();
    // The rest stays unread; a connection that broke has said so already.
    reader.cancel().catch(() => {});
  }
  if (length > MOST_BYTES) return refused(413, TOO_LARGE);
  return { kind: "read", request: withBody(request, Buffer.concat(chunks)) };
}

function withBody(request: Request, body: Buffer | null): Request {
  const { method, headers, signal } = request;
  return new Request(request.url, { method, headers, signal, body: new Uint8Array(body ?? []) });
}
