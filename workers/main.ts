import { type JobName, jobs } from "#domain/jobs";
import { openContext, REDIS_PREFIX } from "#domain/open-context";
import { ensurePartitions } from "#domain/operations/partitions";
import { ConfigError, readConfig } from "#platform/config";
import { rateBucket } from "#platform/rate-bucket";
import { connectRedis } from "#platform/redis";
import { providersFrom } from "#providers/registry";
import { connectAdminApi } from "./admin-api.ts";
import { serveHealth } from "./health.ts";
import { type RunningWorker, startWorker } from "./worker.ts";

/** How long active jobs may take to finish when the process is asked to stop; what they leave is recovered. */
const STOP_MS = 20_000;

try {
  await main();
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const config = readConfig();
  const queues = queuesNamed(config.WORKER_QUEUES);
  let worker: RunningWorker | undefined;
  const { ctx, redis, close } = await openContext(config, "worker", async () => {
    await ensurePartitions(ctx.db, ctx.clock.now());
    await worker?.sweeper.sweep();
  });
  await ensurePartitions(ctx.db, ctx.clock.now());
  const providers = providersFrom({
    twilio: {
      accountSid: config.TWILIO_ACCOUNT_SID,
      authToken: config.TWILIO_AUTH_TOKEN,
      apiUrl: config.TWILIO_API_URL,
    },
  });
  const bucketRedis = connectRedis(config.REDIS_URL);
  worker = startWorker({
    ctx,
    redis,
    prefix: REDIS_PREFIX,
    providers,
    bucket: rateBucket(bucketRedis, REDIS_PREFIX),
    admin: connectAdminApi(config, ctx.db),
    queues,
  });
  const health = await serveHealth(config.WORKER_PORT, { db: ctx.db, redis });
  ctx.log.info({ port: config.WORKER_PORT, queues }, "worker ready");

  let isStopping = false;
  async function stop(signal: string): Promise<void> {
    if (isStopping) return;
    isStopping = true;
    ctx.log.info({ signal }, "worker stopping");
    setTimeout(() => process.exit(1), STOP_MS).unref();
    await worker?.stop();
    health.close();
    await Promise.all(Object.values(providers).map((provider) => provider.close()));
    bucketRedis.disconnect();
    await close();
  }
  process.on("SIGTERM", (signal) => void stop(signal));
  process.on("SIGINT", (signal) => void stop(signal));
}

function queuesNamed(names: string[]): JobName[] {
  const known = Object.keys(jobs) as JobName[];
  if (names.length === 1 && names[0] === "all") return known;
  const strange = names.find((name) => !(name in jobs));
  if (strange)
    throw new ConfigError(`WORKER_QUEUES names "${strange}", which is no queue: choose from ${known.join(", ")}.`);
  return names as JobName[]; // each was found on the job page
}
