import { once } from "node:events";
import { openFlags } from "#domain/flags/open-flags";
import { advanceImport } from "#domain/imports/control/advance";
import { hearEverything } from "#platform/hear-everything";
import { keyedHash } from "#platform/keyed-hash";
import { createLog } from "#platform/log";
import { followSharedClock } from "#platform/shared-clock";
import { followDatabaseClock } from "#platform/sql/database-clock";
import { connectSql } from "#platform/sql/sql";
import type { ImportTask } from "./import.ts";

/** Two chunks at a time, a part of the file, and the look around. */
const CONNECTIONS = 4;

/** A process that the worker starts for one import's turn. Answers whether there is more to do. */
async function main(): Promise<void> {
  // The worker is gone: its successor does what is not committed.
  process.once("disconnect", () => process.exit(1));
  const [task] = await once(process, "message");
  const { config, shopId, importId } = task as ImportTask; // sent by ./import.ts
  let isStopping = false;
  process.on("message", () => {
    isStopping = true;
  });
  const log = createLog(config.logLevel, "import");
  hearEverything(log);
  const db = connectSql(config.databaseUrl, { connections: CONNECTIONS });
  const clock = config.clockUrl ? await followSharedClock(config.clockUrl) : await followDatabaseClock(db);
  const ctx = {
    db,
    clock,
    log,
    hashPhone: keyedHash(Buffer.from(config.phoneHashKey)),
    flags: await openFlags(db),
  };
  const hasMore = await advanceImport(ctx, shopId, importId, () => isStopping);
  clock.close();
  await db.close();
  process.send?.(hasMore, () => process.exit(0));
}

await main();
