import { createHash } from "node:crypto";
import { realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * The local socket by which everybody finds the keeper of a folder. Listening on it is also the lock: the kernel gives
 * it to one process and takes it back when that process dies, however it dies. On Linux it is an abstract socket, which
 * leaves no file; elsewhere a file in the temporary folder.
 */
export function keeperAddress(folder: string): string {
  const name = `cartbell-${createHash("sha256").update(realpathSync(folder)).digest("hex").slice(0, 16)}`;
  return process.platform === "linux" ? `\0${name}` : join(tmpdir(), `${name}.sock`);
}
