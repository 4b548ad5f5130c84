import { execFileSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { takeBackup } from "../../../bin/backup/take.ts";
import type { HeldServices } from "../../../bin/servers/hold.ts";
import { postgresUrl, type RunningPostgres, startPostgres } from "../../../bin/servers/postgres.ts";
import { sendSignal, waitForEnd } from "../../../bin/servers/processes.ts";
import type { CuttableLine } from "../../setup/cuttable-line.ts";
import { archiveWal, goBack, makeArchive } from "./archive.ts";
import type { PostgresKind } from "./postgres-kind.ts";
import { alterSystem, makeStandby, promote, type StandbyKind, standsBy, stopsReceiving } from "./standby.ts";
import type { Wreckable } from "./wreckable.ts";

const END_PATIENCE_MS = 10_000;

/** A PostgreSQL that can be put back to what it was, and that can get a standby to fail over to. */
export interface ProofPostgres extends Wreckable {
  /** Stops it for a moment, and keeps what is on its disk. */
  backUp(): Promise<void>;
  /** Ends it, and starts it with what was kept. */
  restore(): Promise<void>;
  /** Copies it while it runs; its WAL is archived from the start. */
  takeBackup(): Promise<void>;
  /** Ends it, and starts it as it was at a moment after the last `takeBackup`. */
  rewind(to: Date): Promise<void>;
  /** Starts a standby from a base copy of the running primary; resolves when it streams. */
  attachStandby(kind: StandbyKind): Promise<void>;
  /** The standby receives nothing more: what is committed from now on is on the primary alone. */
  holdBackStandby(): Promise<void>;
  /** Kills the primary with all its processes, promotes the standby, and moves the address to it. */
  failOver(): Promise<void>;
}

/** A server that runs, and where. */
export interface Server {
  home: string;
  port: number;
  running: RunningPostgres;
}

export interface PostgresPlan {
  home: string;
  /** Of the copy that `backUp` keeps. */
  backup: string;
  port: number;
  password: string;
  logFile: string;
  held: HeldServices;
  kind: PostgresKind;
  /** What everyone connects to when it is paired; else null, and they connect to the server itself. */
  line: CuttableLine | null;
  /** Another address than 127.0.0.1 at which it listens as well. */
  address?: string;
}

/** Starts a durable PostgreSQL for one proof alone. */
export async function startProofPostgres(plan: PostgresPlan): Promise<ProofPostgres> {
  const { home, backup, password, logFile, held, kind, line, address } = plan;
  const archive = kind === "archived" ? makeArchive(home) : null;
  // The WAL of a base copy stays until the standby has it.
  const settings = {
    ...((kind === "paired" || kind === "followed") && { wal_keep_size: "1GB" }),
    ...archive?.settings,
    ...(address && { listen_addresses: `127.0.0.1,${address}` }),
  };
  const launch = async (at: { home: string; port: number }): Promise<Server> => {
    const running = await startPostgres({ ...at, password, logFile, isDurable: true, settings });
    held.guard(running.pid);
    return { ...at, running };
  };
  const url = ({ port }: { port: number }) => postgresUrl({ port, password }, "postgres");
  let primary = await launch({ home, port: plan.port });
  let standby: Server | null = null;
  let standbys = 0;

  function followed(): Server {
    if (!standby) throw new Error("This PostgreSQL has no standby.");
    return standby;
  }

  /** Starts it again on this port: what a virtual address does for machines. */
  async function moved({ home: at, running }: Server, port: number): Promise<Server> {
    await running.stop();
    held.unguard(running.pid);
    return launch({ home: at, port });
  }

  function archived(): string {
    if (!archive) throw new Error("The WAL of this PostgreSQL is not archived.");
    return archive.folder;
  }

  async function crash(): Promise<void> {
    // PostgreSQL's immediate shutdown: nothing is finished, the next start recovers from the log.
    await end([primary.running.pid], "SIGQUIT");
    held.unguard(primary.running.pid);
  }

  async function stop(): Promise<void> {
    for (const server of [standby, primary]) {
      if (!server || server.running.hasExited()) continue;
      await server.running.stop();
      held.unguard(server.running.pid);
    }
  }

  async function start(): Promise<void> {
    primary = await launch(primary);
  }

  return {
    crash,
    start,
    stop,
    async backUp() {
      await stop();
      copy(primary.home, backup);
      await start();
    },
    async restore() {
      await crash();
      copy(backup, primary.home);
      rmSync(backup, { recursive: true });
      await start();
    },
    async takeBackup() {
      await takeBackup(url(primary), join(primary.home, "data"), archived());
    },
    async rewind(to) {
      await archiveWal(url(primary));
      await crash();
      await goBack(archived(), join(primary.home, "data"), to);
      await start();
    },
    async attachStandby(kind) {
      standbys += 1;
      const to = join(home, `standby-${standbys}`);
      const source = { url: url(primary), data: join(primary.home, "data"), port: primary.port, password };
      standby = await launch(await makeStandby(source, to));
      if (kind === "synchronous") await alterSystem(url(primary), "synchronous_standby_names", "standby");
      await standsBy(url(primary), kind);
    },
    async holdBackStandby() {
      await stopsReceiving(url(followed()));
    },
    async failOver() {
      const next = followed();
      await line?.cut();
      await end(withChildren(primary.running.pid), "SIGKILL");
      held.unguard(primary.running.pid);
      promote(join(next.home, "data"));
      standby = null;
      primary = line ? next : await moved(next, primary.port);
      line?.turnTo(url(primary));
      await line?.mend();
    },
  };
}

/** A machine that loses its power: the server's own processes end with it. */
function withChildren(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean);
  return [pid, ...children.map(Number)];
}

async function end(pids: number[], signal: NodeJS.Signals): Promise<void> {
  for (const pid of pids) sendSignal(pid, signal);
  for (const pid of pids)
    if (!(await waitForEnd(pid, END_PATIENCE_MS))) throw new Error(`Process ${pid} outlived ${signal}.`);
}

function copy(from: string, to: string): void {
  rmSync(to, { recursive: true, force: true });
  // With owners and modes, on which PostgreSQL insists.
  execFileSync("cp", ["-a", from, to]);
}
