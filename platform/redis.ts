import { Redis } from "ioredis";

export type { Redis };

/**
 * A connection that keeps trying: Redis is a doorbell, and a process outlives its restarts. Commands wait while it is
 * away (BullMQ needs that), so callers who must not wait give up by themselves.
 */
export function connectRedis(url: string): Redis {
  const redis = new Redis(url, {
    maxRetriesPerRequest: null,
    retryStrategy: (attempt) => Math.min(100 * attempt, 2_000),
  });
  // ioredis reports each failed attempt; the process's readiness endpoint says it once.
  redis.on("error", () => {});
  return redis;
}
