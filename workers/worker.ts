import { tellStaff } from "#domain/alerts/tell-staff";
import { testSource } from "#domain/campaigns/drafts/test-source";
import { advanceDryRun } from "#domain/campaigns/dry-run/dry-run";
import { advanceCampaign } from "#domain/campaigns/sending/advance";
import { campaignSource } from "#domain/campaigns/source";
import { expireRequests } from "#domain/consent/expire-requests";
import type { Context } from "#domain/context";
import { wakeConversations } from "#domain/conversations/inbox/wake";
import { fetchPictures } from "#domain/conversations/pictures/fetch-pictures";
import { closeOverdue } from "#domain/conversations/reply-review/decide";
import { conversationSource } from "#domain/conversations/source";
import { openPipelines, type Pipeline, publishPipelines } from "#domain/dispatch/pipeline";
import { turnTaker } from "#domain/dispatch/turn";
import { takeTests } from "#domain/flows/experiments/take-tests";
import { takeEntries } from "#domain/flows/sets/take";
import { flowSource } from "#domain/flows/source";
import { advanceMove } from "#domain/flows/versions/moving/advance-move";
import { advanceEnrollments } from "#domain/flows/walk/advance";
import { applyApiEvents } from "#domain/intake/apply-api-events";
import { applyClicks } from "#domain/intake/apply-clicks";
import { applyPixel } from "#domain/intake/apply-pixel";
import { workIntake } from "#domain/intake/work";
import { type IntakeKind, type JobName, jobs } from "#domain/jobs";
import type { Provider } from "#domain/messages/delivery/provider";
import { needsAttention } from "#domain/operations/attention";
import type { ProcessLoad, ProviderLoad } from "#domain/operations/processes/load";
import { redactShopFurther } from "#domain/privacy/redact-shop";
import { deliverEvents } from "#domain/webhooks-out/delivery/deliver";
import type { PostPublicly } from "#platform/http/outgoing/public-post";
import { listen } from "#platform/queue/listener";
import type { Deficits } from "#platform/redis/deficits";
import type { Peers } from "#platform/redis/peers";
import type { RateBucket } from "#platform/redis/rate-bucket";
import type { Redis } from "#platform/redis/redis";
import type { Rests } from "#platform/redis/rests";
import type { Urgency } from "#platform/sql/give-way";
import type { AdminClient } from "#shopify/admin-client";
import { followLimits } from "./follow-limits.ts";
import type { Handlers } from "./handlers.ts";
import type { ImportWorker } from "./import.ts";
import { discountCodesWorker } from "./queues/discount-codes.ts";
import { helpDesksWorker } from "./queues/help-desks.ts";
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
import { shareCalls } from "./share-calls.ts";
import { type Sweeper, startSweeper } from "./sweeper.ts";
import { upkeepWorker } from "./upkeep.ts";

export interface WorkerOptions {
  /** For what someone waits for: orders, replies, their texts. */
  ctx: Context;
  /** The same for work that can wait: its database gives way to what is urgent. */
  bulk: Context;
  urgency: Urgency;
  redis: Redis;
  prefix: string;
  providers: Record<string, Provider>;
  bucket: RateBucket;
  deficits: Deficits;
  rests: Rests;
  peers: Peers;
  admin: AdminClient;
  imports: ImportWorker;
  /** Posts to servers that merchants have chosen. */
  post: PostPublicly;
  /** PROVIDER_CALLS: shared with the other workers; absent: each worker has a bound of its own. */
  providerCalls?: number | undefined;
  /** RECEIPT_LOOK_UPS_PER_SECOND */
  receiptLookUpsPerSecond: number;
  /** The queues to serve; all when absent. */
  queues?: JobName[];
}

