// Another shop's shoppers, store and merchant, one request after another, on a thread of their own: what keeps the fuzzing
// busy must not look like a slow server. Posts how long each request took.
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { parentPort, workerData } from "node:worker_threads";
import { storeControl } from "../stories/store-control.ts";
import type { NeighborPlan, Sample } from "./neighbor.ts";
import { asked, callback, webhook } from "./requests.ts";
import { sendTo, type WireRequest } from "./wire.ts";

const PAUSE_MS = 40;
/** Of the minute that a session token is valid. */
const TOKEN_MS = 30_000;

const plan = workerData as NeighborPlan;
const store = storeControl(plan.storeUrl, plan.domain);
const token = { value: "", at: Number.NEGATIVE_INFINITY };
const victim = { ...plan, token: async () => token.value };
let isStopped = false;
parentPort?.once("message", () => {
  isStopped = true;
});

const kinds: [string, () => WireRequest | Promise<WireRequest>][] = [
  [
    "STOP",
    () =>
      callback(victim, "inbound", {
        MessageSid: `SM${randomUUID().replaceAll("-", "")}`,
        ...{ From: `+1646${2_000_000 + Math.floor(Math.random() * 7_000_000)}`, To: plan.phone, Body: "STOP" },
      }),
  ],
  [
    "order",
    () =>
      webhook(victim, {
        ...{ domain: plan.domain, topic: "orders/create", at: new Date(Date.now() + plan.offsetMs).toISOString() },
        body: JSON.stringify({ id: Math.floor(Math.random() * 1e12), note: "the other shop's" }),
      }),
  ],
  ["link", () => ({ method: "GET", path: "/l/aB3dE5gH7j", headers: {}, body: "" })],
  ["page", () => asked(victim, "/campaigns.data")],
];

for (let turn = 0; !isStopped; turn += 1) {
  if (performance.now() - token.at > TOKEN_MS) {
    token.value = await store.sessionToken();
    token.at = performance.now();
  }
  const [kind, make] = kinds[turn % kinds.length] ?? ["", () => ({ method: "GET", path: "/", headers: {}, body: "" })];
  const { ms, status } = await sendTo(plan.appUrl, await make());
  parentPort?.postMessage({ kind, ms, status } satisfies Sample);
  await sleep(PAUSE_MS);
}
parentPort?.close();
