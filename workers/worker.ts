import { testSource } from "#domain/campaigns/drafts/test-source";
import { advanceDryRun } from "#domain/campaigns/dry-run/dry-run";
import { advanceCampaign } from "#domain/campaigns/sending/advance";
import { campaignSource } from "#domain/campaigns/source";
import { expireRequests } from "#domain/consent/expire-requests";
import type { Context } from "#domain/context";
import { closeOverdue } from "#domain/conversations/reply-review/decide";
import { conversationSource } from "#domain/conversations/source";
import { openPipelines, type Pipeline } from "#domain/dispatch/pipeline";
import { turnTaker } from "#domain/dispatch/turn";
import { takeTests } from "#domain/flows/experiments/take-tests";
import { takeEntries } from "#domain/flows/sets/take";
import { flowSource } from "#domain/flows/source";
import { advanceMove } from "#domain/flows/versions/moving/advance-move";
import { advanceEnrollments } from "#domain/flows/walk/advance";
import { applyClicks } from "#domain/intake/apply-clicks";
import { applyPixel } from "#domain/intake/apply-pixel";
import { workIntake } from "#domain/intake/work";
import { type IntakeKind, type JobName, jobs } from "#domain/jobs";
import type { Provider } from "#domain/messages/delivery/provider";
import { redactShopFurther } from "#domain/privacy/redact-shop";
import type { PostPublicly } from "#platform/http/outgoing/public-post";
import { listen } from "#platform/queue/listener";
import type { Deficits } from "#platform/redis/deficits";
import type { RateBucket } from "#platform/redis/rate-bucket";
import type { Redis } from "#platform/redis/redis";
import type { Rests } from "#platform/redis/rests";
import type { AdminClient } from "#shopify/admin-client";
import type { Handlers } from "./handlers.ts";
import type { ImportWorker } from "./import.ts";
import { discountCodesWorker } from "./queues/discount-codes.ts";
import { installationCheckWorker } from "./queues/installation-check.ts";
import { inboundWorker } from "./queues/intake-inbound.ts";
import { receiptWorker } from "./queues/intake-receipt.ts";
import { webhookWorker } from "./queues/intake-webhook.ts";
import { missingReceiptsWorker } from "./queues/missing-receipts.ts";
import { outcomesWorker } from "./queues/outcomes.ts";
import { outgoingWorker } from "./queues/outgoing.ts";
import { pickupsWorker } from "./queues/pickups.ts";
import { reconcileWorker } from "./queues/reconcile.ts";
import { restoreWorker } from "./queues/restore.ts";
import { segmentSizesWorker } from "./queues/segment-sizes.ts";
import { shopDetailsWorker } from "./queues/shop-details.ts";
import { storeConsentWorker } from "./queues/store-consent.ts";
import { storeFetchWorker } from "./queues/store-fetch.ts";
import { variantChecksWorker } from "./queues/variant-checks.ts";
import { type Sweeper, startSweeper } from "./sweeper.ts";
import { upkeepWorker } from "./upkeep.ts";

export interface WorkerOptions {
  ctx: Context;
  redis: Redis;
  prefix: string;
  providers: Record<string, Provider>;
  bucket: RateBucket;
  deficits: Deficits;
  rests: Rests;
  admin: AdminClient;
  imports: ImportWorker;
  /** Posts to servers that merchants have chosen. */
  post: PostPublicly;
  /** RECEIPT_LOOK_UPS_PER_SECOND */
  receiptLookUpsPerSecond: number;
  /** The queues to serve; all when absent. */
  queues?: JobName[];
}

export interface RunningWorker {
  sweeper: Sweeper;
  /** Takes nothing new, finishes what is under way, and resolves. */
  stop(): Promise<void>;
}

