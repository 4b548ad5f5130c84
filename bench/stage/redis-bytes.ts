import { setTimeout as sleep } from "node:timers/promises";
import type { Redis } from "#platform/redis/redis";

const SAMPLES = 6;
const BETWEEN_MS = 1_500;

/** BullMQ's bounded logs of what its queues did last, and the marks of its rounds: of jobs that ran, not of what waits. */
const NOT_ABOUT_WAITING = /:(events|stalled-check)$/;

/** What all keys of the database take up, in bytes. The least of several readings: locks come and go by themselves. */
export async function redisKeyBytes(redis: Redis): Promise<number> {
  const readings: number[] = [];
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    if (sample > 0) await sleep(BETWEEN_MS);
    readings.push(await readKeyBytes(redis));
  }
  return Math.min(...readings);
}

async function readKeyBytes(redis: Redis): Promise<number> {
  let sum = 0;
  let cursor = "0";
  do {
    const [next, keys] = await redis.scan(cursor, "COUNT", 1_000);
    for (const key of keys.filter((it) => !NOT_ABOUT_WAITING.test(it)))
      sum += (await redis.memory("USAGE", key, "SAMPLES", 0)) ?? 0;
    cursor = next;
  } while (cursor !== "0");
  return sum;
}
