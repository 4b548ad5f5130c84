import { context, ROOT_CONTEXT, SpanKind, trace } from "@opentelemetry/api";

const tracer = trace.getTracer("cartbell");

/** Runs a job in a trace of its own. The traces of the rows that it works on link to it; its log lines name it. */
export async function inJobTrace<Result>(queue: string, work: () => Promise<Result>): Promise<Result> {
  const span = tracer.startSpan(`job ${queue}`, { kind: SpanKind.CONSUMER }, ROOT_CONTEXT);
  try {
    return await context.with(trace.setSpan(context.active(), span), work);
  } finally {
    span.end();
  }
}
