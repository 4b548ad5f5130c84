import { setTimeout as sleep } from "node:timers/promises";
import { type Part, startPart, waitForHealth } from "../../bin/demo/part.ts";
import { describeError } from "../../bin/progress.ts";
import type { HeldServices } from "../../bin/servers/hold.ts";
import { findFreePort } from "../../bin/servers/ports.ts";
import { sendSignal } from "../../bin/servers/processes.ts";

const WORKERS = 2;
/** A worker takes up to 20 s to finish what it has begun. */
const STOP_PATIENCE_MS = 25_000;
/** A worker that stood still for longer has calls that are too late for an answer: it is as good as killed. */
const LONGEST_FREEZE_MS = 4_000;
/** Six processes that start at once on a busy machine; how long that takes is no part of any claim. */
const START_PATIENCE_MS = 180_000;
/** RestartSec of deploy/systemd. */
const SUPERVISOR_MS = 2_000;
/** What a process says that ends while it starts because the database or Redis is away. */
const SERVER_AWAY = /ECONNREFUSED|ECONNRESET|Connection terminated|the database system is/;

/** The product's own processes, as they run in production: web processes, one unless the proof asks for more, and two workers. */
export interface Fleet {
  /** The names of the workers as PostgreSQL knows them, once all are ready. */
  workers(): Promise<string[]>;
  /** kill -9 of one of them; its successor is on its way. */
  killWorker(name: string): Promise<void>;
  /** The same, if it is worth it: asked while the worker stands still. Else it goes on as if nothing had been. */
  killWorkerIf(name: string, isWorthIt: () => Promise<boolean>): Promise<boolean>;
  /** kill -9 of the first web process; its successor is on its way. */
  killWeb(): Promise<void>;
  /** Asks a worker to stop as a deployment does, and resolves when its successor is ready: of this clone, or of the code in `root`. */
  restartWorker(name: string, root?: string): Promise<void>;
  /** The same for the web process at this place of the plan's ports. */
  restartWeb(place: number, root?: string): Promise<void>;
  /** Resolves when every process that was killed has a successor that is ready. */
  whole(): Promise<void>;
  /** Starts a worker beside the others, on another host. Returns its name. */
  addWorker(plan: AddedWorker): Promise<string>;
  /** What ended although no one had asked it to: a sentence each, with the end of its log. */
  deserters(): string[];
  stop(): Promise<void>;
  /** Without waiting. */
  kill(): void;
}

export interface AddedWorker {
  /** Put before its command. */
  wrapper: string[];
  /** Over the environment of the others. */
  env: Record<string, string>;
  /** Its host's address, at which it is asked whether it runs. */
  host: string;
}

export interface FleetPlan {
  folder: string;
  held: HeldServices;
  /** Of every process; the fleet gives each its own ports and its own name in PostgreSQL. */
  env: Record<string, string>;
  /** A web process for each. */
  webPorts: readonly number[];
}

/** Starts them and resolves when all are ready. */
export async function startFleet({ folder, held, env, webPorts }: FleetPlan): Promise<Fleet> {
  const up = new Set<Part>();
  const asked = new Set<Part>();
  const ready = new Set<Part>();
  const deserters: string[] = [];
  const arriving = new Set<Promise<unknown>>();
  let count = 0;
  let isEnding = false;

  function watch(part: Part): Part {
    up.add(part);
    void part.ended.then((sentence) => {
      up.delete(part);
      const isInVain = !ready.has(part) && SERVER_AWAY.test(sentence);
      if (!asked.has(part) && !isInVain) deserters.push(sentence);
    });
    return part;
  }

  /** Starts it as its supervisor does: again, as long as it can't because a server is away. */
  async function launch(kind: "web" | "worker", port: number, root?: string): Promise<Part> {
    for (;;) {
      const part = start(kind, port, root);
      try {
        await waitForHealth(part, `http://127.0.0.1:${port}/health/ready`, START_PATIENCE_MS);
        ready.add(part);
        return part;
      } catch (error) {
        if (isEnding || !SERVER_AWAY.test(describeError(error))) throw error;
        await sleep(SUPERVISOR_MS);
      }
    }
  }

  function start(kind: "web" | "worker", port: number, root?: string): Part {
    count += 1;
    const name = `${kind}-${count}`;
    const own = {
      [kind === "web" ? "PORT" : "WORKER_PORT"]: String(port),
      DATABASE_URL: named(env.DATABASE_URL, name),
    };
    const script = kind === "web" ? "app/server.ts" : "workers/main.ts";
    const all = { ...env, ...own };
    return watch(startPart({ name, script, env: all, folder, isVerbose: false, ...(root && { root }) }, held));
  }

  const launchWeb = (place: number, root?: string) => launch("web", webPorts[place] ?? 0, root);
  const launchWorker = async (root?: string) => launch("worker", await findFreePort(null, new Set(webPorts)), root);

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

  /** SIGTERM; whatever still runs when the patience is over, or ends badly, counts as a deserter. */
  async function dismiss(part: Part): Promise<void> {
    asked.add(part);
    await part.stop(STOP_PATIENCE_MS);
    const sentence = await part.ended;
    if (part.exitCode() !== 0) deserters.push(`Asked to stop, it did not end well. ${sentence}`);
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
    workers[place] = succeed(() => launchWorker());
  }

  const webs = webPorts.map((_, place) => succeed(() => launchWeb(place)));
  const workers = Array.from({ length: WORKERS }, () => succeed(() => launchWorker()));
  await Promise.all([...webs, ...workers]);

  return {
    workers: async () => (await Promise.all(workers)).map((worker) => worker.name),
    killWorker,
    async killWorkerIf(name, isWorthIt) {
      const { part } = await workerNamed(name);
      const stoppedAt = performance.now();
      sendSignal(part.pid, "SIGSTOP");
      if ((await isWorthIt()) || performance.now() - stoppedAt > LONGEST_FREEZE_MS) {
        await killWorker(name);
        return true;
      }
      sendSignal(part.pid, "SIGCONT");
      return false;
    },
    async killWeb() {
      const [first] = webs;
      if (first) await kill(await first);
      webs[0] = succeed(() => launchWeb(0));
    },
    async restartWorker(name, root) {
      const { part, place } = await workerNamed(name);
      await dismiss(part);
      workers[place] = succeed(() => launchWorker(root));
      await workers[place];
    },
    async restartWeb(place, root) {
      const part = await webs[place];
      if (part) await dismiss(part);
      webs[place] = succeed(() => launchWeb(place, root));
      await webs[place];
    },
    async addWorker({ wrapper, env: own, host }) {
      count += 1;
      const name = `worker-${count}`;
      const port = await findFreePort(null, new Set(webPorts));
      const DATABASE_URL = named(own.DATABASE_URL ?? env.DATABASE_URL, name);
      const all = { ...env, ...own, WORKER_PORT: String(port), DATABASE_URL };
      const script = "workers/main.ts";
      const part = startPart({ name, script, env: all, folder, isVerbose: false, wrapper }, held);
      // Whether it is ready it tells only those on its own host.
      await waitForHealth(watch(part), `http://${host}:${port}/health/live`, START_PATIENCE_MS);
      return name;
    },
    whole: async () => void (await Promise.all(arriving)),
    deserters: () => [...deserters],
    async stop() {
      isEnding = true;
      for (const part of up) asked.add(part);
      await Promise.all([...up].map((part) => part.stop(STOP_PATIENCE_MS)));
    },
    kill() {
      isEnding = true;
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
