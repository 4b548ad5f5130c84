import { appendFileSync, chownSync, mkdtempSync, rmSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { archiveWal, makeArchive } from "../../test/proofs/recovery/archive.ts";
import { deployMigrations } from "../prisma/command.ts";
import { createDatabase } from "../servers/create-database.ts";
import { findFreePort } from "../servers/ports.ts";
import { postgresUrl, startPostgres } from "../servers/postgres.ts";
import { postgresUser, reachableFolder } from "../servers/postgres-user.ts";
import { drill } from "./drill.ts";
import { type Backup, dataOf, listBackups, walFolder } from "./folder.ts";
import { pruneBackups } from "./prune.ts";
import { takeBackup } from "./take.ts";
import { verifyBackup } from "./verify.ts";

const password = "secret";
const home = mkdtempSync(join(reachableFolder(), "backup-test-"));
const archive = makeArchive(home);
const folder = archive.folder;
const log = join(home, "log");
const cleanUps: (() => unknown)[] = [() => rmSync(home, { recursive: true, force: true })];
let port: number;
let client: pg.Client;
const url = (database: string) => postgresUrl({ port, password }, database);

beforeAll(async () => {
  const user = postgresUser();
  if (user) chownSync(home, user.uid, user.gid);
  port = await findFreePort(null);
  const server = await startPostgres({
    home,
    port,
    password,
    logFile: log,
    isDurable: false,
    settings: archive.settings,
  });
  cleanUps.push(server.stop);
  await createDatabase(url("postgres"), "cartbell");
  await deployMigrations(url("cartbell"));
  client = new pg.Client({ connectionString: url("cartbell") });
  await client.connect();
  cleanUps.push(() => client.end());
  await client.query("INSERT INTO epochs DEFAULT VALUES");
}, 120_000);
afterAll(async () => {
  for (const cleanUp of cleanUps.reverse()) await cleanUp();
});

const take = () => takeBackup(url("postgres"), join(home, "data"), folder);
const drilled = () => drill({ folder, mostMinutes: 30, live: { connectionString: url("cartbell") } });
const newest = async (): Promise<Backup> => {
  const [backup] = await listBackups(folder);
  if (!backup) throw new Error("There is no backup.");
  return backup;
};

test("a drill without a backup fails and is noted", async () => {
  expect((await drilled()).problems).toEqual(["There is no complete backup."]);
  const { rows } = await client.query("SELECT backup, problems FROM restore_drills");
  expect(rows).toEqual([{ backup: null, problems: ["There is no complete backup."] }]);
});

test("a backup of the running cluster is restored, with what was committed after it", async () => {
  await take();
  expect(await verifyBackup(folder, await newest())).toEqual([]);
  await client.query("UPDATE epochs SET count = 4711, at = clock_timestamp()");
  await archiveWal(url("postgres"));
  const result = await drilled();
  expect(result.problems).toEqual([]);
  const { rows } = await client.query("SELECT at FROM epochs");
  expect(result.recoveredTo).toEqual(rows[0].at);
  expect(result.counts).toMatchObject({ shops: 0, subscribers: 0 });
}, 120_000);

test("a drill says that WAL is not archived any more", async () => {
  await client.query("UPDATE epochs SET at = clock_timestamp() + interval '2 hours'");
  expect((await drilled()).problems).toEqual([
    "The archive ends 120 minutes before the live database: WAL isn't archived.",
  ]);
}, 120_000);

test("only the kept backups and their WAL stay", async () => {
  const first = await newest();
  await take();
  const second = await newest();
  expect(second.name).not.toBe(first.name);
  expect((await pruneBackups(folder, 1)).backups).toEqual([first.name]);
  expect((await listBackups(folder)).map(({ name }) => name)).toEqual([second.name]);
  expect(await verifyBackup(folder, second)).toEqual([]);
}, 60_000);

test("a changed file, a missing file and missing WAL are each found, and the drill fails", async () => {
  const backup = await newest();
  const data = dataOf(folder, backup.name);
  appendFileSync(join(data, "PG_VERSION"), " ");
  unlinkSync(join(data, "global/pg_filenode.map"));
  unlinkSync(join(walFolder(folder), backup.firstWal));
  const problems = await verifyBackup(folder, backup);
  expect(new Set(problems)).toEqual(
    new Set(["PG_VERSION has changed.", `WAL ${backup.firstWal} is missing.`, "global/pg_filenode.map is missing."]),
  );
  expect((await drilled()).problems).toEqual(expect.arrayContaining(problems));
});
