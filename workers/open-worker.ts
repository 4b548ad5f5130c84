import type { Context } from "#domain/context";
import { tryWork } from "#domain/intake/try-work";
import { type JobName, jobs } from "#domain/jobs";
import { openContext, REDIS_PREFIX } from "#domain/open-context";
import { ensurePartitions } from "#domain/operations/partitions";
import { thisProcess } from "#domain/operations/processes/beat";
import { startHeart } from "#domain/operations/processes/heart";
import { startEpoch } from "#domain/restores/epoch";
import { epochCopies } from "#domain/restores/epoch-copies";
import type { Config } from "#platform/config";
import { type Readiness, watchReadiness } from "#platform/http/readiness";
import { deficits } from "#platform/redis/deficits";
import { rateBucket } from "#platform/redis/rate-bucket";
import { connectRedis } from "#platform/redis/redis";
import { rests } from "#platform/redis/rests";
import { providersFrom } from "#providers/registry";
import { connectAdminApi } from "./admin-api.ts";
import { importWorker } from "./import.ts";
import { startStatistician } from "./statistics.ts";
import { type RunningWorker, startWorker } from "./worker.ts";

export interface OpenWorker {
  ctx: Context;
  readiness: () => Promise<Readiness>;
  /** Queues that no worker serves. */
  unserved: () => JobName[];
  /** Takes nothing new, finishes what is under way, then lets go of everything. */
  stop(): Promise<void>;
}

/** Starts a worker with one of everything: context, providers, the store's API. Serves all queues unless told which. */
export async function openWorker(config: Config, queues?: JobName[]): Promise<OpenWorker> {
  let worker: RunningWorker | undefined;
  const {
    ctx: opened,
    redis,
    close,
  } = await openContext(config, "worker", async () => {
    await ensurePartitions(opened.db, opened.clock.now());
    await worker?.sweeper.sweep();
  });
  await ensurePartitions(opened.db, opened.clock.now());
  const epoch = await startEpoch(opened, epochCopies(config.EPOCH_FOLDER, redis, opened.log));
  const ctx = { ...opened, epoch };
  const { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken, TWILIO_API_URL: apiUrl } = config;
  const latestEntry = config.TWILIO_LATEST_ENTRY_SECONDS;
  const latestEntryMs = latestEntry === undefined ? undefined : latestEntry * 1_000;
  const providers = providersFrom({ twilio: { accountSid, authToken, apiUrl, latestEntryMs } });
  // A connection of its own: scripts must not wait behind BullMQ's blocking reads.
  const bucketRedis = connectRedis(config.REDIS_URL);
  worker = startWorker({
    ctx,
    redis,
    prefix: REDIS_PREFIX,
    providers,
    bucket: rateBucket(bucketRedis, REDIS_PREFIX),
    deficits: deficits(bucketRedis, REDIS_PREFIX),
    rests: rests(bucketRedis, REDIS_PREFIX),
    admin: connectAdminApi(config, ctx.db),
    imports: importWorker(ctx, config),
    receiptLookUpsPerSecond: config.RECEIPT_LOOK_UPS_PER_SECOND,
    ...(queues && { queues }),
  });
  const statistician = startStatistician(ctx);
  const self = thisProcess("worker", queues ?? (Object.keys(jobs) as JobName[]));
  const heart = startHeart(ctx, self);
  return {
    ctx,
    readiness: watchReadiness({ tryWork: () => tryWork(ctx, self), redis }),
    unserved: heart.unserved,
    async stop() {
      await Promise.all([worker?.stop(), statistician.stop(), heart.stop(), epoch.stop()]);
      await Promise.all(Object.values(providers).map((provider) => provider.close()));
      bucketRedis.disconnect();
      await close();
    },
  };
}
