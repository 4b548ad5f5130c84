import { openProcess, REDIS_PREFIX } from "#boot/open-process";
import type { Context } from "#domain/context";
import { tryWork } from "#domain/intake/try-work";
import { type JobName, jobs } from "#domain/jobs";
import { publishBacklog } from "#domain/operations/metrics/publish-backlog";
import { ensurePartitions } from "#domain/operations/partitions";
import { thisProcess } from "#domain/operations/processes/beat";
import { startEpoch } from "#domain/restores/epoch";
import { epochCopies } from "#domain/restores/epoch-copies";
import { buildOf } from "#platform/build";
import type { Config } from "#platform/config";
import { publicPost } from "#platform/http/outgoing/public-post";
import { type Readiness, watchReadiness } from "#platform/http/readiness";
import { deficits } from "#platform/redis/deficits";
import { peers } from "#platform/redis/peers";
import { rateBucket } from "#platform/redis/rate-bucket";
import { connectRedis } from "#platform/redis/redis";
import { rests } from "#platform/redis/rests";
import { giveWay, watchUrgency } from "#platform/sql/give-way";
import { connectAdminApi } from "./admin-api.ts";
import { importWorker } from "./import.ts";
import { obeyOperators } from "./obey-operators.ts";
import { startStatistician } from "./statistics.ts";
import { type RunningWorker, startWorker } from "./worker.ts";

export interface OpenWorker {
  ctx: Context;
  readiness: () => Promise<Readiness>;
  /** Queues that no worker serves. */
  unserved: () => JobName[];
  /** Resolves when an operator has told it to restart and nothing is under way any more. Stop it then, and exit with 0. */
  restartDue: Promise<void>;
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
  const urgency = watchUrgency();
  const bulk = { ...ctx, db: giveWay(ctx.db, urgency, sharesOf(config.DATABASE_POOL)) };
  // A connection of its own: scripts must not wait behind BullMQ's blocking reads.
  const bucketRedis = connectRedis(config.REDIS_URL);
  const running = startWorker({
    ctx,
    bulk,
    urgency,
    redis,
    prefix: REDIS_PREFIX,
    providers,
    bucket: rateBucket(bucketRedis, REDIS_PREFIX),
    deficits: deficits(bucketRedis, REDIS_PREFIX),
    rests: rests(bucketRedis, REDIS_PREFIX),
    peers: peers(bucketRedis, REDIS_PREFIX),
    providerCalls: config.PROVIDER_CALLS,
    admin: connectAdminApi(config, bulk.db),
    imports: importWorker(bulk, config),
    post: publicPost({ trusted: config.OUTGOING_TRUSTED }),
    receiptLookUpsPerSecond: config.RECEIPT_LOOK_UPS_PER_SECOND,
    ...(queues && { queues }),
  });
  worker = running;
  const statistician = startStatistician(ctx);
  const served = queues ?? (Object.keys(jobs) as JobName[]);
  const self = thisProcess("worker", served, buildOf(config));
  const { heart, orders, restartDue } = obeyOperators(ctx, self, running);
  const stopPublishing = publishBacklog(ctx);
  return {
    ctx,
    readiness: watchReadiness({ tryWork: () => tryWork(ctx, self), redis }),
    unserved: heart.unserved,
    restartDue,
    async stop() {
      stopPublishing();
      await orders.stop();
      await Promise.all([running.stop(), statistician.stop(), heart.stop(), epoch.stop()]);
      bucketRedis.disconnect();
      await close();
    },
  };
}

/** Work that reads beside its own transaction would wait for itself with fewer. */
const LEAST_SHARE = 2;

/** How many of a worker's connections work that can wait may use: three fifths, and half of these while something urgent is under way. */
function sharesOf(connections: number): { most: number; beside: number } {
  const share = (part: number) => Math.max(LEAST_SHARE, Math.floor(connections * part));
  return { most: share(0.6), beside: share(0.3) };
}
