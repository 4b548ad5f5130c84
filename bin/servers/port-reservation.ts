import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";

const FOLDER = join(tmpdir(), `cartbell-ports-${userInfo().uid}`);
const KEPT_MS = 60_000;

/**
 * Keeps a port for this process for a minute: a file that only one can create. False when another has it, or this one has
 * and did not come back for it (`isOurs`). What a process that is gone had kept is free again.
 */
export function reservePort(port: number, isOurs: boolean): boolean {
  mkdirSync(FOLDER, { recursive: true });
  const file = join(FOLDER, String(port));
  if (create(file)) return true;
  const holder = holderOf(file);
  if (holder !== null && !(isOurs && holder === process.pid)) return false;
  rmSync(file, { force: true });
  return create(file);
}

function create(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Who keeps it; null when no one does any more. */
function holderOf(file: string): number | null {
  try {
    if (Date.now() - statSync(file).mtimeMs > KEPT_MS) return null;
    const pid = Number(readFileSync(file, "utf8"));
    // Empty: another process is writing its number.
    if (pid > 0) process.kill(pid, 0);
    return pid;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ESRCH") return null;
    throw error;
  }
}
