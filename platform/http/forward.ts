import {
  Agent,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingMessage,
  type RequestListener,
  request,
} from "node:http";
import { pipeline } from "node:stream";

/** Of one connection, not of the message (RFC 9110 §7.6.1); Node sets its own on each side. */
const OF_THE_CONNECTION = new Set([
  ...["connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "te", "trailer"],
  ...["transfer-encoding", "upgrade", "expect"],
]);

export interface Forwarding {
  /** Where requests go now, http://host:port; null while it is away. */
  target(): string | null;
  /** Headers that replace the client's own of the same name. */
  headersFor(request: IncomingMessage): Record<string, string>;
  /** Answers while the target is away, and when it broke off before it answered. */
  away: RequestListener;
}

export interface Forwarder {
  listener: RequestListener;
  /** Ends the idle connections to the target. */
  close(): void;
}

/**
 * Hands requests on to another HTTP server and its answers back, as streams. When either side breaks off, the other is
 * ended too. Headers that the response has already are kept unless the answer replaces them.
 */
export function forwardRequests({ target, headersFor, away }: Forwarding): Forwarder {
  const agent = new Agent({ keepAlive: true });
  const listener: RequestListener = (incoming, response) => {
    const address = target();
    if (address === null) return away(incoming, response);
    const outgoing = request(address, {
      agent,
      method: incoming.method,
      path: incoming.url,
      headers: { ...ofTheMessage(incoming.headers), ...headersFor(incoming) },
    });
    outgoing.once("response", (answer) => {
      // The body may not have been read to its end: then this connection is of no more use.
      if (answer.headers.connection === "close" && !incoming.complete) response.shouldKeepAlive = false;
      response.writeHead(answer.statusCode ?? 502, answer.statusMessage, ofTheMessage(answer.headers));
      pipeline(answer, response, () => {});
      sendHeadSoon(response);
    });
    outgoing.on("error", () => {
      if (!response.headersSent) away(incoming, response);
    });
    response.once("close", () => outgoing.destroy());
    // A body that the target does not want is not read; its answer is what counts.
    incoming.on("error", () => outgoing.destroy());
    incoming.pipe(outgoing);
    sendHeadSoon(outgoing);
  };
  return { listener, close: () => agent.destroy() };
}

/** The head of a slow stream does not wait for the first piece; any other travels with its body. */
function sendHeadSoon(message: OutgoingMessage): void {
  setImmediate(() => !message.writableEnded && message.flushHeaders());
}

function ofTheMessage(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !OF_THE_CONNECTION.has(name)));
}
