import { ColumnTypeEnum, type SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import pg from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { testDatabaseUrl } from "../test/setup/per-worker.ts";
import { migrationAdapter } from "./migration-adapter.ts";

type Adapter = Awaited<ReturnType<SqlMigrationAwareDriverAdapterFactory["connect"]>>;

const MIGRATION = `
CREATE TABLE texts (id int NOT NULL, at date NOT NULL, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE texts_2026_11 PARTITION OF texts FOR VALUES FROM ('2026-11-01') TO ('2026-12-01');
CREATE FUNCTION doubled(n int) RETURNS int LANGUAGE plpgsql AS $$
BEGIN
  n := n * 2; -- a semicolon inside a body
  RETURN n;
END $$;
DO $$ BEGIN INSERT INTO texts VALUES (doubled(21), '2026-11-21'); END $$;`;

let adapter: Adapter;

beforeAll(async () => {
  adapter = await migrationAdapter(testDatabaseUrl()).connect();
});
afterAll(() => adapter.dispose());

test("a migration with partitions and function bodies runs whole", async () => {
  await adapter.executeScript(MIGRATION);
  expect(await rows(adapter, "SELECT tableoid::regclass::text, id FROM texts")).toEqual([["texts_2026_11", 42]]);
});

test("a migration that fails leaves nothing behind", async () => {
  await expect(adapter.executeScript("CREATE TABLE half (id int); SELECT 1 / 0;")).rejects.toThrow();
  expect(await rows(adapter, "SELECT to_regclass('half')::text")).toEqual([[null]]);
});

test("the catalogs' own column types are readable", async () => {
  const sql = "SELECT relname, relkind FROM pg_class WHERE relname = 'texts'";
  const set = await adapter.queryRaw({ sql, args: [], argTypes: [] });
  expect(set.rows).toEqual([["texts", "p"]]);
  expect(set.columnTypes).toEqual([ColumnTypeEnum.Text, ColumnTypeEnum.Character]);
});

test("the shadow database is another one, and is gone afterwards", async () => {
  const shadow = await migrationAdapter(testDatabaseUrl()).connectToShadowDb();
  const [[name] = []] = await rows(shadow, "SELECT current_database()::text");
  const [[own] = []] = await rows(adapter, "SELECT current_database()::text");
  expect(name).not.toBe(own);
  expect(await rows(shadow, "SELECT to_regclass('texts')::text")).toEqual([[null]]);
  await shadow.dispose();
  expect(await rows(adapter, `SELECT datname::text FROM pg_database WHERE datname = '${name}'`)).toEqual([]);
});

test("a migration behind a long reader lets others through and runs when the reader is done", async () => {
  await adapter.executeScript("CREATE TABLE busy (id int)");
  const reader = new pg.Client({ connectionString: testDatabaseUrl() });
  await reader.connect();
  await reader.query("BEGIN; SELECT * FROM busy");
  const complained = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  // Its own time-out doesn't count: everyone would wait behind it.
  const migrated = adapter.executeScript(
    "SET lock_timeout = '60s';\nALTER TABLE busy ADD COLUMN at date; ALTER TABLE texts ADD COLUMN note text",
  );
  await vi.waitFor(() => expect(complained).toHaveBeenCalled(), { timeout: 20_000 });
  // It stops waiting for now, so the ones behind it are served.
  const other = new pg.Client({ connectionString: testDatabaseUrl() });
  await other.connect();
  await other.query("SET statement_timeout = '4s'; SELECT count(*) FROM busy");
  await reader.query("COMMIT");
  await migrated;
  expect(complained.mock.calls[0]?.[0]).toMatch(/^Others hold what the migration needs .*trying again, 1 of 120\.\n$/);
  complained.mockRestore();
  expect(await rows(adapter, "SELECT at FROM busy")).toEqual([]);
  await Promise.all([reader.end(), other.end()]);
}, 30_000);

async function rows(on: Adapter, sql: string): Promise<unknown[][]> {
  return (await on.queryRaw({ sql, args: [], argTypes: [] })).rows;
}
