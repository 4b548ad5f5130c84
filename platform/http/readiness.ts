import type { Db } from "#platform/db";
import { isWhole, type Redis } from "#platform/redis";
import { statement } from "#platform/statement";

const CHECK_TIMEOUT_MS = 1_000;
const selectOne = statement("health", "SELECT 1");

/** Which of the servers that a process needs answer it within a second. Never throws. */
export async function readiness({
  db,
  redis,
}: {
  db: Db;
  redis: Redis;
}): Promise<{ database: boolean; redis: boolean }> {
  const [database, doorbell] = await Promise.all([works(db.run(selectOne)), works(answered(redis))]);
  return { database, redis: doorbell };
}

async function answered(redis: Redis): Promise<void> {
  // A command waits for a lost connection to come back; the check does not.
  if (redis.status !== "ready") throw new Error(`Redis is ${redis.status}.`);
  if (!(await isWhole(redis))) throw new Error("Some of the Redis Cluster's slots are not served.");
}

async function works(check: Promise<unknown>): Promise<boolean> {
  const late = new Promise<boolean>((resolve) => setTimeout(resolve, CHECK_TIMEOUT_MS, false).unref());
  return Promise.race([check.then(() => true).catch(() => false), late]);
}
