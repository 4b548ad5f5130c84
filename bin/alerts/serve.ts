import { timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Log } from "#platform/log";
import type { Forward } from "./forward.ts";
import { notification } from "./notification.ts";

const MOST_BYTES = 1024 ** 2;

export interface ServeOptions {
  host: string;
  port: number;
  /** What Alertmanager must send as a bearer token. */
  token: string;
  forward: Forward;
  log: Log;
}

/** POST /alerts takes Alertmanager's webhook: 200 when it was sent on, 502 when it must come again. GET /health/live: 200. */
export async function serveAlerts({ host, port, token, forward, log }: ServeOptions): Promise<Server> {
  const server = createServer((request, response) => {
    answerOne(request, response).catch((error: unknown) => {
      log.error({ err: error }, "a notification could not be read");
      if (!response.headersSent) response.writeHead(500).end();
    });
  });
  server.requestTimeout = 10_000;

  async function answerOne(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const end = (status: number) => void response.writeHead(status).end();
    if (request.url === "/health/live") return end(200);
    if (request.url !== "/alerts") return end(404);
    if (request.method !== "POST") return end(405);
    if (!isBearer(request.headers.authorization, token)) return end(401);
    const body = await readAll(request);
    if (body === null) return end(413);
    const read = notification.safeParse(parseJson(body));
    if (!read.success) return end(400);
    end((await forward(read.data)) ? 200 : 502);
  }

  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  return server;
}

function isBearer(header: string | undefined, token: string): boolean {
  const [given, wanted] = [Buffer.from(header ?? ""), Buffer.from(`Bearer ${token}`)];
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

/** Null for one that is too long. */
async function readAll(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // the schema refuses it
  }
}
