// `npm run backup -- <order>`: see docs/runbook.md, "Backups".

import { parseArgs } from "node:util";
import { describeError, say } from "../progress.ts";
import { drill } from "./drill.ts";
import { type Backup, listBackups } from "./folder.ts";
import { pruneBackups } from "./prune.ts";
import { restoreBackup } from "./restore.ts";
import { takeBackup } from "./take.ts";
import { verifyBackup } from "./verify.ts";

const USAGE = `Backups of the whole PostgreSQL cluster, on its own machine and as its own user:

  npm run backup -- take    --folder <backups> --data <data folder>   copies the running cluster
  npm run backup -- list    --folder <backups>
  npm run backup -- verify  --folder <backups>                        checks the newest copy and the archived WAL
  npm run backup -- prune   --folder <backups> --keep 7               removes older copies, and WAL that none needs
  npm run backup -- restore --folder <backups> --to <new data folder> [--until 2026-11-30T16:00:00Z]
  npm run backup -- drill   --folder <backups> --bin /usr/lib/postgresql/18/bin [--most-minutes 30]

take and drill connect to the live database as PGHOST, PGPORT, PGUSER, PGPASSWORD and PGDATABASE say, as a superuser.
drill restores the newest backup into a cluster of its own, checks it, notes the result in restore_drills, and fails
when anything is wrong or the archive is older than so many minutes.
`;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    folder: { type: "string" },
    data: { type: "string" },
    to: { type: "string" },
    until: { type: "string" },
    keep: { type: "string", default: "7" },
    bin: { type: "string" },
    "most-minutes": { type: "string", default: "30" },
  },
});

class UsageError extends Error {}

try {
  process.exitCode = await obey(positionals[0] ?? "");
} catch (error) {
  process.stderr.write(error instanceof UsageError ? `${error.message}\n\n${USAGE}` : `${describeError(error)}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}

async function obey(order: string): Promise<number> {
  switch (order) {
    case "take": {
      const backup = await takeBackup(undefined, needed("data"), needed("folder"));
      say(`Copied: ${describe(backup)}`);
      return 0;
    }
    case "list":
      for (const backup of await listBackups(needed("folder"))) say(describe(backup));
      return 0;
    case "verify": {
      const backup = await newest();
      const problems = await verifyBackup(needed("folder"), backup);
      for (const problem of problems) say(problem);
      say(`${backup.name}: ${problems.length === 0 ? "complete and unchanged" : "can't be relied on"}`);
      return problems.length === 0 ? 0 : 1;
    }
    case "prune": {
      const { backups, wal } = await pruneBackups(needed("folder"), count("keep"));
      say(`Removed ${backups.length} copies and ${wal} WAL files.`);
      return 0;
    }
    case "restore": {
      const backup = await newest();
      await restoreBackup({ folder: needed("folder"), backup, data: needed("to"), until: momentOf(values.until) });
      say(`${values.to} is ready: start PostgreSQL there. It replays the WAL and then accepts writes.`);
      return 0;
    }
    case "drill": {
      const result = await drill({ folder: needed("folder"), bin: values.bin, mostMinutes: count("most-minutes") });
      say(result.problems.length === 0 ? "The drill succeeded." : result.problems.join("\n"));
      return result.problems.length === 0 ? 0 : 1;
    }
    default:
      throw new UsageError(order === "" ? "Say what to do." : `There is no order "${order}".`);
  }
}

/** With a moment to go back to, the newest backup that was complete by then. */
async function newest(): Promise<Backup> {
  const until = momentOf(values.until);
  const backups = await listBackups(needed("folder"));
  const found = backups.find(({ stoppedAt }) => !until || new Date(stoppedAt) <= until);
  if (!found) throw new Error(`${values.folder} has no complete backup${until ? " before that moment" : ""}.`);
  return found;
}

function momentOf(text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const moment = new Date(text);
  if (Number.isNaN(moment.getTime())) throw new UsageError("--until is a time, such as 2026-11-30T16:00:00Z.");
  return moment;
}

function needed(name: "folder" | "data" | "to"): string {
  const value = values[name];
  if (!value) throw new UsageError(`--${name} is missing.`);
  return value;
}

function count(name: "keep" | "most-minutes"): number {
  const value = Number(values[name]);
  if (!Number.isInteger(value) || value < 1) throw new UsageError(`--${name} is a number from 1 on.`);
  return value;
}

function describe({ name, files, stoppedAt }: Backup): string {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return `${name}, complete at ${stoppedAt}, ${files.length} files, ${Math.round(bytes / 1e6)} MB`;
}
