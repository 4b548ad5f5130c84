import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import { exportRequest } from "./otlp.ts";
import { listPage, tracePage } from "./page.ts";
import { collectTraces } from "./traces.ts";

export interface RunningCollector {
  /** The base address, as OTEL_EXPORTER_OTLP_ENDPOINT has it. */
  url: string;
  close(): Promise<void>;
}

const LARGEST_BODY = 20 * 1024 ** 2;

/**
 * Starts a collector that takes traces as OTLP/HTTP in JSON (https://opentelemetry.io/docs/specs/otlp/#otlphttp) and answers as the
 * specification says. GET /traces lists what it has, GET /traces/<id> gives the spans of one; / and /trace/<id> are pages for people.
 */
export async function startCollector(options: { port: number }): Promise<RunningCollector> {
  const traces = collectTraces();

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== "POST") return refuse(response, 405, "Traces are posted.");
    if (request.headers["content-type"]?.split(";", 1)[0]?.trim() !== "application/json")
      return refuse(response, 415, "This collector reads application/json.");
    const bytes = await readBody(request);
    if (bytes === null) return refuse(response, 413, "The body is too large.");
    const parsed = exportRequest.safeParse(parseJson(bytes, request.headers["content-encoding"]));
    if (!parsed.success) return refuse(response, 400, parsed.error.issues.map(problemOf).join("; "));
    traces.take(parsed.data);
    send(response, 200, {});
  }

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://collector");
    const [, folder, id] = pathname.split("/");
    if (pathname === "/v1/traces") {
      receive(request, response).catch((error: unknown) => refuse(response, 400, String(error)));
      return;
    }
    if (request.method === "GET" && folder === "traces" && !id) return send(response, 200, traces.list());
    if (request.method === "GET" && folder === "traces" && id) return send(response, 200, traces.spansOf(id));
    if (request.method === "GET" && pathname === "/") return show(response, 200, listPage(traces.list()));
    if (request.method === "GET" && folder === "trace" && id) {
      const spans = traces.spansOf(id);
      if (spans.length > 0) return show(response, 200, tracePage(id, spans));
    }
    refuse(response, 404, "This is a collector: POST /v1/traces, GET /traces, GET /traces/<id>.");
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(options.port, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // a TCP server's address is never a string
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LARGEST_BODY) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parseJson(bytes: Buffer, encoding: string | undefined): unknown {
  if (encoding !== undefined && encoding !== "gzip" && encoding !== "identity")
    throw new Error(`The encoding ${encoding} is not read.`);
  return JSON.parse((encoding === "gzip" ? gunzipSync(bytes) : bytes).toString("utf8"));
}

function problemOf({ path, message }: { path: PropertyKey[]; message: string }): string {
  return `${path.map(String).join(".")}: ${message}`;
}

/** A refusal is a google.rpc.Status. */
function refuse(response: ServerResponse, status: number, message: string): void {
  send(response, status, { code: status === 400 ? 3 : 2, message });
}

function show(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, { "content-type": "text/html; charset=utf-8" });
  response.end(html);
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}
