import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { lintMigration, lintMigrations } from "./lint-migrations.ts";

const named = (script: string) => lintMigration(script).map((finding) => finding.split(":")[0]);

test.each([
  ["index", "CREATE INDEX texts_at ON messages (at)"],
  ["index", 'create unique index "a" on "public"."messages" (at)'],
  ["index", "CREATE INDEX IF NOT EXISTS a ON ONLY subscribers USING gin (tags)"],
  ["partitioned-index", "CREATE INDEX CONCURRENTLY a ON messages (at)"],
  ["hidden", "DO $$ BEGIN DELETE FROM messages; END $$"],
  ["long-lock", "ALTER TABLE messages ADD COLUMN a int; INSERT INTO notes SELECT id FROM messages"],
  ["two-tables", "ALTER TABLE notes ADD CONSTRAINT a FOREIGN KEY (id) REFERENCES messages (id) NOT VALID"],
  ["drop-index", "DROP INDEX a"],
  ["required-column", 'ALTER TABLE "messages" ADD COLUMN "kind" TEXT NOT NULL'],
  ["required-column", "ALTER TABLE messages ADD a int NOT NULL, ADD COLUMN b int NOT NULL DEFAULT 1"],
  ["rewrite", "ALTER TABLE messages ADD COLUMN id uuid DEFAULT gen_random_uuid()"],
  ["rewrite", "ALTER TABLE messages ADD COLUMN at timestamptz NOT NULL DEFAULT clock_timestamp()"],
  ["rewrite", "ALTER TABLE messages ALTER COLUMN parts TYPE bigint"],
  ["rewrite", "ALTER TABLE messages ALTER parts SET DATA TYPE bigint"],
  ["rewrite", "ALTER TABLE messages ADD COLUMN n bigserial"],
  ["rewrite", "ALTER TABLE messages ADD COLUMN n int GENERATED ALWAYS AS (parts * 2) STORED"],
  ["set-not-null", "ALTER TABLE messages ALTER COLUMN phone SET NOT NULL"],
  ["constraint", "ALTER TABLE messages ADD CONSTRAINT a CHECK (parts > 0)"],
  ["constraint", "ALTER TABLE messages ADD CONSTRAINT a FOREIGN KEY (shop_id) REFERENCES shops (id)"],
  ["constraint", "ALTER TABLE messages ADD COLUMN shop uuid REFERENCES shops (id)"],
  ["unique", "ALTER TABLE messages ADD CONSTRAINT a UNIQUE (phone)"],
  ["unique", "ALTER TABLE messages ADD PRIMARY KEY (id)"],
  ["removal", "DROP TABLE messages"],
  ["removal", "ALTER TABLE messages DROP COLUMN parts"],
  ["removal", "ALTER TABLE messages DROP parts"],
  ["removal", "ALTER TABLE messages RENAME COLUMN parts TO pieces"],
  ["removal", "ALTER TABLE messages RENAME TO texts"],
  ["whole-table", "LOCK TABLE messages IN EXCLUSIVE MODE"],
  ["whole-table", "TRUNCATE messages"],
  ["whole-table", "VACUUM FULL messages"],
  ["backfill", "UPDATE messages SET parts = 1"],
  ["backfill", "DELETE FROM messages WHERE parts = 0"],
  [
    "validate",
    "ALTER TABLE messages ADD CONSTRAINT a CHECK (parts > 0) NOT VALID; ALTER TABLE messages VALIDATE CONSTRAINT a",
  ],
  ["two-tables", "ALTER TABLE messages ADD COLUMN a int; ALTER TABLE campaigns ADD COLUMN a int"],
  ["alone", "CREATE INDEX CONCURRENTLY a ON messages (at); SELECT 1"],
])("%s is found in %s", (rule, script) => {
  expect(named(script)).toContain(rule);
});

test.each([
  "CREATE TABLE a (id uuid PRIMARY KEY, at timestamptz NOT NULL DEFAULT clock_timestamp(), CHECK (id IS NOT NULL))",
  "CREATE TABLE a (id uuid); CREATE INDEX a_id ON a (id); ALTER TABLE a ADD CONSTRAINT b UNIQUE (id); UPDATE a SET id = NULL",
  "CREATE INDEX CONCURRENTLY a ON subscribers (at)",
  "CREATE INDEX a ON ONLY messages (at)",
  "CREATE TABLE notes (id uuid); INSERT INTO notes SELECT id FROM messages",
  "ALTER TABLE messages ADD COLUMN note text, ADD COLUMN parts_max int NOT NULL DEFAULT 0, ADD COLUMN at timestamptz DEFAULT now()",
  "ALTER TABLE messages ADD CONSTRAINT a CHECK (parts > 0) NOT VALID",
  "ALTER TABLE messages ADD CONSTRAINT a PRIMARY KEY USING INDEX b",
  "ALTER TABLE messages ALTER COLUMN parts DROP NOT NULL, DROP CONSTRAINT a, ALTER COLUMN a DROP DEFAULT",
  "-- DROP TABLE messages\nSELECT 'TRUNCATE messages; DROP TABLE messages'",
  "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $body$ BEGIN DELETE FROM messages; DROP TABLE a; END $body$",
  "-- allow backfill: there are at most a few hundred rows\nUPDATE settings SET a = 1",
  "-- stop-first: old workers write the old name\nALTER TABLE messages RENAME TO texts",
])("nothing speaks against %s", (script) => {
  expect(lintMigration(script)).toEqual([]);
});

test("a rule is not set aside without a reason", () => {
  expect(named("-- allow backfill:\nUPDATE messages SET a = 1")).toEqual(["backfill"]);
  expect(named("-- stop-first:\nDROP TABLE messages")).toEqual(["removal"]);
});

test("a reason doesn't set aside a lock that lasts on a hot table", () => {
  expect(named("-- allow backfill: only a few\nUPDATE messages SET parts = 1")).toEqual(["backfill"]);
  expect(named("-- allow index: a small table\nCREATE INDEX a ON subscribers (at)")).toEqual(["index"]);
  expect(named("-- allow backfill: only a few\nUPDATE shop_settings SET a = 1")).toEqual([]);
});

test("the check of a folder names the migration, and leaves alone what has run everywhere", () => {
  const folder = mkdtempSync(join(tmpdir(), "cartbell-lint-"));
  for (const name of ["20261101000000_old", "20261201000000_new"]) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, "migration.sql"), "DROP TABLE messages;");
  }
  expect(lintMigrations(folder)).toEqual([
    expect.stringMatching(/^20261201000000_new: removal: .*\(DROP TABLE messages\)$/),
  ]);
  rmSync(folder, { recursive: true });
});
