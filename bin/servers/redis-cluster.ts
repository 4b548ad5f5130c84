import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { joinMasters } from "./join-masters.ts";
import { findFreePort } from "./ports.ts";
import { sendSignal, waitForEnd } from "./processes.ts";
import type { ClusterPorts } from "./record.ts";
import { endLeftoverRedis, type RunningRedis, startRedis } from "./redis.ts";

export interface ClusterSettings {
  /** What is in it is thrown away. */
  folder: string;
  nodes: ClusterPorts[];
  password: string;
  /** The folder for the nodes' logs. */
  logs: string;
}

export interface RunningCluster {
  masters: RunningMaster[];
  /** True when any of them has. */
  hasExited(): boolean;
  stop(): Promise<void>;
}

export interface RunningMaster {
  port: number;
  /** kill -9. The slots it had are no one's until it is back. */
  kill(): Promise<void>;
  /** Starts it again after a kill: empty, with the slots it had. */
  restart(): Promise<void>;
}

/**
 * Starts a Redis Cluster of empty masters without replicas on 127.0.0.1, the slots shared out evenly. Resolves when
 * each of them knows that all slots are served; throws when a server does not answer or they do not agree within 15 s.
 */
export async function startRedisCluster(settings: ClusterSettings): Promise<RunningCluster> {
  rmSync(settings.folder, { recursive: true, force: true });
  const starts = await Promise.allSettled(settings.nodes.map((ports) => startNode(settings, ports)));
  const nodes = starts.flatMap((start) => (start.status === "fulfilled" ? [start.value] : []));
  const running = {
    masters: nodes,
    hasExited: () => nodes.some((node) => node.hasExited()),
    stop: async () => void (await Promise.all(nodes.map((node) => node.stop()))),
  };
  try {
    const failure = starts.find((start) => start.status === "rejected");
    if (failure !== undefined) throw failure.reason;
    await joinMasters(settings.nodes, settings.password);
  } catch (error) {
    await running.stop();
    throw error;
  }
  return running;
}

/** Ends the nodes that a killed keeper left behind in this folder, if any. */
export async function endLeftoverCluster(folder: string): Promise<void> {
  const nodes = existsSync(folder) ? readdirSync(folder) : [];
  await Promise.all(nodes.map((node) => endLeftoverRedis(join(folder, node))));
}

/** Free ports for so many nodes. A node's second port is 10,000 above its first by default, where there may be none. */
export async function findClusterPorts(masters: number, taken: ReadonlySet<number> = new Set()) {
  const found = new Set(taken);
  const next = async () => {
    const port = await findFreePort(null, found);
    found.add(port);
    return port;
  };
  const nodes: ClusterPorts[] = [];
  while (nodes.length < masters) nodes.push({ port: await next(), clusterPort: await next() });
  return nodes;
}

/** The address of the cluster, as REDIS_URL takes it. */
export function redisClusterUrl(nodes: ClusterPorts[], password: string): string {
  return `redis+cluster://:${password}@${nodes.map(({ port }) => `127.0.0.1:${port}`).join(",")}`;
}

async function startNode({ folder, password, logs }: ClusterSettings, { port, clusterPort }: ClusterPorts) {
  mkdirSync(folder, { recursive: true });
  const settings = {
    folder: join(folder, String(port)),
    port,
    clusterPort,
    password,
    logFile: join(logs, `redis-cluster.${port}.log`),
    isDurable: false,
    databases: 1,
  };
  let server: RunningRedis = await startRedis(settings);
  return {
    port,
    hasExited: () => server.hasExited(),
    stop: () => server.stop(),
    async kill() {
      sendSignal(server.pid, "SIGKILL");
      await waitForEnd(server.pid, 5_000);
    },
    async restart() {
      server = await startRedis(settings);
    },
  };
}
