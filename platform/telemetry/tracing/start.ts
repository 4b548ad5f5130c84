import { hostname } from "node:os";
import { context, DiagLogLevel, diag, propagation, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from "@opentelemetry/sdk-trace";
import type { Log } from "#platform/log";

const SEND_EVERY_MS = 1_000;
/** Beyond these, spans are dropped while the collector is away. */
const MOST_WAITING = 4_096;
const SEND_PATIENCE_MS = 5_000;

export interface Tracing {
  /** Sends what is left, for a few seconds at most. */
  stop(): Promise<void>;
}

export interface TracingOptions {
  /** The collector's base address, as OTLP over HTTP has it; undefined: no tracing. */
  endpoint: string | undefined;
  /** The share of new traces that are sampled, from 0 to 1. */
  ratio: number;
  /** web, pages or worker */
  name: string;
  log: Pick<Log, "warn">;
}

const off: Tracing = { stop: async () => {} };
let isStarted = false;

/** Starts the OpenTelemetry SDK for this process or thread. A second start changes nothing. */
export function startTracing({ endpoint, ratio, name, log }: TracingOptions): Tracing {
  if (endpoint === undefined || isStarted) return off;
  isStarted = true;
  const warn = (words: string) => log.warn({ from: "opentelemetry" }, words.slice(0, 300));
  diag.setLogger({ error: warn, warn, info() {}, debug() {}, verbose() {} }, DiagLogLevel.WARN);
  const provider = new TracerProvider({
    resource: resourceFromAttributes({
      "service.namespace": "cartbell",
      "service.name": `cartbell-${name}`,
      "service.instance.id": `${hostname()}:${process.pid}`,
    }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) }),
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: new OTLPTraceExporter({
          url: `${endpoint.replace(/\/+$/, "")}/v1/traces`,
          timeoutMillis: SEND_PATIENCE_MS,
        }),
        scheduledDelayMillis: SEND_EVERY_MS,
        exportTimeoutMillis: SEND_PATIENCE_MS,
        maxQueueSize: MOST_WAITING,
      }),
    ],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(provider);
  return {
    async stop() {
      await provider.shutdown().catch((error: Error) => warn(error.message));
      trace.disable();
      propagation.disable();
      context.disable();
      diag.disable();
      isStarted = false;
    },
  };
}
