import type { IncomingMessage, ServerResponse } from "node:http";

/** One request with what its route captured, and the few ways to answer it. */
export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
  /** A segment the route's pattern named; an unnamed one is a mistake in the pattern. */
  param(name: string): string;
  cookie(name: string): string | null;
  body(): Promise<string>;
}

export interface Route {
  method: "GET" | "POST" | "PUT" | "DELETE" | "OPTIONS";
  pattern: RegExp;
  handle(exchange: Exchange): Promise<void> | void;
}

/** What the simulated store refuses, with the status its caller should see. */
export class Refusal extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.name = "Refusal";
    this.status = status;
  }
}

/** `/control/:shop/checkouts/:token` → a route; a trailing `*rest` captures the remainder, slashes included. */
export function route(method: Route["method"], path: string, handle: Route["handle"]): Route {
  const source = path
    .replace(/[.]/g, "\\.")
    .replace(/\/\*(\w+)$/, "(?:/(?<$1>.*))?")
    .replace(/:(\w+)/g, "(?<$1>[^/]+)");
  return { method, pattern: new RegExp(`^${source}/?$`), handle };
}

/** Runs the first route that fits; refusals become JSON with their sentence, surprises a 500. */
export async function serve(routes: Route[], request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", "http://store");
  try {
    for (const { method, pattern, handle } of routes) {
      if (method !== request.method && !(method === "GET" && request.method === "HEAD")) continue;
      const match = pattern.exec(url.pathname);
      if (match) return await handle(exchangeFor(request, response, url, match.groups ?? {}));
    }
    throw new Refusal(404, `The simulated store has nothing at ${request.method} ${url.pathname}.`);
  } catch (error) {
    if (response.headersSent) return void response.end();
    const status = error instanceof Refusal ? error.status : 500;
    const message =
      error instanceof Error ? (status === 500 ? (error.stack ?? error.message) : error.message) : String(error);
    json(response, { error: message }, status);
  }
}

function exchangeFor(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  groups: Record<string, string | undefined>,
): Exchange {
  return {
    request,
    response,
    url,
    param: (name) => decodeURIComponent(groups[name] ?? ""),
    cookie: (name) => cookieValue(request.headers.cookie ?? "", name),
    body: () => readBody(request),
  };
}

function cookieValue(header: string, name: string): string | null {
  for (const pair of header.split(";")) {
    const [key, ...value] = pair.trim().split("=");
    if (key === name) return decodeURIComponent(value.join("="));
  }
  return null;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer); // an IncomingMessage without encoding yields buffers
  return Buffer.concat(chunks).toString("utf8");
}

/** The body as a JSON object; an empty body is an empty object. */
export async function jsonBody(exchange: Exchange): Promise<Record<string, unknown>> {
  const text = await exchange.body();
  if (!text.trim()) return {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Falls through to the refusal below.
  }
  throw new Refusal(400, "Send a JSON object.");
}

/** The body of an HTML form. */
export async function formBody(exchange: Exchange): Promise<URLSearchParams> {
  return new URLSearchParams(await exchange.body());
}

export function json(
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {
    "Content-Type": "application/json; charset=utf-8",
    "Access-Control-Allow-Origin": "*",
    ...headers,
  });
  response.end(JSON.stringify(body));
}

export function page(response: ServerResponse, markup: string, status = 200): void {
  response.writeHead(status, { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" });
  response.end(markup);
}

export function redirect(response: ServerResponse, location: string): void {
  response.writeHead(303, { Location: location });
  response.end();
}

const contentTypes: Record<string, string> = { js: "text/javascript", css: "text/css", svg: "image/svg+xml" };

export function asset(response: ServerResponse, name: string, content: string): void {
  const type = contentTypes[name.split(".").at(-1) ?? ""] ?? "text/plain";
  response.writeHead(200, {
    "Content-Type": `${type}; charset=utf-8`,
    "Access-Control-Allow-Origin": "*",
    "Cache-Control": "no-cache",
  });
  response.end(content);
}
