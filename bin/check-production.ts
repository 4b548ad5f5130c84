// Plays the README's production steps from a clean copy: `node bin/check-production.ts`, by CI. Ends with "N passed, N failed".
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { holdTestServices, withDatabase } from "../test/setup/servers.ts";
import { describeError, say, step } from "./progress.ts";
import { ROOT } from "./root.ts";
import { createDatabase } from "./servers/create-database.ts";
import { ensureRedis } from "./servers/install-redis.ts";
import { findFreePort } from "./servers/ports.ts";

const PATIENCE_MS = 60_000;
const LONG_RUNNING = ["npm run web", "npm run worker"];

const copy = mkdtempSync(join(tmpdir(), "cartbell-production-"));
let failed = 0;
let passed = 0;
try {
  await play();
} catch (error) {
  failed += 1;
  say(describeError(error));
} finally {
  rmSync(copy, { recursive: true, force: true });
}
say(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

async function play(): Promise<void> {
  await ensureRedis(process.env.TEST_REDIS_URL);
  execFileSync("sh", ["-c", `git -C '${ROOT}' archive HEAD | tar -x -C '${copy}'`]);
  const commands = stepsIn(readFileSync(join(copy, "README.md"), "utf8"));
  if (LONG_RUNNING.some((name) => !commands.includes(name))) throw new Error("The README's steps start no process.");
  const held = await holdTestServices();
  const database = `production_${process.pid}`;
  try {
    await createDatabase(held.postgresUrl, database);
    const ports = { web: await findFreePort(null), worker: await findFreePort(null) };
    const env = environment(withDatabase(held.postgresUrl, database), held.redisUrl, ports);
    for (const command of commands.filter((it) => !LONG_RUNNING.includes(it))) {
      await step(command, async () => void (await run(command, env)));
      passed += 1;
    }
    await step("web and worker ready, and ended by SIGTERM", () => serve(env, ports));
    passed += 1;
  } finally {
    await held.release();
  }
}

/** The commands of the README's block of production steps. */
function stepsIn(readme: string): string[] {
  const block = /```sh\n([^`]*npm run worker[^`]*)```/.exec(readme)?.[1] ?? "";
  return block.split("\n").flatMap((line) => line.trim() || []);
}

function environment(databaseUrl: string, redisUrl: string, ports: { web: number; worker: number }): NodeJS.ProcessEnv {
  const key = Buffer.alloc(32, 7).toString("base64");
  const { PATH, HOME, npm_config_registry } = process.env;
  return {
    ...{ PATH, HOME, ...(npm_config_registry && { npm_config_registry }) },
    NODE_ENV: "production",
    SHOPIFY_APP_URL: "https://app.example.com",
    SHOPIFY_API_KEY: "key",
    SHOPIFY_API_SECRET: "secret",
    TWILIO_ACCOUNT_SID: `AC${"0".repeat(32)}`,
    TWILIO_AUTH_TOKEN: "token",
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl,
    ENCRYPTION_KEYS: `k1:${key}`,
    PHONE_HASH_KEY: key,
    PORT: String(ports.web),
    WORKER_PORT: String(ports.worker),
    DRAIN_SECONDS: "1",
  };
}

function start(command: string, env: NodeJS.ProcessEnv) {
  const child = spawn("sh", ["-c", `exec ${command}`], {
    cwd: copy,
    env,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const printed: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => void printed.push(chunk));
  return { child, ended: once(child, "exit"), words: () => Buffer.concat(printed).toString().slice(-2_000) };
}

async function run(command: string, env: NodeJS.ProcessEnv): Promise<void> {
  const { ended, words } = start(command, env);
  const [code] = await ended;
  if (code !== 0) throw new Error(`${command} ended with ${code}.\n${words()}`);
}

async function serve(env: NodeJS.ProcessEnv, ports: { web: number; worker: number }): Promise<void> {
  const parts = [start("npm run web", env), start("npm run worker", env)];
  try {
    for (const [i, port] of [ports.web, ports.worker].entries())
      await untilReady(`http://127.0.0.1:${port}/health/ready`, () => parts[i]?.words() ?? "");
  } finally {
    // Its group: npm hands the signal on to no one.
    for (const { child } of parts) process.kill(-(child.pid ?? 0), "SIGTERM");
    await Promise.all(parts.map(({ ended }) => ended));
  }
}

async function untilReady(url: string, words: () => string): Promise<void> {
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await sleep(200)) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
  }
  throw new Error(`${url} was not ready after a minute.\n${words()}`);
}