/** Serves the queues of the job page and sweeps for lost jobs until it is stopped. */
export function startWorker(options: WorkerOptions): RunningWorker {
  const { ctx, redis, prefix, queues = Object.keys(jobs) as JobName[] } = options;
  const pipelines = openPipelines(ctx, options.providers);
  const handlers = makeHandlers(options, pipelines);
  const listeners = queues.map((name) =>
    listen(redis, name, {
      prefix,
      concurrency: jobs[name].concurrency,
      log: ctx.log,
      // Parsed by the page's own schema for this very name, so the payload is the handler's.
      handle: (payload) => handlers[name](jobs[name].payload.parse(payload) as never),
    }),
  );
  const sweeper = startSweeper(ctx, options.rests);
  return {
    sweeper,
    async stop() {
      await sweeper.stop();
      options.imports.stop();
      await Promise.all(listeners.map((listener) => listener.close()));
      await Promise.all(Object.values(pipelines).map((pipeline) => pipeline.idle()));
    },
  };
}

function makeHandlers(
  { ctx, providers, bucket, deficits, rests, admin, imports, post, receiptLookUpsPerSecond }: WorkerOptions,
  pipelines: Record<string, Pipeline>,
): Handlers {
  const sources = { campaign: campaignSource, flow: flowSource, conversation: conversationSource, test: testSource };
  const dispatch = turnTaker(
    { ...ctx, sources, pipelines, bucket, deficits, usualParts: new Map(), deepLanes: new Map() },
    ctx.enqueue,
    rests,
  );
  const intake = (kind: IntakeKind, handler: Parameters<typeof workIntake>[2]) => async () => {
    if (await workIntake(ctx, kind, handler)) await ctx.enqueue(`intake-${kind}`, {});
  };
  return {
    "dispatch-transactional": dispatch,
    "dispatch-reply": dispatch,
    "dispatch-flow": dispatch,
    "dispatch-campaign": dispatch,
    "intake-inbound": intake("inbound", inboundWorker(ctx, providers)),
    "intake-webhook": intake("webhook", webhookWorker(ctx)),
    "intake-receipt": intake("receipt", receiptWorker(ctx, providers)),
    "intake-click": intake("click", (tx, deliveries) => applyClicks(tx, ctx, deliveries)),
    "intake-pixel": intake("pixel", (tx, deliveries) => applyPixel(tx, ctx, deliveries)),
    "flow-timers": async () => {
      if (await advanceEnrollments(ctx)) await ctx.enqueue("flow-timers", {});
    },
    "flow-entries": async ({ shopId, flowId }) => {
      if (await takeEntries(ctx, shopId, flowId)) await ctx.enqueue("flow-entries", { shopId, flowId });
    },
    "text-tests": async ({ shopId, flowId }) => {
      if (await takeTests(ctx, shopId, flowId)) await ctx.enqueue("text-tests", { shopId, flowId });
    },
    "flow-moves": async ({ shopId, flowId }) => {
      if (await advanceMove(ctx, shopId, flowId)) await ctx.enqueue("flow-moves", { shopId, flowId });
    },
    campaign: ({ shopId, campaignId }) => advanceCampaign(ctx, shopId, campaignId),
    "dry-run": ({ shopId, campaignId }) => advanceDryRun(ctx, shopId, campaignId),
    "shop-details": shopDetailsWorker(ctx, admin),
    "installation-check": installationCheckWorker(ctx, admin),
    pickups: pickupsWorker(ctx, admin),
    reconcile: reconcileWorker(ctx, admin),
    "segment-sizes": segmentSizesWorker(ctx),
    "store-consent": storeConsentWorker(ctx, admin),
    "unsure-replies": async () => {
      if (await closeOverdue(ctx)) await ctx.enqueue("unsure-replies", {});
    },
    "opt-in-requests": async () => {
      if (await expireRequests(ctx)) await ctx.enqueue("opt-in-requests", {});
    },
    "shop-redaction": async ({ shopId }) => {
      if (await redactShopFurther(ctx, shopId)) await ctx.enqueue("shop-redaction", { shopId });
    },
    import: imports.handle,
    outgoing: outgoingWorker(ctx, post),
    "discount-codes": discountCodesWorker(ctx, admin),
    "store-fetch": storeFetchWorker(ctx, admin),
    "variant-checks": variantChecksWorker(ctx, admin),
    outcomes: outcomesWorker(ctx, providers),
    "missing-receipts": missingReceiptsWorker(ctx, { providers, bucket, perSecond: receiptLookUpsPerSecond }),
    restore: restoreWorker(ctx, providers),
    upkeep: upkeepWorker(ctx),
  };
}