export interface RunningWorker {
  sweeper: Sweeper;
  /** Takes nothing from these queues, until it is called with others. What is active goes on. */
  hold(queues: ReadonlySet<JobName>): void;
  /** Resolves when nothing is under way: no job, no call to a provider. */
  idle(): Promise<void>;
  /** How busy its queues and the ways to the providers are. */
  load(): Pick<ProcessLoad, "queues" | "providers">;
  /** Takes nothing new, finishes what is under way, and resolves. */
  stop(): Promise<void>;
}

/** Serves the queues of the job page and sweeps for lost jobs until it is stopped. */
export function startWorker(options: WorkerOptions): RunningWorker {
  const { ctx, redis, prefix, queues = Object.keys(jobs) as JobName[] } = options;
  const pipelines = openPipelines(ctx, options.providers, options.providerCalls);
  const { peers, providerCalls: most } = options;
  const sharing = most === undefined ? null : shareCalls({ pipelines, peers, most });
  const stopPublishing = publishPipelines(pipelines);
  const handlers = makeHandlers(options, pipelines);
  const listeners = queues.map((name) => ({
    name,
    listener: listen(redis, name, {
      prefix,
      concurrency: jobs[name].concurrency,
      log: ctx.log,
      // Parsed by the page's own schema for this very name, so the payload is the handler's.
      handle: (payload) => handlers[name](jobs[name].payload.parse(payload) as never),
    }),
  }));
  const limits = followLimits(ctx, listeners);
  const sweeper = startSweeper(ctx, options.rests);
  const held = new Set<JobName>();

  async function idle(): Promise<void> {
    await Promise.all(listeners.map(({ listener }) => listener.idle()));
    await Promise.all(Object.values(pipelines).map((pipeline) => pipeline.idle()));
  }

  return {
    sweeper,
    hold(queues) {
      for (const { name, listener } of listeners) {
        if (queues.has(name) === held.has(name)) continue;
        if (queues.has(name)) listener.pause();
        else listener.resume();
        held[queues.has(name) ? "add" : "delete"](name);
      }
    },
    idle,
    load: () => ({
      queues: Object.fromEntries(listeners.map(({ name, listener }) => [name, listener.load()])),
      providers: Object.fromEntries(Object.entries(pipelines).map(([name, pipeline]) => [name, loadOf(pipeline)])),
    }),
    async stop() {
      await Promise.all([sweeper.stop(), limits.stop(), sharing?.stop()]);
      options.imports.stop();
      await Promise.all(listeners.map(({ listener }) => listener.close()));
      await Promise.all(Object.values(pipelines).map((pipeline) => pipeline.idle()));
      stopPublishing();
    },
  };
}

function loadOf(pipeline: Pipeline): ProviderLoad {
  const { isOpen: isBreakerOpen, inFlight: callsInFlight, limit: callLimit } = pipeline.vitals();
  return { isBreakerOpen, callsInFlight, callLimit: Math.round(callLimit) };
}

