import { gzipSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import { startCollector } from "./server.ts";

const collector = await startCollector({ port: 0 });
afterAll(() => collector.close());

const [TRACE, PARENT, CHILD] = ["5b8efff798038103d269b633813fc60c", "eee19b7ec3c1b173", "eee19b7ec3c1b174"];

/** The specification's example (opentelemetry-proto, examples/trace.json), with a child. */
function aRequest(change: object = {}) {
  const resource = { attributes: [{ key: "service.name", value: { stringValue: "sample.service" } }] };
  const span = {
    traceId: TRACE.toUpperCase(),
    spanId: PARENT,
    flags: 257,
    name: "I'm a server span",
    startTimeUnixNano: "1544712660000000000",
    endTimeUnixNano: "1544712661000000000",
    kind: 2,
    attributes: [
      { key: "sample.attribute", value: { stringValue: "some value" } },
      { key: "count", value: { intValue: "42" } },
    ],
  };
  const child = { ...span, spanId: CHILD, parentSpanId: PARENT, name: "inside", kind: 1, ...change };
  return { resourceSpans: [{ resource, scopeSpans: [{ scope: { name: "sample.scope" }, spans: [span, child] }] }] };
}

function post(body: string | Buffer<ArrayBuffer>, headers: Record<string, string> = {}) {
  return fetch(`${collector.url}/v1/traces`, {
    method: "POST",
    body,
    headers: { "content-type": "application/json", ...headers },
  });
}

test("spans sent as the specification says are listed by trace", async () => {
  const answer = await post(JSON.stringify(aRequest()));
  expect([answer.status, await answer.json()]).toEqual([200, {}]);
  const traces = await (await fetch(`${collector.url}/traces`)).json();
  const [durationMs, startMs] = [1_000, 1_544_712_660_000];
  const summary = { traceId: TRACE, name: "I'm a server span", startMs, durationMs, spans: 2, hasFailed: false };
  expect(traces).toEqual([{ ...summary, services: ["sample.service"] }]);
  const spans = (await (await fetch(`${collector.url}/traces/${TRACE}`)).json()) as Record<string, unknown>[];
  expect(spans[0]?.attributes).toEqual({ "sample.attribute": "some value", count: 42 });
  expect(spans.map(({ parentSpanId }) => parentSpanId)).toEqual([null, PARENT]);
});

test("a person reads the list and one trace as pages, whatever its spans are named", async () => {
  const name = "<b>inside</b>";
  expect((await post(JSON.stringify(aRequest({ name })))).status).toBe(200);
  const [list, trace] = await Promise.all(["/", `/trace/${TRACE}`].map((path) => fetch(`${collector.url}${path}`)));
  expect([list?.status, trace?.status]).toEqual([200, 200]);
  expect(await list?.text()).toContain(`href="/trace/${TRACE}"`);
  const page = await trace?.text();
  expect(page).toContain("&lt;b&gt;inside&lt;/b&gt;");
  expect(page).not.toContain(name);
  expect((await fetch(`${collector.url}/trace/unknown`)).status).toBe(404);
});

test("compressed bodies are read", async () => {
  const body = gzipSync(JSON.stringify(aRequest()));
  expect((await post(body, { "content-encoding": "gzip" })).status).toBe(200);
});

test.each<[string, object]>([
  ["an id in base64", { spanId: "7uGbfsPBsXM=" }],
  ["an id of zeros", { spanId: "0000000000000000" }],
  ["a kind by its name", { kind: "SPAN_KIND_SERVER" }],
  ["an end before the start", { endTimeUnixNano: "1" }],
  ["a name that isn't in the protocol", { start_time_unix_nano: "1" }],
  ["two attributes of one name", { attributes: ["a", "a"].map((key) => ({ key, value: { boolValue: true } })) }],
  ["a value of two kinds", { attributes: [{ key: "a", value: { boolValue: true, stringValue: "a" } }] }],
])("%s is refused", async (_what, change) => {
  const answer = await post(JSON.stringify(aRequest(change)));
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ code: 3 });
});

test("other types and methods are refused", async () => {
  expect((await post("x", { "content-type": "application/x-protobuf" })).status).toBe(415);
  expect((await fetch(`${collector.url}/v1/traces`)).status).toBe(405);
  expect((await post("not JSON")).status).toBe(400);
});
