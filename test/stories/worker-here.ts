import { openContext, REDIS_PREFIX } from "#domain/open-context";
import { ensurePartitions } from "#domain/operations/partitions";
import type { Config } from "#platform/config";
import { rateBucket } from "#platform/rate-bucket";
import { connectRedis } from "#platform/redis";
import { providersFrom } from "#providers/registry";
import { connectAdminApi } from "../../workers/admin-api.ts";
import { type RunningWorker, startWorker } from "../../workers/worker.ts";

export interface WorkerHere {
  stop(): Promise<void>;
}

/** The worker of workers/main.ts, inside the test's own process and with every queue. */
export async function startWorkerHere(config: Config): Promise<WorkerHere> {
  let worker: RunningWorker | undefined;
  const { ctx, redis, close } = await openContext(config, "worker", async () => {
    await ensurePartitions(ctx.db, ctx.clock.now());
    await worker?.sweeper.sweep();
  });
  const { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken, TWILIO_API_URL: apiUrl } = config;
  const providers = providersFrom({ twilio: { accountSid, authToken, apiUrl } });
  const bucketRedis = connectRedis(config.REDIS_URL);
  worker = startWorker({
    ctx,
    redis,
    prefix: REDIS_PREFIX,
    providers,
    bucket: rateBucket(bucketRedis, REDIS_PREFIX),
    admin: connectAdminApi(config, ctx.db),
  });
  return {
    async stop() {
      await worker?.stop();
      await Promise.all(Object.values(providers).map((provider) => provider.close()));
      bucketRedis.disconnect();
      await close();
    },
  };
}
