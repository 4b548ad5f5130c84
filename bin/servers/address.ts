import { createHash } from "node:crypto";
import { realpathSync, rmSync } from "node:fs";
import { createConnection, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * A local socket that stands for a folder: by it everyone finds the folder's keeper. Listening on it is also a lock: the
 * kernel gives it to one process and takes it back when that process dies, however it dies. On Linux it is an abstract
 * socket, which leaves no file; elsewhere a file in the temporary folder.
 */
export function addressOf(folder: string): string {
  const name = `cartbell-${createHash("sha256").update(realpathSync(folder)).digest("hex").slice(0, 16)}`;
  return process.platform === "linux" ? `\0${name}` : join(tmpdir(), `${name}.sock`);
}

/** True when the server now listens there, false when another process does. */
export async function claimAddress(server: Server, address: string): Promise<boolean> {
  if (await listen(server, address)) return true;
  if (address.startsWith("\0") || (await isAnswered(address))) return false;
  rmSync(address, { force: true }); // a socket file whose process was killed
  return listen(server, address);
}

/** True while a process listens there. */
export function isAnswered(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createConnection(address);
    probe.once("error", () => resolve(false));
    probe.once("connect", () => {
      probe.destroy();
      resolve(true);
    });
  });
}

/** Runs `work` while no other process of this machine runs work under the same folder's lock. */
export async function withLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const lock = createServer((visitor) => visitor.destroy());
  while (!(await claimAddress(lock, addressOf(folder)))) await sleep(100);
  try {
    return await work();
  } finally {
    lock.close();
  }
}

function listen(server: Server, address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const accept = () => conclude(true);
    const refuse = () => conclude(false);
    const conclude = (isListening: boolean) => {
      // A process that waits for a lock tries many times with one server.
      server.off("error", refuse).off("listening", accept);
      resolve(isListening);
    };
    server.once("error", refuse).once("listening", accept).listen(address);
  });
}
