import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { copyCluster } from "../../../bin/backup/copy-cluster.ts";
import { findFreePort } from "../../../bin/servers/ports.ts";
import { postgresBinaries } from "../../../bin/servers/postgres-binaries.ts";
import { giveToPostgres, postgresUser } from "../../../bin/servers/postgres-user.ts";
import { plainEnvironment } from "../../../bin/servers/processes.ts";
import { until } from "../../stories/until.ts";

const PATIENCE_MS = 30_000;

export type StandbyKind = "synchronous" | "asynchronous";

/** Makes a standby's data folder from a running primary; starting it there makes it stream. */
export async function makeStandby(
  primary: { url: string; data: string; port: number; password: string },
  home: string,
): Promise<{ home: string; port: number }> {
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home, { mode: 0o700 });
  giveToPostgres(home);
  const data = join(home, "data");
  await copyCluster(primary.url, primary.data, data, { isArchived: false });
  const address = `host=127.0.0.1 port=${primary.port} user=cartbell password=${primary.password}`;
  writeOwned(join(data, "standby.signal"), "");
  // The primary's own settings by ALTER SYSTEM are not the standby's.
  writeOwned(join(data, "postgresql.auto.conf"), `primary_conninfo = '${address} application_name=standby'\n`);
  return { home, port: await findFreePort(null, new Set([primary.port])) };
}

/** Resolves when the primary has a standby of this kind. */
export async function standsBy(primaryUrl: string, kind: StandbyKind): Promise<void> {
  const state = kind === "synchronous" ? "sync" : "async";
  const asked = `SELECT FROM pg_stat_replication WHERE sync_state = '${state}' AND state = 'streaming'`;
  await until(`${kind} standby`, async () => (await ask(primaryUrl, asked)) > 0, PATIENCE_MS);
}

/** Takes the primary's address from a standby; resolves when nothing comes any more. */
export async function stopsReceiving(standbyUrl: string): Promise<void> {
  await alterSystem(standbyUrl, "primary_conninfo", "");
  const asked = "SELECT FROM pg_stat_wal_receiver";
  await until("the end of streaming", async () => (await ask(standbyUrl, asked)) === 0, PATIENCE_MS);
}

/** As an operator does it; resolves when the standby accepts writes. */
export function promote(data: string): void {
  const user = postgresUser();
  const command = join(postgresBinaries(user), "bin", "pg_ctl");
  execFileSync(command, ["promote", "-D", data, "--wait"], {
    cwd: data,
    env: plainEnvironment(),
    stdio: "pipe",
    ...user,
  });
}

export async function alterSystem(url: string, name: string, value: string): Promise<void> {
  await ask(url, `ALTER SYSTEM SET ${name} = '${value}'`);
  await ask(url, "SELECT pg_reload_conf()");
}

/** How many rows the answer has. */
async function ask(url: string, text: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows.length;
  } finally {
    await client.end();
  }
}

function writeOwned(file: string, text: string): void {
  writeFileSync(file, text, { mode: 0o600 });
  giveToPostgres(file);
}
