import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { TraceFlags, trace } from "@opentelemetry/api";
import { afterAll, beforeEach, expect, test } from "vitest";
import { createLog } from "#platform/log";
import { parseDsn } from "#platform/telemetry/errors/dsn";
import { openErrorReports } from "#platform/telemetry/errors/report";

/** An ingest endpoint as the protocol describes it (develop.sentry.dev, envelopes and authentication). */
interface Received {
  path: string;
  header: Record<string, string>;
  event: Record<string, unknown>;
}
const received: Received[] = [];
let answer: { status: number; headers?: Record<string, string> } = { status: 200 };
let asked = 0;
let hold: Promise<void> = Promise.resolve();

const server = createServer(async (request, response) => {
  asked += 1;
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  await hold;
  const auth = String(request.headers["x-sentry-auth"]);
  const isKnown = /^Sentry sentry_version=7, sentry_client=\S+\/\S+, sentry_key=public-key$/.test(auth);
  const [head = "", item = "", payload = ""] = Buffer.concat(chunks).toString("utf8").split("\n");
  const { type, length } = JSON.parse(item) as { type: string; length: number };
  const isWhole = type === "event" && Buffer.byteLength(payload) === length;
  if (!isKnown || !isWhole || request.headers["content-type"] !== "application/x-sentry-envelope") {
    response.writeHead(400).end();
    return;
  }
  if (answer.status === 200)
    received.push({ path: request.url ?? "", header: JSON.parse(head), event: JSON.parse(payload) });
  response.writeHead(answer.status, answer.headers).end("{}");
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const dsn = `http://public-key@127.0.0.1:${(server.address() as AddressInfo).port}/path/42`;
afterAll(() => new Promise((resolve) => server.close(resolve)));

beforeEach(() => {
  received.length = 0;
  asked = 0;
  answer = { status: 200 };
  hold = Promise.resolve();
});

function aReportingLog() {
  const parsed = parseDsn(dsn);
  if (!parsed) throw new Error("This is a DSN.");
  const reports = openErrorReports(parsed, "test");
  return { reports, log: createLog("info", "worker", () => {}, reports.take) };
}

test("an error of the log arrives as one event, with its causes, its place and nothing personal", async () => {
  const { reports, log } = aReportingLog();
  const cause = new TypeError("no number like +12125550143");
  log.error({ err: new Error("Not sent to ada@example.test", { cause }), queue: "dispatch" }, "job failed");
  await reports.idle();
  expect(received).toHaveLength(1);
  const { path, header, event } = received[0] as Received;
  expect(path).toBe("/path/api/42/envelope/");
  expect(event).toMatchObject({
    event_id: header.event_id,
    platform: "node",
    level: "error",
    logger: "worker",
    environment: "test",
    logentry: { formatted: "job failed" },
    extra: { queue: "dispatch" },
    exception: {
      values: [
        { type: "TypeError", value: "no number like +…43" },
        { type: "Error", value: "Not sent to [email]" },
      ],
    },
  });
  expect(header.event_id).toMatch(/^[0-9a-f]{32}$/);
  expect(JSON.stringify(event)).toContain("error-reports.test.ts");
  expect(JSON.stringify(event)).not.toMatch(/2125550143|ada@/);
});

test("warnings and news stay in the log", async () => {
  const { reports, log } = aReportingLog();
  log.warn({ err: new Error("a warning") }, "rests");
  log.info("worker ready");
  await reports.idle();
  expect(asked).toBe(0);
});

test("an address that takes no more is left alone for as long as it says", async () => {
  const { reports, log } = aReportingLog();
  answer = { status: 429, headers: { "Retry-After": "3600" } };
  for (let i = 0; i < 20; i += 1) log.error({ err: new Error(`defect ${i}`) }, `defect of kind ${i}`);
  await reports.idle();
  log.error({ err: new Error("another") }, "another");
  await reports.idle();
  expect(asked).toBe(1);
});

test("however slowly it answers, no line of the log waits, and a bounded number of errors does", async () => {
  const { reports, log } = aReportingLog();
  const { promise, resolve } = Promise.withResolvers<void>();
  hold = promise;
  for (let i = 0; i < 90; i += 1) log.error({ err: new Error("a defect") }, "one kind");
  for (let i = 0; i < 90; i += 1) log.error({ err: new Error("a defect") }, "another kind");
  resolve();
  await reports.idle();
  expect(received).toHaveLength(101);
});

test("a line that is written in a trace names it, and so does its event", async () => {
  const lines: string[] = [];
  const traceId = "5b8efff798038103d269b633813fc60c";
  const span = trace.wrapSpanContext({ traceId, spanId: "eee19b7ec3c1b174", traceFlags: TraceFlags.SAMPLED });
  const { context } = await import("@opentelemetry/api");
  const { AsyncLocalStorageContextManager } = await import("@opentelemetry/context-async-hooks");
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  const log = createLog("info", "worker", (line) => void lines.push(line));
  context.with(trace.setSpan(context.active(), span), () => log.info("inside"));
  log.info("outside");
  context.disable();
  const [inside, outside] = lines.map((line) => JSON.parse(line) as { traceId?: string });
  expect(inside?.traceId).toBe(traceId);
  expect(outside?.traceId).toBeUndefined();
});

test("of one kind of line a hundred are written in a minute", () => {
  const lines: string[] = [];
  const log = createLog("info", "web", (line) => void lines.push(line));
  for (let i = 0; i < 5_000; i += 1) log.warn({ intakeId: i }, "delivery could not be handled");
  log.warn("something else");
  expect(lines).toHaveLength(101);
});

test.each(["", "https://host/1", "ftp://key@host/1", "https://key@host", "not a DSN"])("%j is no DSN", (text) => {
  expect(parseDsn(text)).toBeNull();
});
