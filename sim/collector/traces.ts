import type { AttributeValue, ExportRequest, ReportedSpan } from "./otlp.ts";

/** A span as the collector shows it. */
export interface CollectedSpan {
  traceId: string;
  spanId: string;
  parentSpanId: string | null;
  name: string;
  /** 0 unspecified, 1 internal, 2 server, 3 client, 4 producer, 5 consumer */
  kind: number;
  /** The resource's service.name and service.instance.id. */
  service: string;
  instance: string;
  /** Milliseconds since 1970. */
  startMs: number;
  endMs: number;
  hasFailed: boolean;
  attributes: Record<string, AttributeValue>;
  /** The ids of the traces that it links to. */
  links: string[];
}

export interface TraceSummary {
  traceId: string;
  /** The name of its first span without a parent here. */
  name: string;
  startMs: number;
  durationMs: number;
  spans: number;
  services: string[];
  hasFailed: boolean;
}

/** The oldest traces make room for new ones. */
const MOST_TRACES = 2_000;

/** Keeps spans by trace, in whatever order they come. A span that is sent again replaces itself. */
export function collectTraces() {
  const traces = new Map<string, Map<string, CollectedSpan>>();

  function keep(span: CollectedSpan): void {
    const spans = traces.get(span.traceId) ?? new Map<string, CollectedSpan>();
    spans.set(span.spanId, span);
    traces.set(span.traceId, spans);
    for (const [oldest] of traces) {
      if (traces.size <= MOST_TRACES) break;
      traces.delete(oldest);
    }
  }

  return {
    take(request: ExportRequest): void {
      for (const { resource, scopeSpans } of request.resourceSpans)
        for (const { spans } of scopeSpans) for (const span of spans) keep(collected(span, resource.attributes));
    },
    /** Newest first. */
    list(): TraceSummary[] {
      return [...traces.keys()].flatMap((id) => summaryOf(spansOf(id)) ?? []).sort((a, b) => b.startMs - a.startMs);
    },
    spansOf,
  };

  /** In the order in which they began, parents before their children. */
  function spansOf(traceId: string): CollectedSpan[] {
    return [...(traces.get(traceId)?.values() ?? [])].sort((a, b) => a.startMs - b.startMs);
  }
}

function collected(span: ReportedSpan, resource: Record<string, AttributeValue>): CollectedSpan {
  const { traceId, spanId, parentSpanId, name, kind, attributes, status, links } = span;
  return {
    ...{ traceId, spanId, parentSpanId, name, kind, attributes },
    service: String(resource["service.name"] ?? "unknown_service"),
    instance: String(resource["service.instance.id"] ?? ""),
    startMs: milliseconds(span.startTimeUnixNano),
    endMs: milliseconds(span.endTimeUnixNano),
    hasFailed: status.code === 2,
    links: links.map((link) => link.traceId),
  };
}

function milliseconds(nanoseconds: bigint): number {
  return Number(nanoseconds / 1_000n) / 1_000;
}

function summaryOf(spans: CollectedSpan[]): TraceSummary | null {
  const [first] = spans;
  if (!first) return null;
  const known = new Set(spans.map(({ spanId }) => spanId));
  const root = spans.find(({ parentSpanId }) => parentSpanId === null || !known.has(parentSpanId)) ?? first;
  return {
    traceId: first.traceId,
    name: root.name,
    startMs: first.startMs,
    durationMs: Math.max(...spans.map(({ endMs }) => endMs)) - first.startMs,
    spans: spans.length,
    services: [...new Set(spans.map(({ service }) => service))].sort(),
    hasFailed: spans.some(({ hasFailed }) => hasFailed),
  };
}
