import type { IncomingMessage, ServerResponse } from "node:http";
import { answer, answerJson } from "#platform/http/answer";
import type { Readiness } from "#platform/http/readiness";
import { mayAskReadiness } from "#platform/http/readiness-access";

export interface HealthParts {
  /** Whether the servers do their work for us. */
  readiness: () => Promise<Readiness>;
  /** The process is about to stop: balancers must send their requests elsewhere. */
  isDraining: () => boolean;
  /** Queues that no worker serves, as far as this process knows. */
  unserved: () => string[];
  /** Deliveries that are not answered yet. */
  backlog: () => number;
  /** What the endpoints have refused since the start. */
  refused: () => Record<string, number>;
  /** Who sends it as a bearer token may ask for readiness from anywhere. */
  token: string | null;
}

/**
 * GET /health/live: the process answers. GET /health/ready: it can do its work, too: the database is migrated, takes a
 * delivery and commits. 503 with what is wrong, and while the process is stopping.
 * Redis only carries hints: without it a web process still takes deliveries in, says so, and stays ready. It is
 * away for all of them at once, and a balancer that then had none left would stop the intake.
 */
export async function answerHealth(
  request: IncomingMessage,
  response: ServerResponse,
  { readiness, isDraining, unserved, backlog, refused, token }: HealthParts,
): Promise<void> {
  if (request.url === "/health/live") return answerJson(request, response, 200, { status: "live" });
  if (!mayAskReadiness(request, token)) return answer(request, response, { status: 404 });
  const servers = await readiness();
  const isStopping = isDraining();
  const isReady = servers.database && !isStopping;
  answerJson(request, response, isReady ? 200 : 503, {
    status: isStopping ? "stopping" : isReady ? "ready" : "not ready",
    ...servers,
    unservedQueues: unserved(),
    backlog: backlog(),
    refused: refused(),
  });
}
