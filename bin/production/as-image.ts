import { createHmac, randomUUID } from "node:crypto";
import { chmodSync, chownSync, copyFileSync, mkdirSync, readdirSync, renameSync } from "node:fs";
import { dirname, join } from "node:path";
import pg from "pg";
import { ownServices } from "../deploy/compose.ts";
import { readImage } from "../deploy/image.ts";
import { isReady, type Place, runCommand, type Started, startCommand, waitUntil } from "./process.ts";

export interface ImageRun {
  /** A folder in which the README's steps ran. It is used up. */
  built: string;
  /** An empty folder. */
  folder: string;
  /** What an operator fills in. Addresses and ports are those of this machine. */
  env: Record<string, string>;
  ports: { web: number; worker: number };
}

/**
 * Lays out a folder as deploy/Dockerfile does. Then starts migrate, web and worker in it with the commands and the environment
 * of the image and of Compose, as a user who can't write there. Sends a signed webhook through them and stops them with SIGTERM.
 */
export async function runAsImage({ built, folder, env, ports }: ImageRun): Promise<void> {
  const image = readImage();
  await prune(built, image.built, env);
  layOut(built, folder, image.copied);
  const epochs = join(folder, "epochs");
  mkdirSync(epochs);
  const user = userOf(image.user, epochs);
  const services = ownServices();
  const placeOf = (service: keyof typeof services): Place => ({
    cwd: join(folder, "app"),
    env: { ...image.env, ...services[service].environment, ...env, EPOCH_FOLDER: epochs, PATH: join(folder, "node") },
    ...user,
  });
  await mustNotWrite(placeOf("worker"));
  await runCommand(services.migrate.command, placeOf("migrate"));
  const web = startCommand(services.web.command, placeOf("web"));
  const worker = startCommand(services.worker.command, placeOf("worker"));
  try {
    for (const port of [ports.web, ports.worker])
      await waitUntil(() => isReady(port), `Port ${port} was not ready`, [web, worker]);
    // The health check of the image.
    await runCommand(["node", "bin/healthcheck.mjs"], placeOf("web"));
    await sendWebhook(ports.web, env);
    await waitUntil(() => isHandled(env), "The webhook was not handled", [web, worker]);
    await waitUntil(async () => readdirSync(epochs).length > 0, "EPOCH_FOLDER is empty", [web, worker]);
    await endCleanly([web, worker]);
  } finally {
    for (const { child } of [web, worker]) child.kill("SIGKILL");
  }
}

/** The image's own last step of building. */
async function prune(built: string, commands: string[], { HOME = "" }: Record<string, string>): Promise<void> {
  const at = commands.findIndex((command) => command.startsWith("npm prune"));
  if (at < 0) throw new Error("The Dockerfile doesn't prune.");
  for (const command of commands.slice(at))
    await runCommand(["sh", "-c", command], { cwd: built, env: { PATH: process.env.PATH, HOME } });
}

function layOut(built: string, folder: string, copied: string[]): void {
  mkdirSync(join(folder, "node"));
  copyFileSync(process.execPath, join(folder, "node/node"));
  for (const path of copied) {
    mkdirSync(dirname(join(folder, "app", path)), { recursive: true });
    renameSync(join(built, path), join(folder, "app", path));
  }
  chmodSync(folder, 0o755);
}

/** Root starts the processes as the image's user. Anyone else starts them as themselves. */
function userOf(named: string, epochs: string): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const [uid = 0, gid = 0] = named.split(":").map(Number);
  chownSync(epochs, uid, gid);
  return { uid, gid };
}

async function mustNotWrite(place: Place): Promise<void> {
  if (process.getuid?.() !== 0) return;
  const { ended } = startCommand(["node", "-e", 'require("fs").writeFileSync("app/new-file", "")'], place);
  const [code] = await ended;
  if (code === 0) throw new Error("The processes can write to their own code.");
}

const EVENT = randomUUID();

async function sendWebhook(port: number, { SHOPIFY_API_SECRET = "" }: Record<string, string>): Promise<void> {
  const body = JSON.stringify({ id: 1, updated_at: new Date().toISOString() });
  const { status } = await fetch(`http://127.0.0.1:${port}/webhooks`, {
    method: "POST",
    body,
    headers: {
      "Content-Type": "application/json",
      "X-Shopify-Hmac-Sha256": createHmac("sha256", SHOPIFY_API_SECRET).update(body).digest("base64"),
      "X-Shopify-Topic": "customers/update",
      "X-Shopify-Shop-Domain": "nobody.myshopify.com",
      "X-Shopify-Event-Id": EVENT,
      "X-Shopify-Webhook-Id": randomUUID(),
      "X-Shopify-Triggered-At": new Date().toISOString(),
    },
  });
  if (status !== 200) throw new Error(`The webhook was answered with ${status}.`);
}

/** The store is unknown, so a worker says that it is for no one. */
async function isHandled({ DATABASE_URL }: Record<string, string>): Promise<boolean> {
  const client = new pg.Client({ connectionString: DATABASE_URL });
  await client.connect();
  try {
    const { rows } = await client.query("SELECT state FROM intake WHERE source_key LIKE $1", [`%${EVENT}%`]);
    if (rows.length !== 1) throw new Error(`The webhook has ${rows.length} rows in intake.`);
    return rows[0].state !== "pending";
  } finally {
    await client.end();
  }
}

async function endCleanly(processes: Started[]): Promise<void> {
  for (const { child } of processes) child.kill("SIGTERM");
  for (const { ended, words } of processes) {
    const [code, signal] = await ended;
    if (code !== 0) throw new Error(`A process ended with ${code ?? signal} after SIGTERM.\n${words()}`);
  }
}
