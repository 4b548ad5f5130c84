import { openProcess, REDIS_PREFIX } from "#boot/open-process";
import type { Context } from "#domain/context";
import { tryWork } from "#domain/intake/try-work";
import { type JobName, jobs } from "#domain/jobs";
import { ensurePartitions } from "#domain/operations/partitions";
import { thisProcess } from "#domain/operations/processes/beat";
import { startHeart } from "#domain/operations/processes/heart";
import { startEpoch } from "#domain/restores/epoch";
import { epochCopies } from "#domain/restores/epoch-copies";
import type { Config } from "#platform/config";
import { publicPost } from "#platform/http/outgoing/public-post";
import { type Readiness, watchReadiness } from "#platform/http/readiness";
import { deficits } from "#platform/redis/deficits";
import { rateBucket } from "#platform/redis/rate-bucket";
import { connectRedis } from "#platform/redis/redis";
import { rests } from "#platform/redis/rests";
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
    providers,
    close,
  } = await openProcess(config, "worker", async () => {
    await ensurePartitions(opened.db, opened.clock.now());
    await worker?.sweeper.sweep();
  });
  await ensurePartitions(opened.db, opened.clock.now());
  const epoch = await startEpoch(opened, epochCopies(config.EPOCH_FOLDER, redis, opened.log));
  const ctx = { ...opened, epoch };
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
    post: publicPost({ trusted: config.OUTGOING_TRUSTED }),
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
      bucketRedis.disconnect();
      await close();
    },
  };
}
