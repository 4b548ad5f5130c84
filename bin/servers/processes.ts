import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

const hasProc = existsSync("/proc/self/stat");

/** For a server of ours: a stray PGDATA, or a locale that is not installed, must not decide how it behaves. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  // A package's types insist on NODE_ENV; to these servers it means nothing.
  return { PATH: process.env.PATH, LC_ALL: "C", NODE_ENV: "production" };
}

/** True while the process runs, under any user. A process that ended but was not collected by its parent does not count. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  return !/\) Z /.test(readProc(pid, "stat"));
}

/** The command line of a running process, "" when there is none. Process ids are reused, so look before you signal. */
export function commandOf(pid: number): string {
  if (hasProc) return readProc(pid, "cmdline").replaceAll("\0", " ").trim();
  try {
    return execFileSync("ps", ["-o", "args=", "-p", String(pid)], { encoding: "utf8" }).trim();
  } catch {
    return "";
  }
}

/** True once the process is gone, false when it still runs after `patienceMs`. */
export async function waitForEnd(pid: number, patienceMs: number): Promise<boolean> {
  const deadline = Date.now() + patienceMs;
  while (isAlive(pid)) {
    if (Date.now() > deadline) return false;
    await sleep(25);
  }
  return true;
}

/** Sends a signal to a process (with a negative id, to a group); silent when it is already gone. */
export function sendSignal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/**
 * Asks the process to end and, if it has not after `patienceMs`, makes it. The rest of its group goes with it: what a
 * part started must not outlive the part. Safe to repeat.
 */
export async function endGroup(leader: number, patienceMs: number): Promise<void> {
  sendSignal(leader, "SIGTERM");
  await waitForEnd(leader, patienceMs);
  sendSignal(-leader, "SIGKILL");
  await waitForEnd(leader, 2_000);
}

function readProc(pid: number, file: "stat" | "cmdline"): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return "";
  }
}
