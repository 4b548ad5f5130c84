import { execFileSync } from "node:child_process";
import { accessSync, chmodSync, chownSync, constants, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The user PostgreSQL runs as when we are root, which it refuses to be. */
export interface PostgresUser {
  uid: number;
  gid: number;
}

/**
 * Null unless we are root. `nobody` exists on every Unix (initdb insists on a name for its uid), so no user has to be
 * created on someone's machine for the sake of a demo.
 */
export function postgresUser(): PostgresUser | null {
  if (process.getuid?.() !== 0) return null;
  const ask = (flag: string) => Number(execFileSync("id", [flag, "nobody"], { encoding: "utf8" }));
  return { uid: ask("-u"), gid: ask("-g") };
}

/** Makes a file or folder PostgreSQL's own; changes nothing unless we are root. */
export function giveToPostgres(path: string): void {
  const user = postgresUser();
  if (user) chownSync(path, user.uid, user.gid);
}

/** Root's place for what `nobody` must reach: the clone may lie where others cannot enter (/root is 0700). */
export function reachableFolder(): string {
  const folder = isWritable("/var/lib") ? "/var/lib/cartbell" : join(tmpdir(), "cartbell");
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
  return folder;
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
