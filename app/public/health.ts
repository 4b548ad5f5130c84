import type { IncomingMessage, ServerResponse } from "node:http";
import type { Db } from "#platform/db";
import { answerJson } from "#platform/http/answer";
import { readiness } from "#platform/http/readiness";
import type { Redis } from "#platform/redis";

export interface HealthParts {
  db: Db;
  redis: Redis;
  /** Deliveries that are not answered yet. */
  backlog: () => number;
  /** What was refused at the doors since the start. */
  refused: () => Record<string, number>;
}

/**
 * GET /health/live: the process answers. GET /health/ready: it can do its work, too; 503 with the part that cannot.
 * Redis is only a doorbell: without it a web process takes deliveries in as before, and says so, but stays ready. It is
 * away for all of them at once, and a balancer that then had none left would stop the intake.
 */
export async function answerHealth(
  request: IncomingMessage,
  response: ServerResponse,
  { db, redis, backlog, refused }: HealthParts,
): Promise<void> {
  if (request.url === "/health/live") return answerJson(request, response, 200, { status: "live" });
  const servers = await readiness({ db, redis });
  const isReady = servers.database;
  answerJson(request, response, isReady ? 200 : 503, {
    status: isReady ? "ready" : "not ready",
    ...servers,
    backlog: backlog(),
    refused: refused(),
  });
}
