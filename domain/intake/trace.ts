import { SpanKind } from "@opentelemetry/api";
import type { IntakeKind } from "#domain/jobs";
import { continueFor } from "#platform/telemetry/tracing/batch";
import { openSpan } from "#platform/telemetry/tracing/spans";
import type { NewDelivery } from "./delivery.ts";
import type { Delivery } from "./take.ts";

/** Accepts a delivery in a span of its trace, or of a new one; the row keeps it, and the work on it continues there. */
export async function traceAccept<Result>(delivery: NewDelivery, accept: () => Promise<Result>): Promise<Result> {
  const { kind, source, topic, traceparent: parent } = delivery;
  const attributes = { "cartbell.source": source, "cartbell.topic": topic };
  const span = openSpan(`accept ${kind}`, { parent, kind: SpanKind.SERVER, attributes });
  delivery.traceparent = span?.traceparent ?? null;
  try {
    const result = await accept();
    span?.end();
    return result;
  } catch (error) {
    span?.fail(error);
    throw error;
  }
}

/** Continues the traces of the deliveries that a batch works on. */
export function traceDeliveries(kind: IntakeKind, deliveries: Delivery[]): void {
  for (const { id, topic, shopId, attempts, traceparent } of deliveries) {
    if (!traceparent) continue;
    const attributes = { "cartbell.topic": topic, "cartbell.shop": shopId, "cartbell.attempt": attempts + 1 };
    continueFor(id, traceparent, `work ${kind}`, { kind: SpanKind.CONSUMER, attributes });
  }
}
