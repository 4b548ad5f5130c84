// A test file's own PostgreSQL and Redis. The first use by a file finds both as migrated and empty: what an earlier file
// on the same worker left behind is replaced before the next one starts. Between the tests of one file, `emptyDatabase`
// is quick. Real servers, real SQL; several runs on one clone do not see each other. Redis's publish/subscribe and
// FLUSHALL do cross databases: use `emptyRedis`.
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { inject } from "vitest";
import { emptyRedis } from "./empty-redis.ts";
import type { WorkerServices } from "./global-setup.ts";
import { cloneTemplate } from "./template.ts";

/** How long an ended process may take to let go of its databases. */
const PATIENCE_MS = 30_000;

// Kept by the process, which may run many files; each of them loads this module again.
const held = globalThis as typeof globalThis & { cartbellTestWorker?: Promise<WorkerServices> };
held.cartbellTestWorker ??= claimWorker();
const worker = await held.cartbellTestWorker;

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
  mkdirSync(USED, { recursive: true });
  writeFileSync(join(USED, worker.database), "");
  return worker;
}

/**
 * The services that no other process of this run has, until this one ends. Vitest numbers its processes, but between two
 * groups of files it gives two of them one number.
 */
async function claimWorker(): Promise<WorkerServices> {
  const { adminUrl, workers } = inject("runServices");
  const client = new pg.Client({ connectionString: adminUrl });
  client.on("error", () => {}); // the server may be restarted
  await client.connect();
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await sleep(50)) {
    for (const worker of workers) {
      const { rows } = await client.query("SELECT pg_try_advisory_lock(hashtext($1)) AS ours", [worker.database]);
      if (rows[0].ours) return worker;
    }
  }
  await client.end();
  throw new Error(`All ${workers.length} of this run's databases are in use.`);
}

async function replaceWhatWasUsed(): Promise<void> {
  const { adminUrl, template } = inject("runServices");
  const { database, redisUrl } = worker;
  const mark = join(USED, database);
  if (!existsSync(mark)) return;
  await cloneTemplate(adminUrl, template, database);
  await emptyRedis(redisUrl);
  rmSync(mark);
}
