import {
  type Attributes,
  type Context,
  propagation,
  ROOT_CONTEXT,
  type SpanKind,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";

/** Until boot has started the SDK this makes spans that record nothing. */
const tracer = trace.getTracer("cartbell");

/** A span of a sampled trace. */
export interface OpenSpan {
  /** Its W3C traceparent: what a row, a header or a URL keeps, so that the trace continues elsewhere. */
  traceparent: string;
  end(attributes?: Attributes): void;
  /** Ends it as failed. Only the error's name is kept: a message may quote personal data. */
  fail(error: unknown): void;
}

export interface SpanOptions {
  kind?: SpanKind;
  /** Ids, counts and words of closed sets. Nothing personal: no number, name, text or URL. */
  attributes?: Attributes;
  /** Epoch milliseconds; now when absent. */
  startedAt?: number;
}

/**
 * Opens a span in the trace of `parent`, a traceparent, or in a new trace, which is sampled by OTEL_TRACES_SAMPLER_ARG. Null
 * when the trace isn't sampled or tracing is off.
 */
export function openSpan(
  name: string,
  { parent, ...options }: SpanOptions & { parent?: string | null | undefined } = {},
): OpenSpan | null {
  return spanIn(parent ? contextOf(parent) : ROOT_CONTEXT, name, options);
}

/** The same, but only as part of a trace: null when `parent` is absent or names none. */
export function continueTrace(
  parent: string | null | undefined,
  name: string,
  options: SpanOptions = {},
): OpenSpan | null {
  if (!parent) return null;
  const context = contextOf(parent);
  return trace.getSpanContext(context) ? spanIn(context, name, options) : null;
}

function contextOf(traceparent: string): Context {
  return propagation.extract(ROOT_CONTEXT, { traceparent });
}

function spanIn(parent: Context, name: string, { startedAt, ...options }: SpanOptions): OpenSpan | null {
  const around = trace.getActiveSpan();
  const span = tracer.startSpan(
    name,
    {
      ...options,
      ...(startedAt !== undefined && { startTime: startedAt }),
      // The job that did this for many traces at once.
      ...(around?.isRecording() && { links: [{ context: around.spanContext() }] }),
    },
    parent,
  );
  if (!span.isRecording()) return null;
  const carrier: { traceparent?: string } = {};
  propagation.inject(trace.setSpan(ROOT_CONTEXT, span), carrier);
  return {
    traceparent: carrier.traceparent ?? "",
    end(attributes = {}) {
      span.setAttributes(attributes);
      span.end();
    },
    fail(error) {
      span.setAttribute("error.type", error instanceof Error ? error.name : typeof error);
      span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    },
  };
}
