import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createSubscribers } from "./subscribers.ts";

export interface ClockOptions {
  port: number;
  /** How far ahead of real time the clock starts, or behind it when negative; a saved clock wins when it is further ahead. */
  startOffsetMs?: number;
  /** Where the offset is kept between runs; without it the clock forgets. */
  dataDir?: string;
}

export interface RunningClock {
  url: string;
  now(): Date;
  close(): Promise<void>;
}

/** How long a move waits for the processes that follow the clock. */
const patienceMs = 3_000;

/**
 * Starts the one clock that the simulators and the app share: real time plus an offset that only grows.
 * A move is answered once every process that follows the clock has come back knowing the new time.
 */
export async function startClock(options: ClockOptions): Promise<RunningClock> {
  const file = options.dataDir ? join(options.dataDir, "clock.json") : null;
  const savedMs = file ? savedOffset(file) : null;
  let offsetMs = Math.max(options.startOffsetMs ?? savedMs ?? 0, savedMs ?? options.startOffsetMs ?? 0);
  const now = () => new Date(Date.now() + offsetMs);
  const reading = () => ({ offsetMs, now: now().toISOString() });
  const subscribers = createSubscribers(
    () => offsetMs,
    (response) => send(response, 200, reading()),
  );

  async function move(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const next = requestedOffset(await readJson(request), offsetMs);
    if (typeof next === "string") return send(response, 422, { error: next });
    if (next < offsetMs) {
      return send(response, 409, { error: `The clock only moves forward: it already shows ${now().toISOString()}.` });
    }
    if (next !== offsetMs) {
      offsetMs = next;
      if (file) save(file, offsetMs);
      await subscribers.moved(offsetMs, patienceMs);
    }
    send(response, 200, reading());
  }

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://clock");
    if (request.method === "OPTIONS") return send(response, 204, null);
    if (request.method === "GET" && url.pathname === "/clock") return send(response, 200, reading());
    if (request.method === "GET" && url.pathname === "/clock/wait") {
      const id = url.searchParams.get("subscriber") ?? "";
      return subscribers.poll(id, Number(url.searchParams.get("offsetMs")), response);
    }
    if (request.method === "POST" && url.pathname === "/clock") {
      move(request, response).catch((error: unknown) => send(response, 400, { error: String(error) }));
      return;
    }
    send(response, 404, { error: "This is the shared clock: GET /clock, GET /clock/wait, POST /clock." });
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(options.port, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // a TCP server's address is never a string

  return {
    url: `http://127.0.0.1:${port}`,
    now,
    close: async () => {
      subscribers.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The offset a move asks for, or the sentence that refuses it. */
function requestedOffset(body: Record<string, unknown>, offsetMs: number): number | string {
  if (typeof body.advanceMs === "number" && Number.isFinite(body.advanceMs))
    return offsetMs + Math.round(body.advanceMs);
  const instant = typeof body.now === "string" ? Date.parse(body.now) : Number.NaN;
  if (Number.isFinite(instant)) return Math.round(instant - Date.now());
  return 'Say {"advanceMs": 60000} or {"now": "2026-11-27T13:00:00Z"}.';
}

async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = "";
  for await (const chunk of request) text += chunk;
  const value: unknown = JSON.parse(text || "{}");
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function savedOffset(file: string): number | null {
  try {
    const saved: unknown = JSON.parse(readFileSync(file, "utf8"));
    return typeof saved === "object" && saved !== null && "offsetMs" in saved ? Number(saved.offsetMs) || 0 : null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

function save(file: string, offsetMs: number): void {
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(`${file}.new`, JSON.stringify({ offsetMs }));
  renameSync(`${file}.new`, file);
}

/** Open to every origin: the store's front page, on another port, moves the clock from the browser. */
function send(response: ServerResponse, status: number, body: unknown): void {
  if (response.writableEnded) return;
  response.writeHead(status, {
    "Content-Type": "application/json",
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Headers": "Content-Type",
    "Access-Control-Allow-Methods": "GET, POST",
  });
  response.end(body === null ? undefined : JSON.stringify(body));
}
