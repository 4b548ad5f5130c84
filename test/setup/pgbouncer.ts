import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { findOnPath } from "../../bin/servers/apt.ts";
import { findFreePort } from "../../bin/servers/ports.ts";
import { postgresUser } from "../../bin/servers/postgres-user.ts";

const PROGRAM = findOnPath("pgbouncer") ?? ["/usr/sbin/pgbouncer"].find(existsSync) ?? null;

/** [1, 18] for "PgBouncer 1.18.0"; null when there is none on this machine. */
export function pgbouncerVersion(): [number, number] | null {
  if (PROGRAM === null) return null;
  const [, major, minor] =
    /PgBouncer (\d+)\.(\d+)/.exec(execFileSync(PROGRAM, ["--version"], { encoding: "utf8" })) ?? [];
  return [Number(major), Number(minor)];
}

export interface PgBouncer {
  /** The same database by way of the pooler, without a word about it. */
  url: string;
  close(): Promise<void>;
}

/** A PgBouncer in transaction mode with fewer connections to the server than clients have. */
export async function startPgBouncer(databaseUrl: string, settings: string[] = []): Promise<PgBouncer> {
  if (PROGRAM === null) throw new Error("There is no pgbouncer on this machine.");
  const target = new URL(databaseUrl);
  const database = target.pathname.slice(1);
  const port = await findFreePort(null);
  const folder = mkdtempSync(join(tmpdir(), "cartbell-pgbouncer-"));
  const file = join(folder, "pgbouncer.ini");
  const user = decodeURIComponent(target.username);
  writeFileSync(
    file,
    `[databases]
${database} = host=${target.hostname} port=${target.port} dbname=${database} user=${user} password=${decodeURIComponent(target.password)}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 4
max_client_conn = 200
logfile = ${join(folder, "log")}
${settings.join("\n")}
`,
  );
  const owner = postgresUser(); // it refuses to be root
  if (owner) for (const path of [folder, file]) chownSync(path, owner.uid, owner.gid);
  chmodSync(folder, 0o700);
  const child = spawn(PROGRAM, [file], { stdio: ["ignore", "ignore", "pipe"], ...owner });
  const url = new URL(databaseUrl);
  url.port = String(port);
  url.hostname = "127.0.0.1";
  await untilItAnswers(child, url.href);
  return {
    url: url.href,
    async close() {
      child.kill("SIGINT");
      if (child.exitCode === null) await Promise.race([once(child, "exit"), sleep(5_000)]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function untilItAnswers(child: ChildProcess, url: string): Promise<void> {
  let words = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    words += chunk.toString();
  });
  for (const deadline = Date.now() + 20_000; Date.now() < deadline; await sleep(50)) {
    if (child.exitCode !== null) throw new Error(`pgbouncer ended with ${child.exitCode}: ${words}`);
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.query("SELECT 1");
      await client.end();
      return;
    } catch {
      // not listening yet
    }
  }
  child.kill("SIGKILL");
  throw new Error(`pgbouncer did not answer: ${words}`);
}
