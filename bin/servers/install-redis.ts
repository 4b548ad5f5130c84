import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { step } from "../progress.ts";
import { aptInstall, findOnPath, mayUseApt } from "./apt.ts";

const HOW = `Cartbell needs Redis, and there is no redis-server here. Install it and start this again:
  macOS            brew install redis
  Debian, Ubuntu   sudo apt-get install redis-server
  Fedora           sudo dnf install redis
  Windows          use WSL, and there the line for Debian
It need not be running: Cartbell starts its own. If you have one elsewhere, name it in the environment instead.`;

/** Nothing to do when the environment names a Redis or one is installed; installs Debian's as root; else throws how to. */
export async function ensureRedis(given: string | undefined): Promise<void> {
  if (given || findOnPath("redis-server") !== null) return;
  if (!mayUseApt()) throw new Error(HOW);
  await step("Redis installed (Debian's redis-server)", () => aptInstall("redis-server"));
  // Ours is started by us; Debian's own is left for the person to switch on. There may be no systemd to tell.
  await promisify(execFile)("systemctl", ["disable", "redis-server"]).catch(() => {});
}
