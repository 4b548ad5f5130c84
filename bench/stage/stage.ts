import { openProcess } from "#boot/open-process";
import type { Context } from "#domain/context";
import { readConfig } from "#platform/config";
import type { Redis } from "#platform/redis/redis";
import type { RunOptions } from "../benchmark.ts";
import { type BenchCarrier, startCarrier } from "../carrier/start-carrier.ts";
import { type BenchClock, startBenchClock } from "./clock.ts";
import { residentBytesOf } from "./peak-memory.ts";
import { type BenchProcess, environmentOn, startWebProcess, startWorkerProcess } from "./processes.ts";
import { type Servers, startServers } from "./servers.ts";

/** Everything that a benchmark of sending needs, running: servers, carrier, clock, and the product's real processes. */
export interface Stage {
  servers: Servers;
  carrier: BenchCarrier;
  clock: BenchClock;
  /** The benchmark's own view of the product: it calls the verbs that a merchant's click does. */
  ctx: Context;
  redis: Redis;
  /** Where store webhooks go; "" without a web process. */
  webUrl: string;
  /** One more sending process. */
  addWorker(): Promise<void>;
  cpuSeconds(): Promise<Record<string, number>>;
  /** Of the product's own processes together. */
  ownCpuSeconds(): number;
  /** Resident memory of the product's processes together. */
  memoryBytes(): number;
}

export interface StageOptions {
  /** Business time at the beginning. */
  startsAt: Date;
  hasWeb?: boolean;
  /** The servers' data stay under this name, and a later run goes on with them. */
  keptAs?: string;
  /** True starts no sending process: the benchmark starts its own, maybe on other hosts, which reach the carrier too. */
  isSentElsewhere?: boolean;
}

/** Sets the stage with one sending process, unless others send. Everything is taken down at the end, however it comes. */
export async function setStage(
  run: RunOptions,
  { startsAt, hasWeb = false, keptAs, isSentElsewhere = false }: StageOptions,
): Promise<Stage> {
  const servers = await startServers(run, { ...(keptAs !== undefined && { keptAs }) });
  const clock = await startBenchClock(run, startsAt);
  const carrier = await startCarrier({ isRecording: true }, isSentElsewhere ? "0.0.0.0" : "127.0.0.1");
  run.onEnd(() => carrier.close());
  const env = { CLOCK_URL: clock.url, TWILIO_API_URL: carrier.url };
  const web = hasWeb ? await startWebProcess(run, servers, { env }) : null;
  const processEnv = web ? { ...env, SHOPIFY_APP_URL: web.url } : env;
  const { ctx, redis, close } = await openProcess(readConfig({ ...environmentOn(servers), ...processEnv }), "bench");
  run.onEnd(close);

  const workers: BenchProcess[] = [];
  async function addWorker(): Promise<void> {
    const name = `worker-${workers.length + 1}`;
    workers.push(await startWorkerProcess(run, servers, { name, env: processEnv }));
  }
  if (!isSentElsewhere) await addWorker();

  return {
    ...{ servers, carrier, clock, ctx, redis, addWorker },
    webUrl: web?.url ?? "",
    cpuSeconds: async () => ({
      ...(web && { web: web.cpuSeconds() }),
      ...Object.fromEntries(workers.map((worker, index) => [`worker${index + 1}`, worker.cpuSeconds()])),
      carrier: (await carrier.counts()).cpuSeconds,
      ...(await servers.cpuSeconds()),
    }),
    ownCpuSeconds: () => [...(web ? [web] : []), ...workers].reduce((sum, it) => sum + it.cpuSeconds(), 0),
    memoryBytes: () => [...(web ? [web] : []), ...workers].reduce((sum, it) => sum + residentBytesOf(it.part.pid), 0),
  };
}
