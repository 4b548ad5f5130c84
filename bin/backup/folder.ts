import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ClusterCopy } from "./copy-cluster.ts";

/** A backup of the whole cluster: `<folder>/base/<name>/data`, with its manifest beside it. */
export interface Backup extends ClusterCopy {
  /** When it was begun, such as 20261130T160000123Z. */
  name: string;
}

export const walFolder = (folder: string) => join(folder, "wal");
export const baseFolder = (folder: string) => join(folder, "base");
export const dataOf = (folder: string, name: string) => join(baseFolder(folder), name, "data");

/** Complete backups, the newest first. A copy without a manifest was interrupted and is none. */
export async function listBackups(folder: string): Promise<Backup[]> {
  const names = (await readdir(baseFolder(folder)).catch(() => [])).sort().reverse();
  const found = await Promise.all(names.map((name) => readManifest(folder, name)));
  return found.filter((backup) => backup !== null);
}

export async function writeManifest(folder: string, backup: Backup): Promise<void> {
  await writeFile(manifestOf(folder, backup.name), JSON.stringify(backup), { mode: 0o600, flush: true });
}

/** First the manifest: what is half removed is no backup. */
export async function removeBackup(folder: string, name: string): Promise<void> {
  await rm(manifestOf(folder, name), { force: true });
  await rm(join(baseFolder(folder), name), { recursive: true, force: true });
}

async function readManifest(folder: string, name: string): Promise<Backup | null> {
  const text = await readFile(manifestOf(folder, name), "utf8").catch(() => null);
  return text === null ? null : (JSON.parse(text) as Backup); // written by us, above
}

function manifestOf(folder: string, name: string): string {
  return join(baseFolder(folder), name, "manifest.json");
}
