import { Cluster, Redis as SingleRedis } from "ioredis";
import { parseRedisAddress, type RedisLogin } from "./redis-address.ts";
import { openCluster } from "./redis-cluster.ts";

/** One server or a cluster; code that sends commands about one key, or keys with one hash tag, need not know which. */
export type Redis = SingleRedis | Cluster;

const retryDelayMs = (attempt: number) => Math.min(100 * attempt, 2_000);

/**
 * A connection that keeps trying: Redis only carries hints, and a process outlives its restarts. Commands wait while it is
 * away (BullMQ needs that), so callers who must not wait give up by themselves. In a cluster whose other nodes live,
 * a command for a lost node is refused after about a second. Throws when the address is none.
 */
export function connectRedis(address: string): Redis {
  const named = parseRedisAddress(address);
  if (named === null) throw new Error("This is no address of a Redis.");
  const redis =
    named.kind === "server"
      ? new SingleRedis(named.url, { maxRetriesPerRequest: null, retryStrategy: retryDelayMs })
      : openCluster(named.nodes, {
          redisOptions: { maxRetriesPerRequest: null, ...loginOptions(named.login) },
          clusterRetryStrategy: retryDelayMs,
          // Names are resolved by each connection: a certificate knows a host by its name.
          dnsLookup: (host, done) => done(null, host),
        });
  // ioredis reports each failed attempt; the process's readiness endpoint says it once.
  redis.on("error", () => {});
  return redis;
}

/** True when every key has a server that answers for it: a cluster that has lost a master serves the others' keys. */
export async function isWhole(redis: Redis): Promise<boolean> {
  if (!(redis instanceof Cluster)) return (await redis.ping()) === "PONG";
  return /^cluster_slots_ok:16384\r?$/m.test(await redis.cluster("INFO"));
}

function loginOptions({ hasTls, ...login }: RedisLogin) {
  return { ...login, ...(hasTls && { tls: {} }) };
}
