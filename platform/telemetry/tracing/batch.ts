import { context, createContextKey } from "@opentelemetry/api";
import { continueTrace, type OpenSpan, type SpanOptions } from "./spans.ts";

/** What a batch does for many traces at once. */
interface Batch {
  /** The traceparent that continues for a delivery, a person or a walk, by its key. */
  carried: Map<string, string>;
  open: OpenSpan[];
}

const BATCH = createContextKey("the traces of a batch");

/** Runs work that serves many traces at once. The spans that it opens with `continueFor` end when it does. */
export async function inBatch<Result>(work: () => Promise<Result>): Promise<Result> {
  const batch: Batch = { carried: new Map(), open: [] };
  try {
    const result = await context.with(context.active().setValue(BATCH, batch), work);
    for (const span of batch.open) span.end();
    return result;
  } catch (error) {
    for (const span of batch.open) span.fail(error);
    throw error;
  }
}

/** Continues a trace until the end of the batch. What the batch then does for `key` belongs to it. */
export function continueFor(
  key: string,
  parent: string | null | undefined,
  name: string,
  options: SpanOptions = {},
): void {
  const batch = parent ? currentBatch() : undefined;
  const span = batch && continueTrace(parent, name, options);
  if (!span) return;
  batch.open.push(span);
  batch.carried.set(key, span.traceparent);
}

/** What the batch does for `to` belongs to the trace of `from`, if that has one. */
export function passOnTrace(from: string, to: string): void {
  const batch = currentBatch();
  const traceparent = batch?.carried.get(from);
  if (traceparent !== undefined) batch?.carried.set(to, traceparent);
}

/** What a row keeps that the batch writes for `key`; null when no trace continues there. */
export function traceparentFor(key: string): string | null {
  return currentBatch()?.carried.get(key) ?? null;
}

/** Whether the batch has any traces: most have none. */
export function hasTraces(): boolean {
  return (currentBatch()?.carried.size ?? 0) > 0;
}

function currentBatch(): Batch | undefined {
  return context.active().getValue(BATCH) as Batch | undefined; // only inBatch sets it
}
