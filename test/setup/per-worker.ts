// A test file's own PostgreSQL and Redis. The first use by a file finds both as migrated and empty: what an earlier file
// on the same worker left behind is replaced before the next one starts. Between the tests of one file, `emptyDatabase`
// is quick. Real servers, real SQL; several runs on one clone do not see each other. Redis's publish/subscribe and
// FLUSHALL do cross databases: use `emptyRedis`.
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { inject } from "vitest";
import { emptyRedis } from "./empty-redis.ts";
import type { WorkerServices } from "./global-setup.ts";
import { cloneTemplate } from "./template.ts";

const USED = fileURLToPath(new URL("../../.data/test/used", import.meta.url));

await replaceWhatWasUsed();

/** The address of this worker's database: migrated, and empty at the first use in a file. */
export function testDatabaseUrl(): string {
  return use().databaseUrl;
}

/** The address of this worker's numbered Redis database, or of its cluster: empty at the first use in a file. */
export function testRedisUrl(): string {
  return use().redisUrl;
}

/** Empties every table but the migrations' own, and this worker's Redis: for between the tests of one file. */
export async function emptyDatabase(): Promise<void> {
  const { databaseUrl, redisUrl } = use();
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(EMPTY_TABLES);
  } finally {
    await client.end();
  }
  await emptyRedis(redisUrl);
}

// Truncating makes new files for each table and each of its indexes; deleting from the few tables that have rows does not.
const EMPTY_TABLES = `
DO $$
DECLARE name text; has_rows boolean;
BEGIN
  SET LOCAL session_replication_role = replica; -- no order of deletion to respect, no triggers
  FOR name IN
    SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname = 'public' AND c.relname <> '_prisma_migrations'
  LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM %s)', name) INTO has_rows;
    IF has_rows THEN EXECUTE format('DELETE FROM %s', name); END IF;
  END LOOP;
END $$`;

function use(): WorkerServices {
  const worker = mine();
  mkdirSync(USED, { recursive: true });
  writeFileSync(join(USED, worker.database), "");
  return worker;
}

function mine(): WorkerServices {
  const number = Number(process.env.VITEST_POOL_ID);
  const worker = inject("runServices").workers[number - 1];
  if (worker === undefined) throw new Error(`No database was made for vitest's worker ${number}.`);
  return worker;
}

async function replaceWhatWasUsed(): Promise<void> {
  const { adminUrl, template } = inject("runServices");
  const { database, redisUrl } = mine();
  const mark = join(USED, database);
  if (!existsSync(mark)) return;
  await cloneTemplate(adminUrl, template, database);
  await emptyRedis(redisUrl);
  rmSync(mark);
}
