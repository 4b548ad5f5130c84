import { isSpanContextValid, trace } from "@opentelemetry/api";

/** The trace that a log line is written in, for the line; nothing outside of one. */
export function traceFields(): { traceId?: string } {
  const context = trace.getActiveSpan()?.spanContext();
  return context && isSpanContextValid(context) ? { traceId: context.traceId } : {};
}
