import { chownSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findFreePort } from "../../bin/servers/ports.ts";
import { postgresUrl, startPostgres } from "../../bin/servers/postgres.ts";
import { postgresUser, reachableFolder } from "../../bin/servers/postgres-user.ts";
import { makeStandby, standsBy } from "../../test/proofs/recovery/standby.ts";
import { openReplica } from "./replica.ts";
import { connectSql, type OpenSqlPool } from "./sql.ts";
import { statement } from "./statement.ts";

const password = "secret";
const home = mkdtempSync(join(reachableFolder(), "replica-test-"));
const cleanUps: (() => unknown)[] = [() => rmSync(home, { recursive: true, force: true })];
let primary: OpenSqlPool;
let standby: pg.Client;
let replicaUrl: string;

beforeAll(async () => {
  const user = postgresUser();
  if (user) chownSync(home, user.uid, user.gid);
  const settings = { password, logFile: join(home, "log"), isDurable: false, settings: { wal_keep_size: "256MB" } };
  const port = await findFreePort(null);
  cleanUps.push((await startPostgres({ ...settings, home, port })).stop);
  const url = postgresUrl({ port, password }, "postgres");
  primary = connectSql(url, { connections: 2 });
  cleanUps.push(() => primary.close());
  await primary.run(statement("", "CREATE TABLE notes (at timestamptz)"));
  const place = await makeStandby({ url, data: join(home, "data"), port, password }, join(home, "standby"));
  cleanUps.push((await startPostgres({ ...settings, ...place })).stop);
  await standsBy(url, "asynchronous");
  replicaUrl = postgresUrl({ port: place.port, password }, "postgres");
  standby = new pg.Client({ connectionString: replicaUrl });
  await standby.connect();
  cleanUps.push(() => standby.end());
}, 120_000);
afterAll(async () => {
  for (const cleanUp of cleanUps.reverse()) await cleanUp();
});

const isStandby = statement("is-standby", "SELECT pg_is_in_recovery() AS is");
const note = statement("", "INSERT INTO notes VALUES (clock_timestamp())");

test("a replica whose replay has stopped is set aside, and used again once it has caught up", async () => {
  const lines: string[] = [];
  const log = pino({}, { write: (text: string) => void lines.push(JSON.parse(text).msg) });
  const replica = openReplica(replicaUrl, primary, { log, probeMs: 50, mostLagSeconds: 0.5 });
  const readsReplica = async () => (await replica.run<{ is: boolean }>(isStandby))[0]?.is;
  await expect.poll(readsReplica).toBe(true);

  await standby.query("SELECT pg_wal_replay_pause()");
  await primary.run(note);
  await expect.poll(readsReplica, { timeout: 10_000 }).toBe(false);
  expect(lines).toEqual(["the replica is far behind: its reads go to the primary"]);
  expect(replica.isAway()).toBe(false);

  await standby.query("SELECT pg_wal_replay_resume()");
  await expect.poll(readsReplica, { timeout: 10_000 }).toBe(true);
  await replica.close();
}, 60_000);
