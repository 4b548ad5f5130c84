import { Redis } from "ioredis";
import { median } from "../report/percentiles.ts";
import { realNow } from "../stage/campaign.ts";

const PINGS = 201;

/** How long a Redis takes to answer, one question after another. */
export async function medianRoundTripMs(redisUrl: string): Promise<number> {
  const redis = new Redis(redisUrl);
  const took: number[] = [];
  try {
    for (let ping = 0; ping < PINGS; ping += 1) {
      const askedAt = realNow();
      await redis.ping();
      took.push(realNow() - askedAt);
    }
  } finally {
    redis.disconnect();
  }
  return median(took);
}
