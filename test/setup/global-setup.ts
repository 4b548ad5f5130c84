import { randomBytes } from "node:crypto";
import { Redis } from "ioredis";
import type { TestProject } from "vitest/node";
import { holdTestClusters, holdTestServices, REDIS_DATABASES, withDatabase } from "./servers.ts";
import { cloneTemplate, dropRunDatabases, prepareTemplate } from "./template.ts";

/** One vitest worker's own PostgreSQL database and Redis database (or cluster, when TEST_REDIS is "cluster"). */
export interface WorkerServices {
  database: string;
  databaseUrl: string;
  redisUrl: string;
}

/** What a run gives its workers. */
export interface RunServices {
  adminUrl: string;
  template: string;
  workers: WorkerServices[];
}

declare module "vitest" {
  interface ProvidedContext {
    runServices: RunServices;
  }
}

interface Run {
  services: RunServices;
  end(): Promise<void>;
}

// Vitest calls this once a project, each time from a fresh copy of this module; the run is one all the same.
const shared = globalThis as typeof globalThis & { cartbellTestRun?: { run: Promise<Run>; users: number } };

/** Vitest's global setup: joins or starts the services and makes each worker's databases. Returns the tear-down. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  shared.cartbellTestRun ??= { run: begin(project.globalConfig.maxWorkers), users: 0 };
  const entry = shared.cartbellTestRun;
  entry.users += 1;
  const run = await entry.run;
  project.provide("runServices", run.services);
  return async () => {
    entry.users -= 1;
    if (entry.users > 0) return;
    delete shared.cartbellTestRun;
    await run.end();
  };
}

async function begin(workerCount: number): Promise<Run> {
  const major = Number.parseInt(process.versions.node, 10);
  if (major < 22)
    throw new Error(`This is Node ${major}: run vitest by npx or npm, which use the Node of the lock file.`);
  const held = await holdTestServices();
  try {
    const template = await prepareTemplate(held.postgresUrl);
    const redis = await (process.env.TEST_REDIS === "cluster" ? clusters : databases)(held.redisUrl, workerCount);
    const name = `run_${process.pid}_${randomBytes(3).toString("hex")}`;
    const workers = Array.from({ length: workerCount }, (_, i) => {
      const database = `${name}_${i + 1}`;
      return { database, databaseUrl: withDatabase(held.postgresUrl, database), redisUrl: redis.urls[i] ?? "" };
    });
    for (const { database } of workers) await cloneTemplate(held.postgresUrl, template, database);
    const end = async () => {
      await dropRunDatabases(
        held.postgresUrl,
        workers.map((worker) => worker.database),
      );
      await redis.release();
      await held.release();
    };
    return { services: { adminUrl: held.postgresUrl, template, workers }, end };
  } catch (error) {
    await held.release();
    throw error;
  }
}

interface RunRedis {
  /** One for each worker. */
  urls: string[];
  release(): Promise<void>;
}

async function clusters(_url: string, count: number): Promise<RunRedis> {
  const held = await holdTestClusters(count);
  const release = async () => void (await Promise.all(held.map((cluster) => cluster.release())));
  return { urls: held.map((cluster) => cluster.redisClusterUrl()), release };
}

async function databases(url: string, count: number): Promise<RunRedis> {
  const first = await reserveRedisDatabases(url, count);
  const urls = Array.from({ length: count }, (_, i) => withDatabase(url, 1 + ((first + i) % (REDIS_DATABASES - 1))));
  return { urls, release: async () => {} };
}

/** A thousand databases go round: by the time one is handed out again, its run is long over. */
async function reserveRedisDatabases(url: string, count: number): Promise<number> {
  const redis = new Redis(url);
  try {
    return (await redis.incrby("databases-reserved", count)) - count;
  } finally {
    redis.disconnect();
  }
}
