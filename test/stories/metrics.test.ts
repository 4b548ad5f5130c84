import { expect, test } from "vitest";
import { metrics } from "#platform/telemetry/metrics/registry";
import { manySubscribers } from "../factories/many-subscribers.ts";
import { startCampaign } from "./campaign-under-way.ts";
import { postWebhook } from "./signed-webhook.ts";
import { BLUEBIRD, FERNHILL, METRICS_TOKEN, NUMBERS, openStory } from "./story-world.ts";
import { until } from "./until.ts";

const AUDIENCE = 30;
const world = await openStory();
const { ctx, carrier, web } = world;
const { everyShop: prisma } = ctx.db;

/** What Prometheus would store of ours: each series with its labels, and its value. */
async function scrape(): Promise<Map<string, number>> {
  const response = await fetch(`${web.url}/metrics`);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toContain("text/plain");
  const lines = (await response.text()).split("\n").filter((line) => line.startsWith("cartbell_"));
  return new Map(
    lines.map((line) => {
      const end = line.lastIndexOf(" ");
      return [line.slice(0, end), Number(line.slice(end + 1))];
    }),
  );
}

/** One store's day: installed, a campaign with its receipts, a webhook, a forged one, a STOP. */
async function playDay(domain: string, phone: string): Promise<string> {
  const shopId = await world.install(domain);
  await world.connect(shopId, phone);
  const ids = await manySubscribers(ctx.db, shopId, AUDIENCE);
  await prisma.subscriber.updateMany({ where: { shopId, id: { in: ids } }, data: { tags: ["all"] } });
  const campaign = await startCampaign(world, shopId, "all");
  await campaign.isOver();
  const body = JSON.stringify({ id: 7_000_001, phone: "+12125550199", updated_at: ctx.clock.now().toISOString() });
  const webhook = { domain, topic: "customers/create", body, triggeredAt: ctx.clock.now(), eventId: "event-1" };
  expect(await postWebhook(web.url, webhook)).toBe(200);
  expect((await fetch(`${web.url}/webhooks`, { method: "POST", body })).status).toBe(401);
  const person = await prisma.subscriber.findFirstOrThrow({ where: { shopId, id: ids[0] ?? "" } });
  await carrier.textIn(person.phone ?? "", phone, "STOP");
  await until("every delivery has been handled", async () => {
    return (await prisma.intake.count({ where: { state: "pending" } })) === 0;
  });
  await until("every text has its end", async () => {
    return (await prisma.message.count({ where: { state: { in: ["waiting", "sending", "accepted", "sent"] } } })) === 0;
  });
  return shopId;
}

/** Whether a class ever waited or a client left early is chance, and some figures come only after some seconds. */
const BY_CHANCE = /token_wait|event_loop_lag|queues_unserved|reconciler_drift|status="gone"|result="failed"/;
const seriesOf = (scraped: Map<string, number>) => new Set([...scraped.keys()].filter((it) => !BY_CHANCE.test(it)));

test("a second store adds to the metrics and makes no new series", async () => {
  const first = await playDay(FERNHILL, NUMBERS[0]);
  await scrape(); // is a request too
  const before = await scrape();
  const second = await playDay(BLUEBIRD, NUMBERS[1]);
  const after = await scrape();

  expect(seriesOf(after)).toEqual(seriesOf(before));
  const text = [...after.keys()].join("\n");
  for (const personal of [first, second, FERNHILL, BLUEBIRD, ...NUMBERS, "555"]) expect(text).not.toContain(personal);

  const grew = (series: string) => (after.get(series) ?? 0) - (before.get(series) ?? 0);
  expect(grew('cartbell_texts_total{class="campaign",outcome="accepted",cause="none"}')).toBe(AUDIENCE);
  expect(grew('cartbell_texts_total{class="campaign",outcome="delivered",cause="none"}')).toBe(AUDIENCE);
  expect(grew('cartbell_text_handover_seconds_count{class="campaign"}')).toBe(AUDIENCE);
  expect(grew('cartbell_texts_total{class="reply",outcome="accepted",cause="none"}')).toBe(1);
  expect(grew('cartbell_intake_accepted_total{kind="inbound"}')).toBe(1);
  expect(grew('cartbell_intake_accepted_total{kind="receipt"}')).toBeGreaterThanOrEqual(AUDIENCE);
  expect(grew('cartbell_intake_refused_total{kind="webhook",reason="no signature"}')).toBe(1);
  expect(grew('cartbell_http_request_seconds_count{endpoint="webhook",status="4xx"}')).toBe(1);
  expect(grew('cartbell_http_request_seconds_count{endpoint="callback",status="2xx"}')).toBeGreaterThan(AUDIENCE);
});

test("after a day nearly every metric has a value", async () => {
  const names = [...(await scrape()).keys()].map((series) => series.replace(/(_bucket|_sum|_count)?(\{.*)?$/, ""));
  // Some tell of what did not happen in this story: waits for tokens, a replica, failed reads, queues that no one looked for yet.
  const rare = /token_wait|replica_lag|reads_failed|queues_unserved|event_loop_lag|reconciler_drift|dead_|final_/;
  expect(Object.keys(metrics).filter((name) => !rare.test(name) && !names.includes(name))).toEqual([]);
});

test("metrics are for the machine itself and for the token's bearer", async () => {
  const ask = async (headers: Record<string, string>) => (await fetch(`${web.url}/metrics`, { headers })).status;
  expect(await ask({ "X-Forwarded-For": "203.0.113.7" })).toBe(404);
  expect(await ask({ "X-Forwarded-For": "203.0.113.7", Authorization: "Bearer not-the-token-of-metrics" })).toBe(404);
  expect(await ask({ "X-Forwarded-For": "203.0.113.7", Authorization: `Bearer ${METRICS_TOKEN}` })).toBe(200);
});
