import type { EventEmitter } from "node:events";
import { Cluster, type ClusterOptions } from "ioredis";

type StartupNodes = ConstructorParameters<typeof Cluster>[0];

/**
 * A connection to a Redis Cluster that comes back after the loss of every node and ends when it is told to; so do its
 * copies, of which BullMQ makes one for each worker's blocking reads.
 */
export function openCluster(nodes: StartupNodes, options: ClusterOptions): Cluster {
  const cluster = new Cluster(nodes, options);
  announceDrainOnce(cluster);
  settleConnect(cluster);
  cluster.duplicate = (otherNodes = [], otherOptions = {}) =>
    openCluster(otherNodes.length > 0 ? otherNodes : nodes, { ...options, ...otherOptions });
  return cluster;
}

/**
 * ioredis 5.11 empties its pool at once and then takes the end of each connection for the end of the last one. A second
 * announcement turns a connection that has "end"ed, or is "reconnecting", back into one that is "close": commands wait
 * in it for ever, and a worker never stops (compare https://github.com/taskforcesh/bullmq/issues/4138).
 */
function announceDrainOnce(cluster: Cluster): void {
  // Private to TypeScript only; there is no public place from which a wrong announcement could be held back.
  const { connectionPool: pool } = cluster as unknown as { connectionPool: EventEmitter };
  const emit = pool.emit.bind(pool);
  let hasNodes = true;
  pool.emit = (event: string, ...details: unknown[]) => {
    if (event === "drain" && !hasNodes) return false;
    if (event === "+node") hasNodes = true;
    if (event === "drain") hasNodes = false;
    return emit(event, ...details);
  };
}

/**
 * When a cluster answers and is not whole yet, as just after a restart, ioredis 5.11 starts over and forgets who asked it to
 * connect. BullMQ's workers ask after each disturbance and would wait for ever.
 */
function settleConnect(cluster: Cluster): void {
  const connect = cluster.connect.bind(cluster);
  cluster.connect = () => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const fail = () => reject(new Error("Connection is closed.")); // in ioredis's words, which BullMQ knows
    cluster.once("ready", resolve).once("end", fail);
    connect().then(resolve, reject);
    return promise.finally(() => cluster.off("ready", resolve).off("end", fail));
  };
}
