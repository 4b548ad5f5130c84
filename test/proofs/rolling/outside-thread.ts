// The thread that `openOutside` starts: it answers each message with one of its own.
import { parentPort, workerData } from "node:worker_threads";
import { startBalancer } from "./balancer.ts";
import type { Asked, Passed, Place } from "./outside.ts";
import { startWebhookLoad, type Told, type WebhookLoad } from "./webhook-load.ts";

const { port, targets } = workerData as Place;
const balancer = await startBalancer(port, targets);
let load: WebhookLoad | null = null;

async function answer(asked: Asked): Promise<Told | Passed | null> {
  if (asked === "passed") return { passed: balancer.passed(), failures: balancer.failures() };
  if (asked === "stop-webhooks") return (await load?.stop()) ?? null;
  if (asked === "close") await balancer.stop();
  else load = startWebhookLoad(asked);
  return null;
}

parentPort?.on("message", async (asked: Asked) => {
  parentPort?.postMessage(await answer(asked));
  if (asked === "close") parentPort?.close();
});
parentPort?.postMessage(null);
