import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { startCollector } from "@cartbell/sim/collector";
import { watched } from "../dev/watched.ts";
import { deployMigrations, generateClient } from "../prisma/command.ts";
import { step } from "../progress.ts";
import { ROOT } from "../root.ts";
import type { HeldServices } from "../servers/hold.ts";
import { buildWebApp, isBuildStale } from "./build.ts";
import { openDatabases } from "./databases.ts";
import { appEnvironment } from "./environment.ts";
import type { StartOptions } from "./options.ts";
import { type Part, startPart, waitForEnd, waitForHealth } from "./part.ts";
import { openState, writeState } from "./state.ts";
import { type Urls, urlFlags } from "./urls.ts";
import { startWorld } from "./world.ts";

/** The workers take up to 20 s to hand back their slices. */
const GRACE_MS = 25_000;

/** The product and the world around it, running. */
export interface RunningDemo {
  urls: Urls;
  /** The environment of the app's processes, for a script that must see what they see. */
  env: Record<string, string>;
  /** Where the traces are, if they are collected. */
  collector: string | null;
  /** Resolves with what happened when something of it ends unasked. */
  broken: Promise<string>;
}

/**
 * Starts services, database, build, world, web and workers, in this order and one line each, and fills a fresh database
 * if `bin/seed-demo.ts` is there. Resolves when all are ready. Throws when one is not; `shutdown` knows what runs.
 */
export async function startDemo(options: StartOptions): Promise<RunningDemo> {
  mkdirSync(options.folder, { recursive: true });
  const { held, ...servers } = await openDatabases(options);
  await step("Database schema", async () => {
    await generateClient();
    await deployMigrations(servers.databaseUrl);
  });
  if (!options.isWatched && isBuildStale()) await step("Web app built", buildWebApp);

  const state = await openState(options.folder, options.isThrowAway);
  if (options.realStore) state.ports.web = Number(options.realStore.PORT);
  const world = await step("Simulated store, carrier, people, help desks and clock", () =>
    startWorld(options, state, held),
  );
  const own = { app: `http://127.0.0.1:${state.ports.web}`, worker: `http://127.0.0.1:${state.ports.worker}` };
  const urls = { ...world.urls, ...own };
  const collector = options.hasCollector ? await openCollector(options) : null;
  const env = {
    ...environmentOf(options, appEnvironment(state, urls, servers)),
    ...(collector && { OTEL_EXPORTER_OTLP_ENDPOINT: collector, OTEL_TRACES_SAMPLER_ARG: "1" }),
  };
  const processes = await step("Web and workers", () => startProcesses(options, env, urls, held));
  if (!state.isSeeded && !options.realStore && existsSync(join(ROOT, "bin/seed-demo.ts"))) {
    await step("A believable store", () => seed(options, env, urls, held));
    writeState(options.folder, { ...state, isSeeded: true });
  }
  const lost = new Promise<string>((resolve) => held.onLost(resolve));
  return {
    urls,
    env,
    collector,
    broken: Promise.race([lost, ...[world.part, ...processes].map((part) => part.ended)]),
  };
}

async function openCollector({ shutdown }: StartOptions): Promise<string> {
  const { url, close } = await startCollector({ port: 0 });
  shutdown.add({ stop: close, kill: () => {} });
  return url;
}

function environmentOf({ isWatched, realStore }: StartOptions, demo: Record<string, string>): Record<string, string> {
  if (!isWatched) return demo;
  const watched: Record<string, string> = { ...demo, NODE_ENV: "development" };
  if (!realStore) return watched;
  const { SHOPIFY_SIMULATOR_URL: _store, HELP_DESK_SIMULATOR_URL: _desks, CLOCK_URL: _clock, ...real } = watched;
  return { ...real, ...realStore, HOST: "127.0.0.1" };
}

async function startProcesses(
  { folder, isVerbose, isWatched, shutdown }: StartOptions,
  env: Record<string, string>,
  urls: Urls,
  held: HeldServices,
): Promise<Part[]> {
  const start = (name: string, script: string) => {
    const plan = { name, script, env, folder, isVerbose };
    return startPart(isWatched ? watched(plan) : plan, held);
  };
  const web = start("web", isWatched ? "bin/dev/web.ts" : "app/server.ts");
  const workers = start("workers", "workers/main.ts");
  const processes = [web, workers];
  shutdown.add({
    stop: async () => void (await Promise.all(processes.map((process) => process.stop(GRACE_MS)))),
    kill: () => processes.forEach((process) => void process.kill()),
  });
  await Promise.all([
    waitForHealth(web, `${urls.app}/health/ready`),
    waitForHealth(workers, `${urls.worker}/health/ready`),
  ]);
  return processes;
}

async function seed(
  { folder, isVerbose, shutdown }: StartOptions,
  env: Record<string, string>,
  urls: Urls,
  held: HeldServices,
): Promise<void> {
  const args = urlFlags(urls);
  const part = startPart({ name: "seed", script: "bin/seed-demo.ts", args, env, folder, isVerbose }, held);
  shutdown.add({ stop: () => part.stop(1_000), kill: part.kill });
  await waitForEnd(part);
}
