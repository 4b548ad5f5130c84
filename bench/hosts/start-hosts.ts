import { waitForLine } from "../../bin/demo/part.ts";
import { type Cable, type Network, openNetwork } from "../../test/proofs/partition/network.ts";
import type { RunOptions } from "../benchmark.ts";
import { type BenchProcess, startScript, startWorkerProcess } from "../stage/processes.ts";
import type { Stage } from "../stage/stage.ts";
import { medianRoundTripMs } from "./round-trip.ts";

/** A way from a host's cable to a port of the servers' host. */
export interface Way {
  /** The servers' address on the cable. */
  host: string;
  port: number;
  /** How long bytes to the servers are held. */
  holdMs: number;
}

export interface Hosts {
  /** Sends from so many of the hosts, with one worker process each: starts those that are missing, stops the others. */
  sendFrom(count: number): Promise<void>;
  /** CPU seconds of the workers together, and of what stands for the distance. */
  cpuSeconds(): { workers: number; relay: number };
  /** Bytes that have crossed the hosts' cables, both ways. */
  crossed(): Record<Cable, number>;
  /** What the relay adds to a question and its answer: the median of many. */
  addedMs: number;
}

/**
 * Hosts in network namespaces, so far from database and Redis. The carrier is reached without delay: it has one of its own
 * (`latencyMs`), and bytes to it are most of what a text sends. Throws where namespaces can't be made.
 */
export async function startHosts(run: RunOptions, stage: Stage, count: number, holdMs: number): Promise<Hosts> {
  const networks: Network[] = [];
  for (let host = 0; host < count; host += 1) {
    const network = await openNetwork({ add: ({ stop }) => run.onEnd(stop) });
    if (typeof network === "string") throw new Error(`Other hosts are needed, but ${network}.`);
    networks.push(network);
  }
  const [clockHold, waysOfHost] = [0, 3];
  const ways = networks.flatMap((network): Way[] => [
    { host: network.addressOf("database"), port: portOf(stage.servers.databaseUrl), holdMs },
    { host: network.addressOf("redis"), port: portOf(stage.servers.redisUrl), holdMs },
    { host: network.addressOf("carrier"), port: portOf(stage.clock.url), holdMs: clockHold },
  ]);
  const relay = startScript(run, stage.servers, "bench/hosts/relay.ts", {
    name: "relay",
    args: [JSON.stringify(ways)],
  });
  const ports = await waitForLine(relay.part, (line) => {
    const said = /^relaying (.+)$/.exec(line)?.[1];
    return said === undefined ? null : (JSON.parse(said) as number[]);
  });
  const workers: BenchProcess[] = [];
  /** Of those that were stopped. */
  let earlierCpu = 0;

  function startWorker(at: number): Promise<BenchProcess> {
    const network = networks[at];
    if (!network) throw new Error(`There are ${count} hosts.`);
    const [database = 0, redis = 0, clock = 0] = ports.slice(at * waysOfHost);
    const env = {
      DATABASE_URL: reached(stage.servers.databaseUrl, network.addressOf("database"), database),
      REDIS_URL: reached(stage.servers.redisUrl, network.addressOf("redis"), redis),
      CLOCK_URL: reached(stage.clock.url, network.addressOf("carrier"), clock),
      TWILIO_API_URL: reached(stage.carrier.url, network.addressOf("carrier"), portOf(stage.carrier.url)),
    };
    return startWorkerProcess(run, stage.servers, { name: `host-${at + 1}`, env, on: network });
  }

  return {
    async sendFrom(wanted) {
      for (const worker of workers.splice(wanted)) {
        earlierCpu += worker.cpuSeconds();
        await worker.stop();
      }
      while (workers.length < wanted) workers.push(await startWorker(workers.length));
    },
    cpuSeconds: () => ({
      workers: workers.reduce((sum, it) => sum + it.cpuSeconds(), earlierCpu),
      relay: relay.cpuSeconds(),
    }),
    crossed: () => {
      const sumOf = (cable: Cable) =>
        networks.map((it) => it.crossed(cable)).reduce((sum, { toServers, toHost }) => sum + toServers + toHost, 0);
      return { database: sumOf("database"), redis: sumOf("redis"), carrier: sumOf("carrier") };
    },
    addedMs: await addedBy(stage, networks[0], ports[1]),
  };
}

/** Redis answers a ping at once: by way of the relay, and without it. */
async function addedBy({ servers }: Stage, network: Network | undefined, port = 0): Promise<number> {
  if (!network) return 0;
  const byRelay = await medianRoundTripMs(reached(servers.redisUrl, network.addressOf("redis"), port));
  return byRelay - (await medianRoundTripMs(servers.redisUrl));
}

function portOf(url: string): number {
  return Number(new URL(url).port);
}

function reached(url: string, host: string, port: number): string {
  const address = new URL(url);
  address.hostname = host;
  address.port = String(port);
  return address.href.replace(/\/$/, "");
}
