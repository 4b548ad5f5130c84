// A load generator in a process of its own: told by one JSON argument (plan.ts), says one line `result {…}` at its end.
import { percentiles } from "../report/percentiles.ts";
import { apiRequests } from "./api-events.ts";
import { openConnection } from "./connection.ts";
import { sendAt } from "./pace.ts";
import { pixelRequests } from "./pixel-events.ts";
import type { LoadPlan, LoadResult, RequestSource } from "./plan.ts";
import { receiptRequests } from "./receipts.ts";
import { webhookRequests } from "./webhooks.ts";

// The only caller is drive.ts, which wrote this argument.
const plan = JSON.parse(process.argv[2] ?? "") as LoadPlan;
const next = requestsOf(plan);
const connections = await Promise.all(Array.from({ length: plan.connections }, () => openConnection(plan.url)));
const [startedAt, begin, cpu] = [Date.now(), performance.now(), process.cpuUsage()];
const { times, statuses } = await sendAt(plan.pace, connections, next);
const seconds = (performance.now() - begin) / 1_000;
const { user, system } = process.cpuUsage(cpu);
for (const connection of connections) connection.close();

const [p50Ms = 0, p90Ms = 0, p99Ms = 0, maxMs = 0] = percentiles(times, [50, 90, 99, 100]);
const result: LoadResult = {
  answered: times.length,
  statuses,
  startedAt,
  seconds,
  perSecond: times.length / seconds,
  p50Ms,
  p90Ms,
  p99Ms,
  maxMs,
  cpuSeconds: (user + system) / 1e6,
};
process.stdout.write(`result ${JSON.stringify(result)}\n`);

function requestsOf({ url, requests }: LoadPlan): RequestSource {
  switch (requests.kind) {
    case "webhooks":
      return webhookRequests(requests);
    case "pixel":
      return pixelRequests(requests);
    case "api":
      return apiRequests(requests);
    case "receipts":
      return receiptRequests(url, requests);
  }
}
