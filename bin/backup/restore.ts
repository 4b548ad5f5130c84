import { execFileSync } from "node:child_process";
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
 * writes on a timeline of its own.
 */
export async function restoreBackup({ folder, backup, data, until }: RestorePlan): Promise<void> {
  // With owners and modes, on which PostgreSQL insists.
  execFileSync("cp", ["-a", dataOf(folder, backup.name), data]);
  const settings = {
    restore_command: `cp "${resolve(walFolder(folder))}/%f" "%p"`,
    recovery_target_timeline: "latest",
    // Not "Z": PostgreSQL reads this before it knows the abbreviations of zones.
    ...(until && { recovery_target_time: until.toISOString().replace("T", " ").replace("Z", "+00") }),
    recovery_target_action: "promote",
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value}'\n`);
  await appendFile(join(data, "postgresql.auto.conf"), lines.join(""));
  const signal = join(data, "recovery.signal");
  await writeFile(signal, "", { mode: 0o600 });
  const { uid, gid } = await lstat(data);
  if (process.getuid?.() === 0) await chown(signal, uid, gid);
}
