import type { Config } from "#platform/config";
import { keyedHash } from "#platform/keyed-hash";
import { createLog } from "#platform/log";
import { createDoorbell } from "#platform/queue/doorbell";
import { connectRedis, type Redis } from "#platform/redis/redis";
import { followSharedClock } from "#platform/shared-clock";
import { followDatabaseClock } from "#platform/sql/database-clock";
import { connectDb } from "#platform/sql/db";
import { refuseHiddenPooler } from "#platform/sql/hidden-pooler";
import { openReplica } from "#platform/sql/replica";
import { checkZoneData } from "#platform/zone-data";
import type { Context } from "./context.ts";
import { ringOn } from "./ring.ts";

/** Every key of ours in Redis has this in its hash tag: `{cartbell:<queue>}…`, `{cartbell:bucket:<sender>}`. */
export const REDIS_PREFIX = "cartbell";

export interface OpenContext {
  ctx: Context;
  redis: Redis;
  /** Drops the connections; call it last. */
  close(): Promise<void>;
}

/**
 * Opens what a process of `name` needs all its life. `onClockMove` runs whenever a demo's clock was moved. Throws a ConfigError
 * when this Node does not know today's clocks.
 */
export async function openContext(
  config: Config,
  name: string,
  onClockMove?: () => Promise<void>,
): Promise<OpenContext> {
  checkZoneData();
  const log = createLog(config.LOG_LEVEL, name);
  const db = connectDb(config.DATABASE_URL, { connections: config.DATABASE_POOL });
  await refuseHiddenPooler(db);
  const replica = config.DATABASE_REPLICA_URL ? openReplica(config.DATABASE_REPLICA_URL, db, { log }) : null;
  const redis = connectRedis(config.REDIS_URL);
  const doorbell = createDoorbell(redis, { prefix: REDIS_PREFIX, log });
  const followed = config.CLOCK_URL ? await followSharedClock(config.CLOCK_URL, onClockMove) : null;
  const clock = followed ?? (await followDatabaseClock(db));
  return {
    ctx: {
      db,
      ...(replica && { replica }),
      clock,
      log,
      ring: ringOn(doorbell),
      hashPhone: keyedHash(config.PHONE_HASH_KEY),
      appUrl: config.SHOPIFY_APP_URL,
      numbersPerShop: config.NUMBERS_PER_SHOP,
      receiptPatienceMs: config.RECEIPT_PATIENCE_MINUTES * 60_000,
      shortLinkUrl: (config.SHORT_LINK_URL ?? config.SHOPIFY_APP_URL).replace(/\/+$/, ""),
    },
    redis,
    async close() {
      clock.close();
      await doorbell.close();
      redis.disconnect();
      await replica?.close();
      await db.close();
    },
  };
}
