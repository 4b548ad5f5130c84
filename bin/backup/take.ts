import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { copyCluster } from "./copy-cluster.ts";
import { type Backup, baseFolder, dataOf, writeManifest } from "./folder.ts";

/**
 * Copies the running cluster into the backup folder. Resolves when the archive has all the WAL that the copy needs: without a
 * working archive_command it waits. `adminUrl` is of a superuser.
 */
export async function takeBackup(adminUrl: string | undefined, data: string, folder: string): Promise<Backup> {
  const name = new Date().toISOString().replace(/[-:.]/g, "");
  await mkdir(join(baseFolder(folder), name), { recursive: true, mode: 0o700 });
  const copy = await copyCluster(adminUrl, data, dataOf(folder, name), { isArchived: true });
  const backup = { name, ...copy };
  await writeManifest(folder, backup);
  return backup;
}
