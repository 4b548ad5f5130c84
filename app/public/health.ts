import type { IncomingMessage, ServerResponse } from "node:http";
import type { Db } from "#platform/db";
import { answerJson } from "#platform/http/answer";
import type { Redis } from "#platform/redis";
import { statement } from "#platform/statement";

export interface HealthParts {
  db: Db;
  redis: Redis;
  /** Deliveries that are not answered yet. */
  backlog: () => number;
  /** What was refused at the doors since the start. */
  refused: () => Record<string, number>;
}

const CHECK_TIMEOUT_MS = 1_000;
const selectOne = statement("health", "SELECT 1");

/**
 * GET /health/live: the process answers. GET /health/ready: it can do its work, too; 503 with the part that cannot.
 * Redis is only a doorbell, so a web process without it takes deliveries in but tells a balancer to prefer others.
 */
export async function answerHealth(
  request: IncomingMessage,
  response: ServerResponse,
  { db, redis, backlog, refused }: HealthParts,
): Promise<void> {
  if (request.url === "/health/live") return answerJson(request, response, 200, { status: "live" });
  const [database, doorbell] = await Promise.all([works(db.run(selectOne)), works(pinged(redis))]);
  const isReady = database && doorbell;
  answerJson(request, response, isReady ? 200 : 503, {
    status: isReady ? "ready" : "not ready",
    database,
    redis: doorbell,
    backlog: backlog(),
    refused: refused(),
  });
}

async function pinged(redis: Redis): Promise<void> {
  // A command waits for a lost connection to come back; the check does not.
  if (redis.status !== "ready") throw new Error(`Redis is ${redis.status}.`);
  await redis.ping();
}

async function works(check: Promise<unknown>): Promise<boolean> {
  const late = new Promise<boolean>((resolve) => setTimeout(resolve, CHECK_TIMEOUT_MS, false).unref());
  return Promise.race([check.then(() => true).catch(() => false), late]);
}
