import { type Part, startPart, waitForHealth } from "../../bin/demo/part.ts";
import type { HeldServices } from "../../bin/servers/hold.ts";
import { findFreePort } from "../../bin/servers/ports.ts";
import { sendSignal } from "../../bin/servers/processes.ts";

const WORKERS = 2;
/** A worker takes up to 20 s to finish what it has begun. */
const STOP_PATIENCE_MS = 25_000;

/** The product's own processes, as they run in production: one web process and two workers. */
export interface Fleet {
  /** The names of the workers as PostgreSQL knows them, once all are ready. */
  workers(): Promise<string[]>;
  /** kill -9 of one of them; its successor is on its way. */
  killWorker(name: string): Promise<void>;
  /** The same, if it is worth it: asked while the worker stands still. Else it goes on as if nothing had been. */
  killWorkerIf(name: string, isWorthIt: () => Promise<boolean>): Promise<boolean>;
  /** kill -9 of the web process; its successor is on its way. */
  killWeb(): Promise<void>;
  /** Resolves when every process that was killed has a successor that is ready. */
  whole(): Promise<void>;
  /** What ended although no one had asked it to: a sentence each, with the end of its log. */
  deserters(): string[];
  stop(): Promise<void>;
  /** Without waiting. */
  kill(): void;
}

export interface FleetPlan {
  folder: string;
  held: HeldServices;
  /** Of every process; the fleet gives each its own ports and its own name in PostgreSQL. */
  env: Record<string, string>;
  webPort: number;
}

/** Starts them and resolves when all are ready. */
export async function startFleet({ folder, held, env, webPort }: FleetPlan): Promise<Fleet> {
  const up = new Set<Part>();
  const asked = new Set<Part>();
  const deserters: string[] = [];
  const arriving = new Set<Promise<unknown>>();
  let count = 0;

  function watch(part: Part): Part {
    up.add(part);
    void part.ended.then((sentence) => {
      up.delete(part);
      if (!asked.has(part)) deserters.push(sentence);
    });
    return part;
  }

  async function launchWeb(): Promise<Part> {
    count += 1;
    const own = { PORT: String(webPort), DATABASE_URL: named(env.DATABASE_URL, `web-${count}`) };
    const part = startPart(
      { name: `web-${count}`, script: "app/server.ts", env: { ...env, ...own }, folder, isVerbose: false },
      held,
    );
    await waitForHealth(watch(part), `http://127.0.0.1:${webPort}/health/ready`);
    return part;
  }

  async function launchWorker(): Promise<Part> {
    count += 1;
    const name = `worker-${count}`;
    const port = await findFreePort(null, new Set([webPort]));
    const own = { WORKER_PORT: String(port), DATABASE_URL: named(env.DATABASE_URL, name) };
    const part = startPart(
      { name, script: "workers/main.ts", env: { ...env, ...own }, folder, isVerbose: false },
      held,
    );
    await waitForHealth(watch(part), `http://127.0.0.1:${port}/health/ready`);
    return part;
  }

  /** Its successor's failure is told by `whole`. */
  function succeed(launch: () => Promise<Part>): Promise<Part> {
    const arrival = launch();
    arriving.add(arrival);
    arrival.then(
      () => arriving.delete(arrival),
      () => {},
    );
    return arrival;
  }

  async function kill(part: Part): Promise<void> {
    asked.add(part);
    part.kill();
    await part.ended;
  }

  async function workerNamed(name: string): Promise<{ part: Part; place: number }> {
    const parts = await Promise.all(workers);
    const place = parts.findIndex((part) => part.name === name);
    const part = parts[place];
    if (!part) throw new Error(`There is no ${name}.`);
    return { part, place };
  }

  async function killWorker(name: string): Promise<void> {
    const { part, place } = await workerNamed(name);
    await kill(part);
    workers[place] = succeed(launchWorker);
  }

  let web = succeed(launchWeb);
  const workers = Array.from({ length: WORKERS }, () => succeed(launchWorker));
  await Promise.all([web, ...workers]);

  return {
    workers: async () => (await Promise.all(workers)).map((worker) => worker.name),
    killWorker,
    async killWorkerIf(name, isWorthIt) {
      const { part } = await workerNamed(name);
      sendSignal(part.pid, "SIGSTOP");
      if (await isWorthIt()) {
        await killWorker(name);
        return true;
      }
      sendSignal(part.pid, "SIGCONT");
      return false;
    },
    async killWeb() {
      await kill(await web);
      web = succeed(launchWeb);
    },
    whole: async () => void (await Promise.all(arriving)),
    deserters: () => [...deserters],
    async stop() {
      for (const part of up) asked.add(part);
      await Promise.all([...up].map((part) => part.stop(STOP_PATIENCE_MS)));
    },
    kill() {
      for (const part of up) {
        asked.add(part);
        part.kill();
      }
    },
  };
}

/** PostgreSQL knows each process by its name: the witness tells their claims apart by it. */
function named(databaseUrl: string | undefined, name: string): string {
  const url = new URL(databaseUrl ?? "");
  url.searchParams.set("application_name", name);
  return url.href;
}
