import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { type Backup, dataOf, walFolder } from "./folder.ts";

/** What is wrong with a backup, a sentence each: files that are missing or changed, and WAL that the archive lacks. */
export async function verifyBackup(folder: string, backup: Backup): Promise<string[]> {
  const problems: string[] = [];
  for (const { path, sha256 } of backup.files) {
    const found = await hashOf(join(dataOf(folder, backup.name), path));
    if (found === null) problems.push(`${path} is missing.`);
    else if (found !== sha256) problems.push(`${path} has changed.`);
  }
  const archived = new Set(await readdir(walFolder(folder)).catch(() => []));
  const wal = [backup.firstWal, backup.lastWal, ...between(archived, backup)];
  return [
    ...problems,
    ...[...new Set(wal)].filter((name) => !archived.has(name)).map((name) => `WAL ${name} is missing.`),
  ];
}

/** The archive must have no gap from the backup's first file to its newest one. */
function between(archived: Set<string>, { firstWal }: Backup): string[] {
  const timeline = firstWal.slice(0, 8);
  const newest = [...archived]
    .filter((name) => /^[0-9A-F]{24}$/.test(name) && name.startsWith(timeline))
    .sort((one, other) => one.localeCompare(other))
    .at(-1);
  const names: string[] = [];
  for (let at = placeOf(firstWal); newest !== undefined && at <= placeOf(newest); at += 1n)
    names.push(nameAt(timeline, at));
  return names;
}

/** With the usual 16 MB a file, 256 of them have the same first half. */
const FILES_PER_LOG = 256n;

function placeOf(wal: string): bigint {
  return BigInt(`0x${wal.slice(8, 16)}`) * FILES_PER_LOG + BigInt(`0x${wal.slice(16)}`);
}

function nameAt(timeline: string, place: bigint): string {
  const hex = (value: bigint) => value.toString(16).toUpperCase().padStart(8, "0");
  return timeline + hex(place / FILES_PER_LOG) + hex(place % FILES_PER_LOG);
}

async function hashOf(file: string): Promise<string | null> {
  const hash = createHash("sha256");
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(chunk);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
  return hash.digest("hex");
}
