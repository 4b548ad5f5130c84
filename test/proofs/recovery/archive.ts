import { copyFileSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { listBackups, walFolder } from "../../../bin/backup/folder.ts";
import { restoreBackup } from "../../../bin/backup/restore.ts";
import { ROOT } from "../../../bin/root.ts";
import { giveToPostgres } from "../../../bin/servers/postgres-user.ts";
import { until } from "../../stories/until.ts";

const PATIENCE_MS = 30_000;

/** A backup folder in the server's home, and the settings with which the server archives its WAL there. */
export function makeArchive(home: string): { folder: string; settings: Record<string, string> } {
  const folder = join(home, "backups");
  // The clone may lie where PostgreSQL's user can't enter.
  const command = join(home, "archive-wal.sh");
  copyFileSync(join(ROOT, "deploy/backup/archive-wal.sh"), command);
  for (const each of [folder, walFolder(folder)]) {
    mkdirSync(each, { recursive: true, mode: 0o700 });
    giveToPostgres(each);
  }
  giveToPostgres(command);
  return {
    folder,
    settings: { archive_mode: "on", archive_command: `"${command}" "%p" "%f" "${walFolder(folder)}"` },
  };
}

/** Resolves when everything that was committed is in the archive. */
export async function archiveWal(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ file: string }>("SELECT pg_walfile_name(pg_switch_wal()) AS file");
    const asked = "SELECT FROM pg_stat_archiver WHERE last_archived_wal >= $1";
    await until("archived WAL", async () => (await client.query(asked, [rows[0]?.file])).rows.length > 0, PATIENCE_MS);
  } finally {
    await client.end();
  }
}

/** Puts the newest backup in place of the data, to be replayed up to the moment. */
export async function goBack(folder: string, data: string, to: Date): Promise<void> {
  const [backup] = await listBackups(folder);
  if (!backup) throw new Error("There is no backup to go back to.");
  renameSync(data, `${data}.old`);
  await restoreBackup({ folder, backup, data, until: to });
  rmSync(`${data}.old`, { recursive: true });
}
