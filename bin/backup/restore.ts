import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { appendFile, chown, lstat, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { type Backup, dataOf, walFolder } from "./folder.ts";

export interface RestorePlan {
  folder: string;
  backup: Backup;
  /** The new data folder; it must not exist. */
  data: string;
  /** The moment to go back to; the end of the archive when absent. */
  until?: Date | undefined;
}

/**
 * Makes a data folder from a backup. PostgreSQL, started there, replays the archived WAL up to the moment, and then accepts
 * writes on a timeline of its own. Throws when the data folder exists.
 */
export async function restoreBackup({ folder, backup, data, until }: RestorePlan): Promise<void> {
  if (existsSync(data)) throw new Error(`${data} exists. Rename it, or name another folder.`);
  // With owners and modes, on which PostgreSQL insists.
  execFileSync("cp", ["-aT", dataOf(folder, backup.name), data]);
  const settings = {
    restore_command: `cp "${resolve(walFolder(folder))}/%f" "%p"`,
    recovery_target_timeline: "latest",
    // Not "Z": PostgreSQL reads this before it knows the abbreviations of zones. And "" means to the end: a cluster that
    // was itself restored to a moment keeps that moment in its settings, and its backups have it.
    recovery_target_time: until ? until.toISOString().replace("T", " ").replace("Z", "+00") : "",
    recovery_target_action: "promote",
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value}'\n`);
  await appendFile(join(data, "postgresql.auto.conf"), lines.join(""));
  const signal = join(data, "recovery.signal");
  await writeFile(signal, "", { mode: 0o600 });
  const { uid, gid } = await lstat(data);
  if (process.getuid?.() === 0) await chown(signal, uid, gid);
}
