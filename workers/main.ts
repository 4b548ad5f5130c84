import { once } from "node:events";
import { type JobName, jobs } from "#domain/jobs";
import { ConfigError, readConfig } from "#platform/config";
import { serveHealth } from "./health.ts";
import { openWorker } from "./open-worker.ts";

/** How long active jobs may take to finish when the process is asked to stop; what they leave is recovered. */
const STOP_MS = 20_000;

/** The worker process: `node --experimental-strip-types workers/main.ts`. */
async function main(): Promise<void> {
  const config = readConfig();
  const queues = queuesNamed(config.WORKER_QUEUES);
  const worker = await openWorker(config, queues);
  const health = await serveHealth(config.WORKER_PORT, { db: worker.ctx.db, redis: worker.redis });
  worker.ctx.log.info({ port: config.WORKER_PORT, queues }, "worker ready");
  await Promise.race([once(process, "SIGTERM"), once(process, "SIGINT")]);
  worker.ctx.log.info("worker stopping");
  setTimeout(() => process.exit(1), STOP_MS).unref();
  health.close();
  await worker.stop();
}

function queuesNamed(names: string[]): JobName[] {
  const known = Object.keys(jobs) as JobName[];
  if (names.length === 1 && names[0] === "all") return known;
  const strange = names.find((name) => !(name in jobs));
  if (strange)
    throw new ConfigError(`WORKER_QUEUES names "${strange}", which is no queue: choose from ${known.join(", ")}.`);
  return names as JobName[]; // each was found on the job page
}

try {
  await main();
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
