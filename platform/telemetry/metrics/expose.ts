import type { IncomingMessage, ServerResponse } from "node:http";
import { answer } from "#platform/http/answer";
import { mayAskReadiness } from "#platform/http/readiness-access";
import { registry } from "./record.ts";

type Collector = () => void | Promise<void>;

const collectors = new Set<Collector>();

/** Runs `collect` before each answer of /metrics, to set gauges. Returns what ends that. */
export function collectWith(collect: Collector): () => void {
  collectors.add(collect);
  return () => collectors.delete(collect);
}

/** All metrics in Prometheus' text format. */
export async function readMetrics(): Promise<string> {
  await Promise.all(Array.from(collectors, (collect) => collect()));
  return registry.metrics();
}

/** GET /metrics, for the machine itself and for the token's bearer; 404 for others. */
export async function answerMetrics(
  request: IncomingMessage,
  response: ServerResponse,
  token: string | null,
): Promise<void> {
  if (!mayAskReadiness(request, token)) return answer(request, response, { status: 404 });
  const body = await readMetrics();
  answer(request, response, {
    ...{ status: 200, body, contentType: registry.contentType },
    headers: { "Cache-Control": "no-store" },
  });
}
