import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { findFreePort } from "../../bin/servers/ports.ts";
import { ACCOUNT } from "../factories/carrier.ts";
import { testDatabaseUrl, testRedisUrl } from "../setup/per-worker.ts";

const MAIN = fileURLToPath(new URL("../../workers/main.ts", import.meta.url));
const WEB = fileURLToPath(new URL("./story-web.ts", import.meta.url));

export interface RealProcess {
  /** kill -9. */
  kill(): Promise<void>;
  /** SIGTERM; resolves with the exit code when the process has finished what it had begun. */
  stop(): Promise<number | null>;
  /** The exit code, once the process has ended by itself. */
  ended: Promise<number | null>;
}

/** `trusted`: host:port that webhooks may reach. */
interface Urls {
  carrier: string;
  clock: string;
  trusted?: string;
  /** Settings besides the usual ones. */
  env?: Record<string, string>;
}

/** A real worker process on this test's database and Redis. Resolves when it takes jobs. */
export async function startWorkerProcess(urls: Urls): Promise<RealProcess> {
  const port = await findFreePort(null);
  return startProcess(MAIN, port, { ...environment(urls), WORKER_PORT: String(port) });
}

/** A real web process without pages, at an address of its own. Resolves when it answers. */
export async function startWebProcess(urls: Urls): Promise<RealProcess & { url: string }> {
  const port = await findFreePort(null);
  const url = `http://127.0.0.1:${port}`;
  const env = { ...environment(urls), PORT: String(port), SHOPIFY_APP_URL: url };
  return { ...(await startProcess(WEB, port, env)), url };
}

async function startProcess(script: string, port: number, env: NodeJS.ProcessEnv): Promise<RealProcess> {
  const flags = ["--experimental-strip-types", "--disable-warning=ExperimentalWarning"];
  const child = spawn(process.execPath, [...flags, script], {
    env,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let complaints = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    complaints += chunk.toString();
  });
  await untilReady(child, port, () => complaints);
  const exited = once(child, "exit");
  return {
    ended: exited.then(([code]) => code as number | null),
    async kill() {
      child.kill("SIGKILL");
      await exited;
    },
    async stop() {
      child.kill("SIGTERM");
      const [code] = await exited;
      return code as number | null;
    },
  };
}

/** The settings of a process on this test's database and Redis. */
export function environment(urls: Urls): NodeJS.ProcessEnv {
  return {
    NODE_ENV: "test",
    LOG_LEVEL: "warn",
    DATABASE_URL: testDatabaseUrl(),
    DATABASE_POOL: "6",
    REDIS_URL: testRedisUrl(),
    SHOPIFY_APP_URL: "http://127.0.0.1:9",
    SHOPIFY_API_KEY: "key",
    SHOPIFY_API_SECRET: "secret",
    ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 1).toString("base64")}`,
    PHONE_HASH_KEY: Buffer.alloc(32, "cartbell").toString("base64"),
    TWILIO_ACCOUNT_SID: ACCOUNT.accountSid,
    TWILIO_AUTH_TOKEN: ACCOUNT.authToken,
    TWILIO_API_URL: urls.carrier,
    // The simulated carrier takes a text in within its call.
    TWILIO_LATEST_ENTRY_SECONDS: "2",
    CLOCK_URL: urls.clock,
    ...(urls.trusted && { OUTGOING_TRUSTED: urls.trusted }),
    ...urls.env,
  };
}

async function untilReady(child: ChildProcess, port: number, complaints: () => string): Promise<void> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await sleep(50)) {
    if (child.exitCode !== null) throw new Error(`The process ended with ${child.exitCode}: ${complaints()}`);
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => null);
    if (answer?.ok) return;
  }
  child.kill("SIGKILL");
  throw new Error(`The process did not become ready: ${complaints()}`);
}
