import { SpanKind } from "@opentelemetry/api";
import type { Context } from "#domain/context";
import { enqueueAll } from "#domain/jobs";
import type { PostPublicly } from "#platform/http/outgoing/public-post";
import { continueTrace } from "#platform/telemetry/tracing/spans";
import { secretsOf } from "./secrets.ts";
import { settleAttempt } from "./settle.ts";
import { signedHeaders } from "./sign.ts";
import type { OutgoingSources } from "./source.ts";
import { type ExpiredRequest, type TakenRequest, takeRequests } from "./take.ts";

type DeliverContext = Pick<Context, "db" | "clock" | "log" | "enqueue" | "hashPhone"> & {
  post: PostPublicly;
  sources: OutgoingSources;
};

/**
 * Sends a shop's due requests, several at a time, and writes what came of each. Returns true when more may be due. A worker that is
 * killed in the middle leaves requests that are sent again after their lease: the receiver knows them by their id.
 */
export async function deliverRequests(ctx: DeliverContext, shopId: string): Promise<boolean> {
  const { db, clock, enqueue } = ctx;
  const { requests, expired, isFull, jobs } = await db.transaction(async (tx) => {
    const taken = await takeRequests(tx, { clock }, shopId);
    return { ...taken, jobs: await tellExpired(ctx, tx, shopId, taken.expired) };
  });
  await enqueueAll(enqueue, jobs);
  if (expired.length > 0) ctx.log.warn({ shopId, expired: expired.length }, "outgoing requests were given up");
  await Promise.all(requests.map((request) => attemptDelivery(ctx, shopId, request)));
  return isFull;
}

async function attemptDelivery(ctx: DeliverContext, shopId: string, request: TakenRequest): Promise<void> {
  const { db, clock, enqueue, post } = ctx;
  const secrets = await secretsOf(db, ctx, { shopId, origin: request.origin });
  const span = continueTrace(request.traceparent, "outgoing request", { kind: SpanKind.CLIENT });
  const outcome = await post({
    url: request.url,
    body: request.body,
    headers: {
      "Content-Type": "application/json",
      "User-Agent": "Cartbell-Webhooks/1",
      ...(span && { traceparent: span.traceparent }),
      ...signedHeaders(`msg_${request.id}`, clock.now(), request.body, secrets),
    },
  });
  span?.end({ "cartbell.outcome": outcome.kind });
  const jobs = await db.transaction((tx) => settleAttempt(tx, ctx, { shopId, request, outcome }));
  await enqueueAll(enqueue, jobs);
}

async function tellExpired(
  { clock, sources }: DeliverContext,
  tx: Parameters<typeof takeRequests>[0],
  shopId: string,
  expired: ExpiredRequest[],
) {
  const reports = [...Map.groupBy(expired, (it) => it.sourceKind)].map(([kind, requests]) =>
    sources[kind].ended(
      tx,
      { clock },
      requests.map((it) => ({ ...it, shopId, answer: null })),
    ),
  );
  return (await Promise.all(reports)).flat();
}
