import type { Context } from "#domain/context";
import { inboxHintsOn } from "#domain/conversations/inbox/hints";
import { enqueueOn } from "#domain/enqueue";
import { openFlags } from "#domain/flags/open-flags";
import { openDeskAccess } from "#domain/help-desks/call-desk";
import type { Provider } from "#domain/messages/delivery/provider";
import type { Config } from "#platform/config";
import { keyedHash } from "#platform/keyed-hash";
import { createProducer } from "#platform/queue/producer";
import { openHints } from "#platform/redis/hints";
import { connectRedis, type Redis } from "#platform/redis/redis";
import { followSharedClock } from "#platform/shared-clock";
import { followDatabaseClock } from "#platform/sql/database-clock";
import { connectDb } from "#platform/sql/db";
import { refuseHiddenPooler } from "#platform/sql/hidden-pooler";
import { openReplica } from "#platform/sql/replica";
import { watchProcess } from "#platform/telemetry/metrics/watch-process";
import { startTracing } from "#platform/telemetry/tracing/start";
import { tokenCipher } from "#platform/token-cipher";
import { checkZoneData } from "#platform/zone-data";
import { providersFrom } from "#providers/registry";
import { openLog } from "./open-log.ts";

/** Every key of ours in Redis has this in its hash tag: `{cartbell:<queue>}…`, `{cartbell:bucket:<sender>}`. */
export const REDIS_PREFIX = "cartbell";

/** The compiler asks for every part. A process may run without a replica; the epoch is known later, and only to workers. */
type FullContext = Required<Omit<Context, "replica" | "epoch">> & Pick<Context, "replica" | "epoch">;

/** What every process and thread of ours runs on. */
export interface OpenProcess {
  ctx: Context;
  redis: Redis;
  /** Every configured SMS provider by its name. */
  providers: Record<string, Provider>;
  /** Drops the connections, the providers' too; call it last. */
  close(): Promise<void>;
}

/**
 * Opens what a process or thread needs all its life: database, Redis, clock, log and SMS providers. `name` is its name in the
 * log. `onClockMove` runs each time a demo's clock is moved. Throws a ConfigError when this Node's time zone data is too old.
 */
export async function openProcess(
  config: Config,
  name: string,
  onClockMove?: () => Promise<void>,
): Promise<OpenProcess> {
  checkZoneData();
  const log = openLog(config, name);
  const tracing = startTracing({
    ...{ endpoint: config.OTEL_EXPORTER_OTLP_ENDPOINT, ratio: config.OTEL_TRACES_SAMPLER_ARG },
    ...{ name, log },
  });
  const stopWatching = watchProcess();
  const db = connectDb(config.DATABASE_URL, { connections: config.DATABASE_POOL, name });
  await refuseHiddenPooler(db);
  const replica = config.DATABASE_REPLICA_URL ? openReplica(config.DATABASE_REPLICA_URL, db, { log }) : null;
  const redis = connectRedis(config.REDIS_URL);
  const producer = createProducer(redis, { prefix: REDIS_PREFIX, log });
  const hints = openHints(redis, REDIS_PREFIX);
  const followed = config.CLOCK_URL ? await followSharedClock(config.CLOCK_URL, onClockMove) : null;
  const clock = followed ?? (await followDatabaseClock(db));
  const providers = providersFrom(config);
  const flags = await openFlags(db);
  return {
    ctx: {
      db,
      ...(replica && { replica }),
      clock,
      log,
      enqueue: enqueueOn(producer),
      hints: inboxHintsOn(hints),
      providers,
      flags,
      helpDesks: openDeskAccess({
        cipher: tokenCipher(config.ENCRYPTION_KEYS),
        simulatorUrl: config.HELP_DESK_SIMULATOR_URL ?? null,
        trusted: config.OUTGOING_TRUSTED,
      }),
      hashPhone: keyedHash(config.PHONE_HASH_KEY),
      appUrl: config.SHOPIFY_APP_URL,
      numbersPerShop: config.NUMBERS_PER_SHOP,
      receiptPatienceMs: config.RECEIPT_PATIENCE_MINUTES * 60_000,
      shortLinkUrl: (config.SHORT_LINK_URL ?? config.SHOPIFY_APP_URL).replace(/\/+$/, ""),
    } satisfies FullContext,
    redis,
    providers,
    async close() {
      flags.close();
      stopWatching();
      await Promise.all(Object.values(providers).map((provider) => provider.close()));
      clock.close();
      await producer.close();
      hints.close();
      redis.disconnect();
      await replica?.close();
      await db.close();
      await tracing.stop();
    },
  };
}
