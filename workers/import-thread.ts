import { constants, setPriority } from "node:os";
import { parentPort, workerData } from "node:worker_threads";
import { advanceImport } from "#domain/imports/advance";
import { systemClock } from "#platform/clock";
import { connectDb } from "#platform/db";
import { keyedHash } from "#platform/keyed-hash";
import { createLog } from "#platform/log";
import { followSharedClock } from "#platform/shared-clock";
import type { ImportTask } from "./import.ts";

/** Two chunks at a time, a part of the file, and the look around. */
const CONNECTIONS = 4;

/** A thread of the worker process: one import's turn. Answers whether there is more to do. */
async function main({ config, shopId, importId }: ImportTask): Promise<void> {
  yieldToOthers();
  let isStopping = false;
  parentPort?.on("message", () => {
    isStopping = true;
  });
  const db = connectDb(config.DATABASE_URL, { connections: CONNECTIONS });
  const followed = config.CLOCK_URL ? await followSharedClock(config.CLOCK_URL) : null;
  try {
    const ctx = {
      db,
      clock: followed ?? systemClock,
      log: createLog(config.LOG_LEVEL, "import"),
      // What comes into a thread is a copy, of plain bytes.
      hashPhone: keyedHash(Buffer.from(config.PHONE_HASH_KEY)),
    };
    const hasMore = await advanceImport(ctx, shopId, importId, () => isStopping);
    parentPort?.postMessage(hasMore);
  } finally {
    followed?.close();
    await db.close();
    parentPort?.removeAllListeners();
  }
}

/** On Linux a thread has a priority of its own: whenever texts want the core, they have it. */
function yieldToOthers(): void {
  if (process.platform === "linux") setPriority(0, constants.priority.PRIORITY_LOW);
}

await main(workerData as ImportTask); // made by ./import.ts
