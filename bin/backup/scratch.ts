import { spawn } from "node:child_process";
import { chown, lstat, open, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { postgresBinaries } from "../servers/postgres-binaries.ts";
import { postgresUser } from "../servers/postgres-user.ts";
import { plainEnvironment, sendSignal, waitForEnd } from "../servers/processes.ts";

const STOP_PATIENCE_MS = 30_000;
/** Replaying a day of WAL takes long. */
const PATIENCE_MS = 6 * 3_600_000;
const PORT = 5432;

/** A restored cluster that only we can reach: through a socket in its own folder. */
export interface ScratchCluster {
  address: { host: string; port: number };
  stop(): Promise<void>;
}

/**
 * Starts the cluster in `<home>/data`; resolves when it has replayed its WAL and accepts writes. It archives nothing, follows no
 * one and reads none of the live server's settings, which may lie elsewhere.
 */
export async function startScratch(home: string, bin: string | undefined): Promise<ScratchCluster> {
  const data = join(home, "data");
  const log = join(home, "log");
  const user = postgresUser();
  await ownLike(home, data);
  await writeFile(join(home, "pg_hba.conf"), "local all all trust\n", { mode: 0o644 });
  await writeFile(join(home, "postgresql.conf"), "", { mode: 0o644 });
  const settings = {
    config_file: join(home, "postgresql.conf"),
    hba_file: join(home, "pg_hba.conf"),
    listen_addresses: "",
    unix_socket_directories: home,
    port: PORT,
    archive_mode: "off",
    hot_standby: "off",
    shared_preload_libraries: "",
    primary_conninfo: "",
    synchronous_standby_names: "",
    fsync: "off",
    max_locks_per_transaction: 256,
  };
  const file = await open(log, "a");
  const server = spawn(
    join(bin ?? join(postgresBinaries(user), "bin"), "postgres"),
    ["-D", data, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])],
    { cwd: home, env: plainEnvironment(), stdio: ["ignore", file.fd, file.fd], ...user },
  );
  await file.close();
  const ended = new Promise<void>((resolve) => server.once("close", () => resolve()));
  let hasEnded = false;
  void ended.then(() => {
    hasEnded = true;
  });
  const address = { host: home, port: PORT };
  async function stop(): Promise<void> {
    if (hasEnded || server.pid === undefined) return;
    sendSignal(server.pid, "SIGINT");
    if (!(await waitForEnd(server.pid, STOP_PATIENCE_MS))) sendSignal(server.pid, "SIGQUIT");
    await ended;
  }
  for (const deadline = performance.now() + PATIENCE_MS; !(await isUp(address)); await sleep(200)) {
    if (!hasEnded && performance.now() < deadline) continue;
    await stop();
    throw new Error(`PostgreSQL did not start.\n${(await readFile(log, "utf8")).split("\n").slice(-12).join("\n")}`);
  }
  return { address, stop };
}

/** Until it accepts writes, a cluster without hot standby refuses connections. */
async function isUp(address: { host: string; port: number }): Promise<boolean> {
  const client = new pg.Client({ ...address, user: "nobody-in-particular", database: "postgres" });
  client.on("error", () => {});
  try {
    await client.connect();
    await client.end();
    return true;
  } catch (error) {
    // The server answers: it knows no such role.
    return (error as { code?: string }).code === "28000";
  }
}

async function ownLike(home: string, data: string): Promise<void> {
  const { uid, gid } = await lstat(data);
  if (process.getuid?.() === 0) await chown(home, uid, gid);
}
