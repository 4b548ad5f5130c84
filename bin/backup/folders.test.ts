import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { type Backup, dataOf, walFolder, writeManifest } from "./folder.ts";
import { pruneBackups } from "./prune.ts";
import { restoreBackup } from "./restore.ts";

const home = mkdtempSync(join(tmpdir(), "backup-folders-"));
const folder = join(home, "backups");
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** A copy whose settings were left by an earlier restore to a moment. */
async function aBackup(name: string, firstWal: string): Promise<Backup> {
  mkdirSync(dataOf(folder, name), { recursive: true });
  mkdirSync(walFolder(folder), { recursive: true });
  writeFileSync(
    join(dataOf(folder, name), "postgresql.auto.conf"),
    "recovery_target_time = '2026-01-01 00:00:00+00'\n",
  );
  const backup = { name, firstWal, stoppedAt: "2026-11-30T16:00:00.000Z" } as Backup; // what restoring and pruning read
  await writeManifest(folder, backup);
  return backup;
}

test("a restore to the end forgets the moment to which its cluster was once restored", async () => {
  const backup = await aBackup("20261130T160000000Z", "000000010000000000000004");
  const data = join(home, "data");
  await restoreBackup({ folder, backup, data });
  const lines = readFileSync(join(data, "postgresql.auto.conf"), "utf8").trim().split("\n");
  expect(lines.filter((line) => line.startsWith("recovery_target_time")).at(-1)).toBe("recovery_target_time = ''");
  await restoreBackup({ folder, backup, data: join(home, "then"), until: new Date("2026-11-30T16:30:00Z") });
  expect(readFileSync(join(home, "then/postgresql.auto.conf"), "utf8")).toContain("'2026-11-30 16:30:00.000+00'");
});

test("a restore refuses a folder that exists, and leaves it as it is", async () => {
  const backup = await aBackup("20261130T160000000Z", "000000010000000000000004");
  const data = join(home, "data");
  mkdirSync(data);
  writeFileSync(join(data, "PG_VERSION"), "18");
  await expect(restoreBackup({ folder, backup, data })).rejects.toThrow("exists. Rename it");
  expect(readdirSync(data)).toEqual(["PG_VERSION"]);
});

test("after going back to an earlier moment, the newer backup keeps its WAL, which lies at a lower place", async () => {
  await aBackup("20261129T020000000Z", "000000010000000000000002");
  await aBackup("20261130T020000000Z", "00000001000000000000000A");
  await aBackup("20261130T200000000Z", "000000020000000000000005");
  const wal = ["000000010000000000000002", "00000001000000000000000A", "000000020000000000000005", "00000002.history"];
  for (const file of wal) writeFileSync(join(walFolder(folder), file), "");
  expect(await pruneBackups(folder, 2)).toEqual({ backups: ["20261129T020000000Z"], wal: 1 });
  expect(readdirSync(walFolder(folder)).sort()).toEqual(wal.slice(1).sort());
});
