import { createHash } from "node:crypto";
import { chown, lstat, mkdir, open, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";

/** Their contents belong to the running server and are made again at the start (PostgreSQL docs, 25.3.6, "Backing up the data directory"). */
const EMPTY_FOLDERS = [
  "pg_wal",
  "pg_replslot",
  "pg_dynshmem",
  "pg_notify",
  "pg_serial",
  "pg_snapshots",
  "pg_stat_tmp",
  "pg_subtrans",
];
const LEFT_OUT = /^(postmaster\.(pid|opts)|(standby|recovery)\.signal|backup_label(\.old)?|tablespace_map)$/;
const TEMPORARY = /^(pgsql_tmp.*|pg_internal\.init.*|t\d+_\d+(_\w+)?(\.\d+)?)$/;
/** Copied last, so that it names no checkpoint that is later than the other files. */
const CONTROL = "global/pg_control";
const AT_ONCE = 4;

/** A file of the copy: its path in the data folder, its size, and its SHA-256 as it was written. */
export interface CopiedFile {
  path: string;
  bytes: number;
  sha256: string;
}

export interface ClusterCopy {
  systemId: string;
  /** The version of the data folder, such as "18". */
  version: string;
  timeline: number;
  /** Replay begins here. */
  startLsn: string;
  /** The copy is consistent from here on. */
  stopLsn: string;
  /** The names of the first and last WAL file that a restore needs at least. */
  firstWal: string;
  lastWal: string;
  startedAt: string;
  stoppedAt: string;
  files: CopiedFile[];
}

/**
 * Copies the data folder of a running PostgreSQL with its low-level backup API. `target` must not exist. Nothing stops
 * meanwhile. The copy needs the WAL from `startLsn` on, from an archive or from the server. It waits until the archive has it
 * when `isArchived`. `adminUrl` is of a superuser; without it, the variables of libpq (PGHOST, PGUSER …) say where.
 */
export async function copyCluster(
  adminUrl: string | undefined,
  data: string,
  target: string,
  { isArchived }: { isArchived: boolean },
): Promise<ClusterCopy> {
  const tablespaces = await readdir(join(data, "pg_tblspc"));
  if (tablespaces.length > 0) throw new Error("Tablespaces outside the data folder are not copied: use pgBackRest.");
  const client = new pg.Client({
    ...(adminUrl && { connectionString: adminUrl }),
    application_name: "cartbell-backup",
  });
  // A connection that is lost fails the query under way; without a listener it would end the process.
  client.on("error", () => {});
  await client.connect();
  try {
    const [begun] = (await client.query<Begun>(BEGIN, [`cartbell ${target}`])).rows;
    if (!begun) throw new Error("pg_backup_start returned nothing.");
    const files = await copyFolder(data, target);
    const [ended] = (await client.query<Ended>(END, [isArchived])).rows;
    if (!ended) throw new Error("pg_backup_stop returned nothing.");
    files.push(await writeLabel(data, target, ended.labelfile));
    await syncFolder(target);
    const { labelfile: _, ...end } = ended;
    return { ...begun, ...end, files };
  } finally {
    await client.end();
  }
}

interface Begun
  extends Pick<ClusterCopy, "systemId" | "version" | "timeline" | "startLsn" | "firstWal" | "startedAt"> {}
interface Ended extends Pick<ClusterCopy, "stopLsn" | "lastWal" | "stoppedAt"> {
  labelfile: string;
}

const ISO = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;
/** A fast checkpoint: waiting for the next one could take minutes. */
const BEGIN = `SELECT s.lsn::text AS "startLsn", pg_walfile_name(s.lsn) AS "firstWal", c.system_identifier::text AS "systemId",
    ('x' || left(pg_walfile_name(s.lsn), 8))::bit(32)::int AS timeline,
    split_part(current_setting('server_version'), '.', 1) AS version,
    to_char(clock_timestamp() AT TIME ZONE 'UTC', ${ISO}) AS "startedAt"
  FROM pg_backup_start($1, true) AS s(lsn), pg_control_system() c`;
const END = `SELECT s.lsn::text AS "stopLsn", pg_walfile_name(s.lsn) AS "lastWal", s.labelfile,
    to_char(clock_timestamp() AT TIME ZONE 'UTC', ${ISO}) AS "stoppedAt"
  FROM pg_backup_stop($1) AS s`;

async function copyFolder(data: string, target: string): Promise<CopiedFile[]> {
  const paths: string[] = [];
  await makeLike(data, target);
  await walk(data, target, "", paths);
  const rest = paths.filter((path) => path !== CONTROL);
  const files: CopiedFile[] = [];
  const copyNext = async () => {
    for (let path = rest.pop(); path !== undefined; path = rest.pop()) {
      const file = await copyFile(data, target, path);
      if (file) files.push(file);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, copyNext));
  const control = await copyFile(data, target, CONTROL);
  if (!control) throw new Error(`${data} has no ${CONTROL}.`);
  return [...files, control];
}

/** Makes the folders, and lists the files to copy. */
async function walk(data: string, target: string, folder: string, paths: string[]): Promise<void> {
  for (const entry of await readdir(join(data, folder), { withFileTypes: true })) {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (TEMPORARY.test(entry.name) || (folder === "" && LEFT_OUT.test(entry.name))) continue;
    if (entry.isFile()) paths.push(path);
    if (!entry.isDirectory()) continue;
    await makeLike(join(data, path), join(target, path));
    if (!EMPTY_FOLDERS.includes(path)) await walk(data, target, path, paths);
    if (path === "pg_wal") await makeLike(join(data, path), join(target, path, "archive_status"));
  }
}

/** Null when the server has removed the file since it was listed: replay removes it as well. */
async function copyFile(data: string, target: string, path: string): Promise<CopiedFile | null> {
  const source = await open(join(data, path), "r").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (!source) return null;
  try {
    const copy = await open(join(target, path), "wx", 0o600);
    try {
      const hash = createHash("sha256");
      let bytes = 0;
      for await (const chunk of source.createReadStream({ autoClose: false, highWaterMark: 1 << 20 })) {
        hash.update(chunk);
        await copy.write(chunk);
        bytes += chunk.length;
      }
      const { uid, gid } = await source.stat();
      if (process.getuid?.() === 0) await copy.chown(uid, gid);
      await copy.sync();
      return { path, bytes, sha256: hash.digest("hex") };
    } finally {
      await copy.close();
    }
  } finally {
    await source.close();
  }
}

async function writeLabel(data: string, target: string, label: string): Promise<CopiedFile> {
  const file = join(target, "backup_label");
  await writeFile(file, label, { mode: 0o600, flush: true });
  const { uid, gid } = await lstat(data);
  if (process.getuid?.() === 0) await chown(file, uid, gid);
  const sha256 = createHash("sha256").update(label).digest("hex");
  return { path: "backup_label", bytes: Buffer.byteLength(label), sha256 };
}

/** A folder with the owner of another; PostgreSQL insists that no one else may enter it. */
async function makeLike(model: string, folder: string): Promise<void> {
  await mkdir(folder, { mode: 0o700 });
  const { uid, gid } = await lstat(model);
  if (process.getuid?.() === 0) await chown(folder, uid, gid);
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  await handle.sync();
  await handle.close();
}
