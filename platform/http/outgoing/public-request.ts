import { type IncomingHttpHeaders, type IncomingMessage, request as plainRequest } from "node:http";
import { request as secureRequest } from "node:https";
import { isIP } from "node:net";
import { isPublicAddress } from "./public-address.ts";
import { type ResolveHost, resolveHost } from "./resolve-host.ts";

export interface PublicRequest {
  method: "GET" | "POST" | "PUT" | "DELETE";
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** What came of a request: the answer, whatever its status, or why none came. */
export type RequestOutcome =
  | {
      kind: "answer";
      status: number;
      headers: IncomingHttpHeaders;
      body: Buffer;
      isCut: boolean;
      bytes: number;
      ms: number;
    }
  /** Not sent, and no later attempt would be: the address is wrong or leads to a network of our own. */
  | { kind: "forbidden"; because: "bad-url" | "not-https" | "private-address"; ms: number }
  /** No answer, or half of one. The request may have arrived. */
  | { kind: "failed"; because: "unknown-host" | "time-out" | "connection"; detail: string; ms: number };

export interface RequestOptions {
  resolve?: ResolveHost;
  /** "host:port" of receivers that may be reached although their address is private, and without TLS: of a demo or a test. */
  trusted?: readonly string[];
  timeoutMs?: number;
  /** More of an answer is not read. */
  answerBytes?: number;
}

const TIMEOUT_MS = 10_000;
const ANSWER_BYTES = 64 * 1024;
const HEADER_BYTES = 16 * 1024;

/**
 * Makes a request to an address that a stranger has chosen. It resolves the host, checks every address, and connects to one that it
 * has checked: the name is never resolved a second time, so the DNS cannot change its answer in between. Redirects are answers like
 * any other. The answer is asked for without compression, so it cannot grow, and its time includes the DNS. Never throws for what
 * the network does.
 */
export async function requestPublicly(wanted: PublicRequest, options: RequestOptions = {}): Promise<RequestOutcome> {
  const { resolve = resolveHost, trusted = [], timeoutMs = TIMEOUT_MS, answerBytes = ANSWER_BYTES } = options;
  const started = performance.now();
  const ms = () => Math.round(performance.now() - started);
  const url = parseUrl(wanted.url);
  if (!url) return { kind: "forbidden", because: "bad-url", ms: ms() };
  const isTrusted = trusted.includes(`${url.hostname}:${portOf(url)}`);
  if (!isTrusted && url.protocol !== "https:") return { kind: "forbidden", because: "not-https", ms: ms() };
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const addresses = await withSignal(signal, addressesOf(url, resolve));
    const [address] = addresses;
    if (address === undefined)
      return { kind: "failed", because: "unknown-host", detail: "The host has no address.", ms: ms() };
    if (!isTrusted && !addresses.every(isPublicAddress))
      return { kind: "forbidden", because: "private-address", ms: ms() };
    const answer = await sendRequest(wanted, { url, address, signal, answerBytes });
    return { kind: "answer", ...answer, ms: ms() };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { kind: "failed", because: signal.aborted ? "time-out" : "connection", detail, ms: ms() };
  }
}

/** With a user or a password in it, an address would show them to everyone who reads the flow. */
function parseUrl(text: string): URL | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || (url.protocol !== "https:" && url.protocol !== "http:")) return null;
  return url.username === "" && url.password === "" && url.hostname !== "" ? url : null;
}

function portOf({ port, protocol }: URL): string {
  return port || (protocol === "https:" ? "443" : "80");
}

/** The URL parser has turned "127.1", "0x7f000001" and the like into an ordinary address. */
async function addressesOf({ hostname }: URL, resolve: ResolveHost): Promise<string[]> {
  const literal = literalIn(hostname);
  return literal === null ? await resolve(hostname) : [literal];
}

/** The address that a host is written as, IPv6 without its brackets; null for a name. */
function literalIn(hostname: string): string | null {
  const text = hostname.startsWith("[") ? hostname.slice(1, -1) : hostname;
  return isIP(text) === 0 ? null : text;
}

async function withSignal<Value>(signal: AbortSignal, work: Promise<Value>): Promise<Value> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const stop = () => reject(new Error("The time is over."));
  signal.addEventListener("abort", stop, { once: true });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

interface Sending {
  url: URL;
  /** Checked; the connection goes here and nowhere else. */
  address: string;
  signal: AbortSignal;
  answerBytes: number;
}

type Answer = Omit<Extract<RequestOutcome, { kind: "answer" }>, "kind" | "ms">;

function sendRequest(wanted: PublicRequest, { url, address, signal, answerBytes }: Sending): Promise<Answer> {
  const isSecure = url.protocol === "https:";
  const start = isSecure ? secureRequest : plainRequest;
  return new Promise((resolve, reject) => {
    const request = start({
      method: wanted.method,
      host: address,
      port: portOf(url),
      path: `${url.pathname}${url.search}`,
      // The certificate must be the host's, though we connect by its address.
      ...(isSecure && literalIn(url.hostname) === null && { servername: url.hostname }),
      agent: false,
      maxHeaderSize: HEADER_BYTES,
      signal,
      headers: {
        ...wanted.headers,
        Host: url.host,
        "Accept-Encoding": "identity",
        "Content-Length": Buffer.byteLength(wanted.body),
        Connection: "close",
      },
    });
    request.on("error", reject);
    request.on("response", (response) => {
      readAnswer(response, answerBytes)
        .then(resolve, reject)
        .finally(() => request.destroy());
    });
    request.end(wanted.body);
  });
}

async function readAnswer(response: IncomingMessage, most: number): Promise<Answer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response) {
    chunks.push(chunk as Buffer); // no encoding is set, so it is one
    bytes += (chunk as Buffer).length;
    if (bytes > most) break;
  }
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    body: Buffer.concat(chunks).subarray(0, most),
    isCut: bytes > most,
    bytes,
  };
}
