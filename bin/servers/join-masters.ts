import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import type { ClusterPorts } from "./record.ts";

const PATIENCE_MS = 15_000;
const SLOTS = 16_384;

/**
 * Makes one cluster of servers that are empty and strangers to each other, each with its even share of the slots. What
 * `redis-cli --cluster create` does, without asking for redis-cli. Throws when they do not agree within 15 s.
 */
export async function joinMasters(nodes: ClusterPorts[], password: string): Promise<void> {
  const clients = nodes.map(({ port }) => new Redis({ host: "127.0.0.1", port, password, retryStrategy: () => null }));
  for (const client of clients) client.on("error", () => {}); // told by the commands' rejections
  try {
    await Promise.all(clients.map((client, i) => takeShare(client, i, nodes.length)));
    // Everyone meets everyone: left to gossip it would take longer.
    await Promise.all(clients.flatMap((client) => nodes.map((node) => meet(client, node))));
    await untilAgreed(clients);
  } finally {
    for (const client of clients) client.disconnect();
  }
}

async function takeShare(client: Redis, number: number, of: number): Promise<void> {
  const [first, next] = [number, number + 1].map((n) => Math.floor((SLOTS * n) / of)) as [number, number];
  await client.call("CLUSTER", "ADDSLOTSRANGE", first, next - 1);
  // A number of its own for each, before they meet, spares them finding out that two have the same.
  await client.call("CLUSTER", "SET-CONFIG-EPOCH", number + 1);
}

async function meet(client: Redis, { port, clusterPort }: ClusterPorts): Promise<void> {
  if (port !== client.options.port) await client.call("CLUSTER", "MEET", "127.0.0.1", port, clusterPort);
}

async function untilAgreed(clients: Redis[]): Promise<void> {
  for (const deadline = Date.now() + PATIENCE_MS; ; await sleep(50)) {
    const said = await Promise.all(clients.map((client) => client.cluster("INFO")));
    const isWhole = (info: string) => info.includes("cluster_state:ok") && info.includes(`cluster_slots_ok:${SLOTS}`);
    if (said.every(isWhole)) return;
    if (Date.now() > deadline) throw new Error(`The Redis Cluster did not come together: ${said[0]}`);
  }
}
