import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Log } from "#platform/log";
import type { Redis } from "#platform/redis/redis";
import { scriptFile } from "#platform/redis/script";

/** The counts of databases, outside them. */
export interface EpochCopies {
  /** The largest count that was written for this database; 0 when none is known. */
  read(id: string): Promise<number>;
  /** Never throws: a copy that is lost is one of two. */
  write(id: string, count: number): Promise<void>;
}

const REDIS_PATIENCE_MS = 500;

/** In a file for each database, and in Redis. */
export function epochCopies(folder: string, redis: Redis, log: Log): EpochCopies {
  let isFileBroken = false;
  const fileOf = (id: string) => join(folder, id);
  const raise = scriptFile<null>(redis, import.meta.url, "./raise-epoch.lua");
  const keyOf = (id: string) => `{cartbell:epoch}:${id}`;

  async function readIn(id: string): Promise<number> {
    return Number(await readFile(fileOf(id), "utf8").catch(() => "0")) || 0;
  }

  async function writeTo(id: string, count: number): Promise<void> {
    await mkdir(folder, { recursive: true });
    if ((await readIn(id)) >= count) return;
    const draft = `${fileOf(id)}.${process.pid}`;
    await writeFile(draft, String(count));
    await rename(draft, fileOf(id));
  }

  /** A command waits for a Redis that is away; no one waits here. */
  async function askRedis(command: () => Promise<unknown>): Promise<unknown> {
    if (redis.status !== "ready") return null;
    return await Promise.race([command().catch(() => null), sleep(REDIS_PATIENCE_MS, null, { ref: false })]);
  }

  return {
    async read(id) {
      const inRedis = await askRedis(() => redis.get(keyOf(id)));
      return Math.max(await readIn(id), Number(inRedis ?? 0) || 0);
    },
    async write(id, count) {
      const [file] = await Promise.allSettled([writeTo(id, count), askRedis(() => raise(keyOf(id), count))]);
      if (file.status === "rejected" && !isFileBroken)
        log.error({ err: file.reason, folder }, "EPOCH_FOLDER is not writable: a restore is detected by Redis alone");
      isFileBroken = file.status === "rejected";
    },
  };
}
