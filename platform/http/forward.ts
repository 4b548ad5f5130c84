import {
  Agent,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingMessage,
  type RequestListener,
  request,
} from "node:http";
import { pipeline } from "node:stream";
import { hasBody } from "./odd-request.ts";

/** Of one connection, not of the message (RFC 9110 §7.6.1); Node sets its own on each side. */
const OF_THE_CONNECTION = new Set([
  ...["connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "te", "trailer"],
  ...["transfer-encoding", "upgrade", "expect"],
]);

/**
 * An idle connection to the target is given up long before the target gives it up: one that both use and close at once
 * would be an error for a request that did nothing wrong.
 */
const IDLE_MS = 30_000;
/** Requests that may be under way at a time, of one caller and of all: each takes a connection to the target. */
const MOST_OF_ONE = 256;
const MOST_IN_ALL = 2_000;

export interface Forwarding {
  /** Where requests go now, http://host:port; null while it is away. */
  target(): string | null;
  /** Headers that replace the client's own of the same name. */
  headersFor(request: IncomingMessage): Record<string, string>;
  /** Whose requests are counted together. */
  callerOf(request: IncomingMessage): string;
  /** Answers while the target is away, when it broke off before it answered, and when too many requests are under way. */
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
export function forwardRequests({ target, headersFor, callerOf, away }: Forwarding): Forwarder {
  const agent = new Agent({ keepAlive: true, timeout: IDLE_MS });
  const underWay = countUnderWay();
  const listener: RequestListener = (incoming, response) => {
    const address = target();
    const end = address === null ? null : underWay.begin(callerOf(incoming));
    if (address === null || end === null) return away(incoming, response);
    response.once("close", end);
    const outgoing = request(address, {
      agent,
      method: incoming.method,
      path: incoming.url,
      headers: { ...ofTheMessage(incoming.headers), ...framingOf(incoming), ...headersFor(incoming) },
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
    // Without a length and without chunks, what is written would be read as the next request on that connection.
    if (!hasBody(incoming.headers)) return void outgoing.end();
    incoming.pipe(outgoing);
    sendHeadSoon(outgoing);
  };
  return { listener, close: () => agent.destroy() };
}

/** A body of unknown length stays one: Node would send that of a GET as it is, without marking its end. */
function framingOf({ headers }: IncomingMessage): IncomingHttpHeaders {
  return headers["transfer-encoding"] === undefined ? {} : { "transfer-encoding": "chunked" };
}

/** Begins a request of a caller and returns what ends it; null when there are too many. */
function countUnderWay(): { begin(caller: string): (() => void) | null } {
  const ofOne = new Map<string, number>();
  let inAll = 0;
  return {
    begin(caller) {
      const own = ofOne.get(caller) ?? 0;
      if (own >= MOST_OF_ONE || inAll >= MOST_IN_ALL) return null;
      ofOne.set(caller, own + 1);
      inAll += 1;
      return () => {
        const left = (ofOne.get(caller) ?? 1) - 1;
        if (left === 0) ofOne.delete(caller);
        else ofOne.set(caller, left);
        inAll -= 1;
      };
    },
  };
}

/** The head of a slow stream does not wait for the first piece; any other travels with its body. */
function sendHeadSoon(message: OutgoingMessage): void {
  setImmediate(() => !message.writableEnded && message.flushHeaders());
}

function ofTheMessage(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !OF_THE_CONNECTION.has(name)));
}
