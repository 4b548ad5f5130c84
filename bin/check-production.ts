// Plays the README's production steps from a clean copy, and then what the image and Compose do: `node bin/check-production.ts`,
// by CI. Ends with "N passed, N failed". The packages are those installed here, after npm said that they are what its step
// would install; `--install` installs them again, for minutes, as every night.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { holdTestServices, withDatabase } from "../test/setup/servers.ts";
import { runAsImage } from "./production/as-image.ts";
import { installAsLinks } from "./production/install.ts";
import { isReady, runCommand, startCommand, waitUntil } from "./production/process.ts";
import { describeError, say, step } from "./progress.ts";
import { ROOT } from "./root.ts";
import { createDatabase } from "./servers/create-database.ts";
import { ensureRedis } from "./servers/install-redis.ts";
import { findFreePort } from "./servers/ports.ts";

const LONG_RUNNING = ["npm run web", "npm run worker"];
const installsAgain = process.argv.includes("--install");

const copy = mkdtempSync(join(tmpdir(), "cartbell-production-"));
const image = mkdtempSync(join(tmpdir(), "cartbell-image-"));
let failed = 0;
let passed = 0;
try {
  await play();
} catch (error) {
  failed += 1;
  say(describeError(error));
} finally {
  for (const folder of [copy, image]) rmSync(folder, { recursive: true, force: true });
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
    for (const name of [database, `${database}_image`]) await createDatabase(held.postgresUrl, name);
    const ports = { web: await findFreePort(null), worker: await findFreePort(null) };
    const env = environment(withDatabase(held.postgresUrl, database), held.redisUrl, ports);
    for (const command of commands.filter((it) => !LONG_RUNNING.includes(it))) {
      await step(command, () => runStep(command, env));
      passed += 1;
    }
    await step("web and worker ready, and ended by SIGTERM", () => serve(env, ports));
    passed += 1;
    const imageEnv = { ...env, DATABASE_URL: withDatabase(held.postgresUrl, `${database}_image`) };
    await step("migrate, web and worker as the image and Compose start them", () =>
      runAsImage({ built: copy, folder: image, env: imageEnv, ports }),
    );
    passed += 1;
  } finally {
    await held.release();
  }
}

async function runStep(command: string, env: Record<string, string>): Promise<void> {
  if (command.startsWith("npm ci") && !installsAgain) installAsLinks(command, { root: ROOT, copy, env });
  else await runCommand(["sh", "-c", `exec ${command}`], { cwd: copy, env });
}

/** The commands of the README's block of production steps. */
function stepsIn(readme: string): string[] {
  const block = /```sh\n([^`]*npm run worker[^`]*)```/.exec(readme)?.[1] ?? "";
  return block.split("\n").flatMap((line) => line.trim() || []);
}

function environment(
  databaseUrl: string,
  redisUrl: string,
  ports: { web: number; worker: number },
): Record<string, string> {
  const key = Buffer.alloc(32, 7).toString("base64");
  const { PATH = "", HOME = "", npm_config_registry } = process.env;
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

async function serve(env: Record<string, string>, ports: { web: number; worker: number }): Promise<void> {
  const started = LONG_RUNNING.map((command) =>
    startCommand(["sh", "-c", `exec ${command}`], { cwd: copy, env, detached: true }),
  );
  try {
    for (const port of [ports.web, ports.worker])
      await waitUntil(() => isReady(port), `Port ${port} was not ready`, started);
  } finally {
    // Its group: npm hands the signal on to no one.
    for (const { child } of started) if (child.exitCode === null) process.kill(-(child.pid ?? 0), "SIGTERM");
    await Promise.all(started.map(({ ended }) => ended));
  }
}
