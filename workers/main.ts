import { once } from "node:events";
import { openLog } from "#boot/open-log";
import { runMain } from "#boot/run-main";
import { readConfig } from "#platform/config";
import { hearEverything } from "#platform/hear-everything";
import { serveHealth } from "./health.ts";
import { openWorker } from "./open-worker.ts";
import { queuesNamed } from "./queues-named.ts";

/** How long active jobs may take to finish when the process is asked to stop; what they leave is recovered. */
const STOP_MS = 20_000;

/** The worker process: `node --experimental-strip-types workers/main.ts`. */
async function main(): Promise<void> {
  const config = readConfig();
  hearEverything(openLog(config, "worker"));
  const queues = queuesNamed(config.WORKER_QUEUES);
  const worker = await openWorker(config, queues);
  let isStopping = false;
  const { readiness, unserved } = worker;
  const tokens = { token: config.HEALTH_TOKEN ?? null, metricsToken: config.METRICS_TOKEN ?? null };
  const address = { host: config.WORKER_HOST ?? config.HOST, port: config.WORKER_PORT };
  const health = await serveHealth(address, { readiness, unserved, isStopping: () => isStopping, ...tokens });
  worker.ctx.log.info({ ...address, queues }, "worker ready");
  await Promise.race([once(process, "SIGTERM"), once(process, "SIGINT"), worker.restartDue]);
  isStopping = true;
  worker.ctx.log.info("worker stopping");
  setTimeout(() => process.exit(1), STOP_MS).unref();
  await worker.stop();
  health.close();
}

await runMain(main);
