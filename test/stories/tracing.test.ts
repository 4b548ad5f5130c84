import { startCollector } from "@cartbell/sim/collector";
import { expect, test } from "vitest";
import { publishedSample } from "../contracts/published-payloads.ts";
import { aLiveFlow } from "../factories/flow.ts";
import { postWebhook } from "./signed-webhook.ts";
import { API_SECRET, FERNHILL, openStory } from "./story-world.ts";
import { until } from "./until.ts";
import { startWebProcess, startWorkerProcess } from "./worker-process.ts";

const world = await openStory({ hasWorker: false });
const { ctx, carrier } = world;
const collector = await startCollector({ port: 0 });
const shopId = await world.install(FERNHILL);
await world.connect(shopId);
const steps = [{ id: "send", type: "send", config: { text: "Thanks, {{ customer.first_name }}!" }, arms: {} }];
await aLiveFlow(ctx.db, {
  shopId,
  preset: "order-placed",
  document: { purpose: "transactional", trigger: { kind: "order-placed" }, steps },
});

const PHONE = "+12125550188";

interface Span {
  spanId: string;
  parentSpanId: string | null;
  name: string;
  service: string;
  instance: string;
  attributes: Record<string, unknown>;
}
const ask = async <Answer>(path: string): Promise<Answer> =>
  (await (await fetch(`${collector.url}${path}`)).json()) as Answer;

function urlsWith(ratio: number, appUrl?: string) {
  const { TWILIO_API_URL: carrierUrl, CLOCK_URL: clock } = world.config;
  const env = {
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_TRACES_SAMPLER_ARG: String(ratio),
    SHOPIFY_API_SECRET: API_SECRET,
    ...(appUrl && { SHOPIFY_APP_URL: appUrl }),
  };
  return { carrier: carrierUrl, clock: clock ?? "", env };
}

/** The published sample of an order, placed now by someone with that number. */
function anOrder(id: number, phone: string): string {
  const now = ctx.clock.now().toISOString();
  const sample = JSON.parse(publishedSample("orders/create")) as Record<string, object>;
  const times = { created_at: now, processed_at: now, updated_at: now, cancelled_at: null };
  const customer = { ...sample.customer, id: id + 1, phone, first_name: "Zebediah" };
  return JSON.stringify({ ...sample, ...times, id, phone, email: "zebediah@example.test", customer });
}

/** Waits until a text was delivered, then stops the processes, so that they send their last spans. */
async function orderThenStop(ratio: number, id: number, phone: string): Promise<void> {
  const web = await startWebProcess(urlsWith(ratio));
  const worker = await startWorkerProcess(urlsWith(ratio, web.url));
  try {
    const order = { domain: FERNHILL, topic: "orders/create", body: anOrder(id, phone), triggeredAt: ctx.clock.now() };
    expect(await postWebhook(web.url, order)).toBe(200);
    await until("the text delivered", async () => {
      await carrier.idle();
      return ctx.db.prisma.message.findFirst({ where: { shopId, phone, state: "delivered" } });
    });
  } finally {
    await worker.stop();
    await web.stop();
  }
}

test("an order's webhook and all that follows from it are one trace, across processes, from the store to the receipt", async () => {
  await orderThenStop(1, 7001, PHONE);

  const traces = await ask<{ traceId: string; name: string }[]>("/traces");
  const ofOrder = traces.filter(({ name }) => name === "accept webhook");
  expect(ofOrder).toHaveLength(1);
  const spans = await ask<Span[]>(`/traces/${ofOrder[0]?.traceId}`);
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  const parents = (span: Span | undefined): string[] =>
    span ? [...parents(byId.get(span.parentSpanId ?? "")), `${span.service}: ${span.name}`] : [];
  const receipts = spans.filter(({ name }) => name === "work receipt").map(parents);
  expect(receipts.length).toBeGreaterThan(0);
  for (const chain of receipts)
    expect(chain).toEqual([
      "cartbell-web: accept webhook",
      "cartbell-worker: work webhook",
      "cartbell-worker: walk flow",
      "cartbell-worker: claim text",
      "cartbell-worker: hand over to twilio",
      "cartbell-web: accept receipt",
      "cartbell-worker: work receipt",
    ]);
  expect(spans.filter(({ parentSpanId }) => parentSpanId === null)).toHaveLength(1);
  expect(new Set(spans.map(({ instance }) => instance)).size).toBe(2);
}, 120_000);

test("no span has anything personal in it", async () => {
  const traces = await ask<{ traceId: string }[]>("/traces");
  const all = await Promise.all(traces.map(({ traceId }) => ask<Span[]>(`/traces/${traceId}`)));
  const text = JSON.stringify(all);
  expect(all.flat().length).toBeGreaterThan(6);
  for (const secret of [PHONE.slice(1), "2125550188", "Zebediah", "zebediah", "@", "Thanks", "http://", FERNHILL])
    expect(text).not.toContain(secret);
});

test("what is not sampled leaves no span and no trace in the rows", async () => {
  const before = await ask<unknown[]>("/traces");
  const phone = "+12125550189";
  await orderThenStop(0, 7101, phone);
  expect(await ask<unknown[]>("/traces")).toEqual(before);
  const { everyShop } = ctx.db;
  const message = await everyShop.message.findFirst({ where: { phone } });
  expect(message?.traceparent).toBeNull();
  expect((await carrier.handOffs({ to: phone })).map(({ ref }) => ref)).toHaveLength(1);
}, 120_000);
