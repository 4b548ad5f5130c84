import type { RunOptions } from "../../bench/benchmark.ts";
import { type BenchProcess, startWebProcess, startWorkerProcess } from "../../bench/stage/processes.ts";
import type { Servers } from "../../bench/stage/servers.ts";
import { queuesOf, type WorkerClass } from "./classes.ts";

/** The product's own processes, one web process and the workers of each class. */
export interface Fleet {
  webUrl: string;
  /** kill -9 of all workers of a class. They come back with `revive`, as a supervisor would start them. */
  kill(of: WorkerClass): Promise<void>;
  revive(of: WorkerClass): Promise<void>;
  running(): RunningProcess[];
}

export interface RunningProcess {
  name: string;
  kind: "worker" | "web";
  /** Where it answers, /metrics among others. */
  url: string;
  cpuSeconds(): number;
}

type Run = Pick<RunOptions, "onEnd">;

export async function startFleet(
  run: Run,
  servers: Servers,
  { env, workersEach }: { env: Record<string, string>; workersEach: number },
): Promise<Fleet> {
  const named = (name: string) => ({ name, env: { ...env, DATABASE_URL: namedUrl(servers.databaseUrl, name) } });
  const web = await startWebProcess(run, servers, named("web"));
  const workers: Record<WorkerClass, BenchProcess[]> = { urgent: [], campaigns: [] };
  let started = 0;

  async function revive(of: WorkerClass): Promise<void> {
    const missing = Array.from({ length: workersEach - workers[of].length }, () => {
      started += 1;
      const own = named(`${of}-${started}`);
      const ofClass = { SHOPIFY_APP_URL: web.url, WORKER_QUEUES: queuesOf(of) };
      return startWorkerProcess(run, servers, { ...own, env: { ...own.env, ...ofClass } });
    });
    workers[of].push(...(await Promise.all(missing)));
  }

  await Promise.all([revive("urgent"), revive("campaigns")]);
  return {
    webUrl: web.url,
    async kill(of) {
      const killed = workers[of].splice(0);
      for (const { part } of killed) part.kill();
      await Promise.all(killed.map(({ part }) => part.ended));
    },
    revive,
    running: () => [
      runningProcess(web, "web"),
      ...[...workers.urgent, ...workers.campaigns].map((worker) => runningProcess(worker, "worker")),
    ],
  };
}

function runningProcess({ part, url, cpuSeconds }: BenchProcess, kind: RunningProcess["kind"]): RunningProcess {
  return { name: part.name, kind, url, cpuSeconds };
}

/** PostgreSQL knows each process by its name, so that connections can be counted by process. */
function namedUrl(databaseUrl: string, name: string): string {
  const url = new URL(databaseUrl);
  url.searchParams.set("application_name", name);
  return url.href;
}
