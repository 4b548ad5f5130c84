import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { ServiceOrder } from "./order.ts";
import { findFreePort } from "./ports.ts";
import { endLeftoverPostgres, startPostgres } from "./postgres.ts";
import { postgresHome } from "./postgres-home.ts";
import { postgresUser } from "./postgres-user.ts";
import { type ClusterPorts, readRecord, type ServicesRecord, writeRecord } from "./record.ts";
import { endLeftoverRedis, startRedis } from "./redis.ts";
import { endLeftoverCluster, findClusterPorts, startRedisCluster } from "./redis-cluster.ts";

export interface Service {
  name: string;
  hasExited(): boolean;
  stop(): Promise<void>;
}

/**
 * Starts what is ordered, on the ports of last time where they are still free. `started` receives each service that
 * runs, also when another fails and this throws: the caller stops them.
 */
export async function startServices(order: ServiceOrder, started: Service[]): Promise<void> {
  const logs = join(order.folder, "logs");
  mkdirSync(logs, { recursive: true });
  const known = readRecord(order.folder);
  await endLeftovers(order, known); // they sit on our ports
  const record = await choosePorts(order, known);
  // Before any data folder is made: it bears the record's id and must be found again.
  writeRecord(order.folder, record);

  const starts: Promise<void>[] = [];
  if (order.postgres !== null)
    starts.push(postgres(order.postgres).then((running) => void started.push({ name: "PostgreSQL", ...running })));
  if (order.redis !== null)
    starts.push(redis(order.redis).then((running) => void started.push({ name: "Redis", ...running })));
  if (record.redisCluster !== undefined)
    starts.push(
      cluster(record.redisCluster).then((running) => void started.push({ name: "Redis Cluster", ...running })),
    );
  const failure = (await Promise.allSettled(starts)).find((result) => result.status === "rejected");
  if (failure !== undefined) throw failure.reason;

  function postgres({ settings = {} }: { settings?: Record<string, string> }) {
    const home = postgresHome(order.folder, record.id, postgresUser());
    return startPostgres({
      home,
      ...record.postgres,
      logFile: join(logs, "postgres.log"),
      isDurable: order.isDurable,
      settings,
    });
  }
  function redis({ databases }: { databases: number }) {
    const folder = join(order.folder, "redis");
    return startRedis({
      folder,
      ...record.redis,
      logFile: join(logs, "redis.log"),
      isDurable: order.isDurable,
      databases,
    });
  }
  function cluster(nodes: ClusterPorts[]) {
    const folder = join(order.folder, "redis-cluster");
    return startRedisCluster({ folder, nodes, password: record.redis.password, logs });
  }
}

async function endLeftovers(order: ServiceOrder, record: ServicesRecord): Promise<void> {
  await endLeftoverRedis(join(order.folder, "redis"));
  await endLeftoverCluster(join(order.folder, "redis-cluster"));
  if (record.postgres.port !== 0) await endLeftoverPostgres(postgresHome(order.folder, record.id, postgresUser()));
}

/** Last time's ports where they are still free, for what is ordered. */
async function choosePorts(order: ServiceOrder, record: ServicesRecord): Promise<ServicesRecord> {
  const chosen: ServicesRecord = { id: record.id, postgres: { ...record.postgres }, redis: { ...record.redis } };
  if (order.postgres !== null) {
    chosen.postgres.port = await findFreePort(record.postgres.port || order.postgres.preferredPort);
  }
  if (order.redis !== null) {
    const taken = new Set([chosen.postgres.port]);
    chosen.redis.port = await findFreePort(record.redis.port || order.redis.preferredPort, taken);
  }
  if (order.redisCluster) {
    const taken = new Set([chosen.postgres.port, chosen.redis.port]);
    chosen.redisCluster = await findClusterPorts(order.redisCluster.masters, taken);
  }
  return chosen;
}
