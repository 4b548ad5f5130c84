import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { connectEveryShopDb } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { cuttableLine } from "../../test/setup/cuttable-line.ts";
import { testDatabaseUrl } from "../../test/setup/per-worker.ts";
import { type DatabaseTrouble, databaseTrouble, isDatabaseDown } from "./database.ts";

const withCode = (code: string, message = "It did not work.") => Object.assign(new Error(message), { code });

const network = [
  ..."ECONNREFUSED ECONNRESET ECONNABORTED EPIPE ENOTCONN ETIMEDOUT EHOSTUNREACH EHOSTDOWN ENETUNREACH ENETDOWN".split(
    " ",
  ),
  ..."ENETRESET ENOENT EACCES EADDRNOTAVAIL EMFILE ENFILE ENOBUFS ENOTFOUND EAI_AGAIN EAI_FAIL EAI_NODATA".split(" "),
  ..."EPROTO CERT_HAS_EXPIRED DEPTH_ZERO_SELF_SIGNED_CERT UNABLE_TO_VERIFY_LEAF_SIGNATURE".split(" "),
  ..."ERR_TLS_CERT_ALTNAME_INVALID ERR_SSL_WRONG_VERSION_NUMBER ERR_STREAM_WRITE_AFTER_END".split(" "),
];

test.each(network)("%s on the way to the database is the database unreachable", (code) => {
  expect(databaseTrouble(withCode(code))).toBe("unreachable");
});

test.each<[string, DatabaseTrouble]>([
  ["08000", "unreachable"],
  ["08001", "unreachable"],
  ["08003", "unreachable"],
  ["08004", "unreachable"],
  ["08006", "unreachable"],
  ["08P01", "unreachable"],
  ["57P01", "unreachable"],
  ["57P02", "unreachable"],
  ["57P03", "unreachable"],
  ["57P05", "unreachable"],
  ["25P03", "unreachable"],
  ["58000", "unreachable"],
  ["58030", "unreachable"],
  ["53300", "refused"],
  ["28P01", "refused"],
  ["28000", "refused"],
  ["3D000", "refused"],
  ["25006", "read-only"],
  ["53000", "full"],
  ["53100", "full"],
  ["53200", "full"],
  ["53400", "full"],
  ["42P01", "schema"],
  ["42703", "schema"],
  ["42883", "schema"],
  ["42501", "schema"],
  ["P1001", "unreachable"],
  ["P1008", "unreachable"],
  ["P1017", "unreachable"],
  ["P2024", "unreachable"],
  ["P2028", "unreachable"],
  ["P2037", "refused"],
  ["P2021", "schema"],
])("SQLSTATE or Prisma's %s is the database %s", (code, trouble) => {
  expect(databaseTrouble(withCode(code))).toBe(trouble);
});

test.each([
  "Connection terminated",
  "Connection terminated unexpectedly",
  "Connection terminated due to connection timeout",
  "Client has encountered a connection error and is not queryable",
  "Client was closed and is not queryable",
  "timeout exceeded when trying to connect",
  "timeout expired",
  "Query read timeout",
  "The server does not support SSL connections",
  "SASL: SCRAM-SERVER-FIRST-MESSAGE: nonce missing",
])("node-postgres says %j without a code, and the database is down", (words) => {
  expect(isDatabaseDown(new Error(words))).toBe(true);
});

test.each(["23505", "23503", "22P02", "40P01", "40001", "42601", "57014", "P2002", "P2025", "ERR_INVALID_ARG_TYPE"])(
  "%s is about the statement, and not the database",
  (code) => {
    expect(databaseTrouble(withCode(code))).toBeNull();
  },
);

test("what lies in an aggregate or behind a cause is found", () => {
  expect(databaseTrouble(new AggregateError([withCode("EHOSTUNREACH"), withCode("ENETUNREACH")]))).toBe("unreachable");
  expect(databaseTrouble(new Error("Outer", { cause: withCode("53100") }))).toBe("full");
  const endless = new Error("Round");
  endless.cause = endless;
  expect(databaseTrouble(endless)).toBeNull();
  for (const odd of [null, undefined, "ECONNREFUSED", 503, {}]) expect(databaseTrouble(odd)).toBeNull();
});

const one = statement("one", "SELECT 1");
const close: (() => Promise<unknown>)[] = [];
afterAll(() => Promise.all(close.map((end) => end())));

/** What the same statement ends with, sent plainly and by Prisma. */
async function failures(url: string, sql: string): Promise<unknown[]> {
  const db = connectEveryShopDb(url, { connections: 1 });
  close.push(db.close);
  const plain = await db.run(statement("", sql)).catch((error: unknown) => error);
  const typed = await db.everyShop.$executeRawUnsafe(sql).catch((error: unknown) => error);
  return [plain, typed];
}

function changed(change: (url: URL) => void): string {
  const url = new URL(testDatabaseUrl());
  change(url);
  return url.href;
}

const write = "UPDATE shops SET name = name";

test.each<[string, DatabaseTrouble, string, string]>([
  ["a port with no server", "unreachable", changed((it) => (it.port = "1")), "SELECT 1"],
  ["a host without an address", "unreachable", changed((it) => (it.hostname = "database.invalid")), "SELECT 1"],
  ["a wrong password", "refused", changed((it) => (it.password = "wrong")), "SELECT 1"],
  ["a database that is not there", "refused", changed((it) => (it.pathname = "/nothing_here")), "SELECT 1"],
  [
    "a read-only database",
    "read-only",
    changed((it) => it.searchParams.set("options", "-c default_transaction_read_only=on")),
    write,
  ],
  ["a table that is not there", "schema", testDatabaseUrl(), "SELECT 1 FROM not_migrated"],
  ["a column that is not there", "schema", testDatabaseUrl(), "SELECT not_migrated FROM shops"],
  ["a full disk", "full", testDatabaseUrl(), "DO $$ BEGIN RAISE disk_full; END $$"],
  ["a server without memory", "full", testDatabaseUrl(), "DO $$ BEGIN RAISE out_of_memory; END $$"],
  ["an administrator's command", "unreachable", testDatabaseUrl(), "SELECT pg_terminate_backend(pg_backend_pid())"],
])("really met, plainly and by Prisma: %s is the database %s", async (_what, trouble, url, sql) => {
  for (const failure of await failures(url, sql)) expect(databaseTrouble(failure)).toBe(trouble);
});

test("a line that is cut under a statement is the database unreachable", async () => {
  const line = await cuttableLine(testDatabaseUrl());
  const db = connectEveryShopDb(line.url, { connections: 2 });
  close.push(db.close, line.close);
  await db.run(one);
  const waiting = Promise.allSettled([
    db.run(statement("", "SELECT pg_sleep(60)")),
    db.everyShop.$executeRawUnsafe("SELECT pg_sleep(60)"),
  ]);
  await expect.poll(async () => (await sleepers()).length).toBe(2);
  await line.cut();
  for (const it of await waiting) expect(databaseTrouble(it.status === "rejected" && it.reason)).toBe("unreachable");
});

async function sleepers(): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: testDatabaseUrl() });
  await client.connect();
  const { rows } = await client.query(
    "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'SELECT pg_sleep%'",
  );
  await client.end();
  return rows;
}