function makeHandlers(
  {
    ctx,
    bulk,
    urgency,
    providers,
    bucket,
    deficits,
    rests,
    admin,
    imports,
    post,
    receiptLookUpsPerSecond,
  }: WorkerOptions,
  pipelines: Record<string, Pipeline>,
): Handlers {
  const sources = { campaign: campaignSource, flow: flowSource, conversation: conversationSource, test: testSource };
  const sending = { sources, pipelines, bucket, deficits, usualParts: new Map(), deepLanes: new Map() };
  const dispatch = turnTaker({ ...ctx, ...sending }, ctx.enqueue, rests);
  const dispatchBulk = turnTaker({ ...bulk, ...sending }, bulk.enqueue, rests);
  const urgent =
    <P>(handler: (payload: P) => Promise<void>) =>
    (payload: P) =>
      urgency.during(() => handler(payload));
  const intake =
    (on: Context, kind: IntakeKind, handler: Parameters<typeof workIntake>[2], sideBySide?: number) => async () => {
      if (await workIntake(on, kind, handler, sideBySide)) await on.enqueue(`intake-${kind}`, {});
    };
  return {
    "dispatch-transactional": urgent(dispatch),
    "dispatch-reply": urgent(dispatch),
    "dispatch-flow": dispatchBulk,
    "dispatch-campaign": dispatchBulk,
    "intake-inbound": urgent(intake(ctx, "inbound", inboundWorker(ctx, providers))),
    "intake-webhook": urgent(intake(ctx, "webhook", webhookWorker(ctx))),
    "intake-receipt": intake(bulk, "receipt", receiptWorker(bulk, providers)),
    "intake-click": intake(bulk, "click", (tx, deliveries) => applyClicks(tx, bulk, deliveries)),
    "intake-pixel": intake(bulk, "pixel", (tx, deliveries) => applyPixel(tx, bulk, deliveries)),
    "intake-api": intake(bulk, "api", (tx, deliveries) => applyApiEvents(tx, bulk, deliveries), 1),
    "flow-timers": async () => {
      if (await advanceEnrollments(bulk)) await bulk.enqueue("flow-timers", {});
    },
    "flow-entries": async ({ shopId, flowId }) => {
      if (await takeEntries(bulk, shopId, flowId)) await bulk.enqueue("flow-entries", { shopId, flowId });
    },
    "text-tests": async ({ shopId, flowId }) => {
      if (await takeTests(bulk, shopId, flowId)) await bulk.enqueue("text-tests", { shopId, flowId });
    },
    "flow-moves": async ({ shopId, flowId }) => {
      if (await advanceMove(bulk, shopId, flowId)) await bulk.enqueue("flow-moves", { shopId, flowId });
    },
    campaign: ({ shopId, campaignId }) => advanceCampaign(bulk, shopId, campaignId),
    "dry-run": ({ shopId, campaignId }) => advanceDryRun(bulk, shopId, campaignId),
    "shop-details": shopDetailsWorker(bulk, admin),
    "installation-check": installationCheckWorker(bulk, admin),
    pickups: pickupsWorker(bulk, admin),
    reconcile: reconcileWorker(bulk, admin),
    "segment-sizes": segmentSizesWorker(bulk),
    "store-consent": storeConsentWorker(bulk, admin),
    "unsure-replies": async () => {
      if (await closeOverdue(bulk)) await bulk.enqueue("unsure-replies", {});
    },
    "snoozed-conversations": async () => {
      if (await wakeConversations(bulk)) await bulk.enqueue("snoozed-conversations", {});
    },
    alerts: ({ shopId }) => tellStaff({ ...bulk, readTroubles: needsAttention }, shopId),
    pictures: async ({ shopId }) => {
      if (await fetchPictures({ ...bulk, providers }, shopId)) await bulk.enqueue("pictures", { shopId });
    },
    "opt-in-requests": async () => {
      if (await expireRequests(bulk)) await bulk.enqueue("opt-in-requests", {});
    },
    "shop-redaction": async ({ shopId }) => {
      if (await redactShopFurther(bulk, shopId)) await bulk.enqueue("shop-redaction", { shopId });
    },
    import: imports.handle,
    outgoing: outgoingWorker(bulk, post),
    "webhooks-out": async ({ shopId, endpointId }) => {
      if (await deliverEvents({ ...bulk, post }, { shopId, endpointId }))
        await bulk.enqueue("webhooks-out", { shopId, endpointId });
    },
    "help-desks": helpDesksWorker(bulk),
    "discount-codes": discountCodesWorker(bulk, admin),
    "store-fetch": storeFetchWorker(bulk, admin),
    "variant-checks": variantChecksWorker(bulk, admin),
    outcomes: outcomesWorker(bulk, providers),
    "missing-receipts": missingReceiptsWorker(bulk, { providers, bucket, perSecond: receiptLookUpsPerSecond }),
    restore: restoreWorker(bulk, providers),
    upkeep: upkeepWorker(bulk),
  };
}
