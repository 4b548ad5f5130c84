import { execFile } from "node:child_process";
import { accessSync, constants, existsSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const POLICY = "/usr/sbin/policy-rc.d";

/** The file that a command of this name would run, null when there is none on the PATH. */
export function findOnPath(command: string): string | null {
  const files = (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, command));
  return files.find(isExecutable) ?? null;
}

/** True when we are root on a Debian or one of its children. */
export function mayUseApt(): boolean {
  return process.getuid?.() === 0 && findOnPath("apt-get") !== null;
}

/**
 * Installs a Debian package without starting or enabling any service it brings. Throws with apt's words when it fails.
 */
export async function aptInstall(name: string): Promise<void> {
  // Debian's own switch for "start nothing"; a container usually has it already.
  const isOurs = !existsSync(POLICY);
  if (isOurs) writeFileSync(POLICY, "#!/bin/sh\nexit 101\n", { mode: 0o755 });
  try {
    // The package lists of a bare machine are empty or old.
    await install(name).catch(async () => {
      await apt(["update"]);
      await install(name);
    });
  } finally {
    if (isOurs) rmSync(POLICY);
  }
}

async function install(name: string): Promise<void> {
  await apt(["install", "--yes", "--no-install-recommends", name]);
}

async function apt(args: string[]): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  // Another apt may be at work: a second proof that installs, or the machine's own upgrades.
  await run("apt-get", ["--quiet", "--option", "DPkg::Lock::Timeout=120", ...args], {
    env,
    maxBuffer: 64 * 1024 * 1024,
  });
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
