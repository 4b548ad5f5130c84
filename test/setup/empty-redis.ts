import { Cluster, type Redis as SingleRedis } from "ioredis";
import { connectRedis, type Redis } from "#platform/redis/redis";

/** Removes every key: of one numbered database, or of all masters of a cluster, which has no others. */
export async function emptyRedis(address: string): Promise<void> {
  const redis = connectRedis(address);
  try {
    for (const node of await nodesOf(redis)) await node.flushdb();
  } finally {
    redis.disconnect();
  }
}

/** The connections that together hold every key. */
export async function nodesOf(redis: Redis): Promise<SingleRedis[]> {
  await redis.ping(); // a cluster knows its masters once it answers
  return redis instanceof Cluster ? redis.nodes("master") : [redis];
}
