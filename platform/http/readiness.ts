import { type DatabaseTrouble, databaseTrouble } from "#platform/outages/database";
import { isWhole, type Redis } from "#platform/redis/redis";

const CHECK_TIMEOUT_MS = 2_000;
/** Answers are this old at most: a flood of questions costs the servers no more than one a second. */
const FRESH_MS = 1_000;

export interface Readiness {
  /** The database does what this process needs of it. */
  database: boolean;
  /** Why it does not; absent when it does. */
  trouble?: DatabaseTrouble | "too-slow" | "error";
  redis: boolean;
}

export interface ReadinessParts {
  /** Does in the database what the process does there; rejects when it could not. */
  tryWork: () => Promise<void>;
  redis: Redis;
}

/** Whether the servers that a process needs do their work for it, within two seconds. The answer never throws. */
export function watchReadiness({ tryWork, redis }: ReadinessParts): () => Promise<Readiness> {
  let last: { at: number; answer: Promise<Readiness> } | null = null;
  return () => {
    if (last === null || performance.now() - last.at > FRESH_MS)
      last = { at: performance.now(), answer: lookAtServices(tryWork, redis) };
    return last.answer;
  };
}

async function lookAtServices(tryWork: () => Promise<void>, redis: Redis): Promise<Readiness> {
  const [trouble, redisTrouble] = await Promise.all([troubleOf(tryWork()), troubleOf(checkRedis(redis))]);
  return { database: trouble === null, ...(trouble && { trouble }), redis: redisTrouble === null };
}

async function checkRedis(redis: Redis): Promise<void> {
  // A command waits for a lost connection to come back; the check does not.
  if (redis.status !== "ready") throw new Error(`Redis is ${redis.status}.`);
  if (!(await isWhole(redis))) throw new Error("Some of the Redis Cluster's slots are not served.");
  // A replica, or a server without memory or disk, answers a ping and takes no job.
  await redis.set("{cartbell:health}", "1", "EX", 60);
}

async function troubleOf(check: Promise<unknown>): Promise<NonNullable<Readiness["trouble"]> | null> {
  const late = new Promise<"too-slow">((resolve) => setTimeout(resolve, CHECK_TIMEOUT_MS, "too-slow").unref());
  const done = check.then(
    () => null,
    (error: unknown) => databaseTrouble(error) ?? "error",
  );
  return Promise.race([done, late]);
}
