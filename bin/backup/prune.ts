import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { baseFolder, listBackups, removeBackup, walFolder } from "./folder.ts";

/** Removes all but the newest `keep` backups, interrupted ones, and the WAL that none of the kept needs. Returns the names. */
export async function pruneBackups(folder: string, keep: number): Promise<{ backups: string[]; wal: number }> {
  const complete = await listBackups(folder);
  const kept = complete.slice(0, Math.max(keep, 1));
  const newest = kept[0]?.name ?? "";
  // One that is being taken now has no manifest yet and is newer than all.
  const gone = (await readdir(baseFolder(folder)).catch(() => [])).filter(
    (name) => name < newest && !kept.some((backup) => backup.name === name),
  );
  for (const name of gone) await removeBackup(folder, name);
  // The lowest, not the oldest: after a restore to an earlier moment a newer backup begins at a lower place.
  const [first] = kept.map(({ firstWal }) => firstWal.slice(8)).sort();
  const files = first === undefined ? [] : (await readdir(walFolder(folder))).filter((file) => isBefore(file, first));
  for (const file of files) await rm(join(walFolder(folder), file));
  return { backups: gone, wal: files.length };
}

/** A WAL file's name is its timeline (8 digits) and its place, which `first` is too; histories of timelines stay, they are small. */
function isBefore(file: string, first: string): boolean {
  return /^[0-9A-F]{24}(\.[0-9A-F]{8}\.backup)?$/.test(file) && file.slice(8, 24) < first;
}
