import pg from "pg";
import { deployMigrations, generateClient, migrationsFingerprint } from "../../bin/prisma/command.ts";
import { isAlive } from "../../bin/servers/processes.ts";
import { withDatabase } from "./servers.ts";
import { TUESDAY_MORNING } from "./tuesday-morning.ts";

/** Any number will do; every run on this server must use the same. */
const LOCK = 70_517;
const KEPT_TEMPLATES = 3;

/** Those that the migrations make, as if they were run at the time at which tests begin: that may be long ago. */
const MAKE_PARTITIONS = `
SELECT make_month_partition(parent, (date_trunc('month', $1::timestamptz) + make_interval(months => ahead))::date)
FROM unnest(ARRAY['messages', 'intake', 'events', 'browse_events']) AS parent, generate_series(-1, 3) AS ahead`;

/**
 * Makes the typed client, and a migrated database to clone, once per set of migrations however many runs ask at once.
 * Returns the template's name. No one may stay connected to it: PostgreSQL clones no database that is in use.
 */
export async function prepareTemplate(adminUrl: string): Promise<string> {
  // The migrations make partitions around the present month: another month's template lacks some.
  const name = `template_${migrationsFingerprint()}_${new Date().toISOString().slice(0, 7).replace("-", "")}`;
  await generateClient();
  await withAdmin(adminUrl, async (admin) => {
    await admin.query("SELECT pg_advisory_lock($1)", [LOCK]); // given back when the connection ends
    const { rowCount } = await admin.query("SELECT FROM pg_database WHERE datname = $1", [name]);
    if (rowCount === 0) await makeTemplate(admin, adminUrl, name);
  });
  return name;
}

/** Replaces the database by a fresh clone of the template. */
export async function cloneTemplate(adminUrl: string, template: string, name: string): Promise<void> {
  await withAdmin(adminUrl, async (admin) => {
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy`);
  });
}

/** Drops the databases, and those of earlier runs on this machine that were killed before they could. */
export async function dropRunDatabases(adminUrl: string, names: string[]): Promise<void> {
  await withAdmin(adminUrl, async (admin) => {
    const orphans = (await databasesLike(admin, "^run_[0-9]+_")).filter((name) => !isAlive(Number(name.split("_")[1])));
    await dropAll(admin, [...names, ...orphans]);
  });
}

async function makeTemplate(admin: pg.Client, adminUrl: string, name: string): Promise<void> {
  const older = await databasesLike(admin, "^template_[0-9a-f]{16}(_[0-9]{6})?$");
  const draft = `${name}_draft`;
  await dropAll(admin, [draft, ...older.slice(KEPT_TEMPLATES)]);
  await admin.query(`CREATE DATABASE ${draft}`);
  const draftUrl = withDatabase(adminUrl, draft);
  await deployMigrations(draftUrl);
  await withAdmin(draftUrl, (client) => client.query(MAKE_PARTITIONS, [TUESDAY_MORNING]));
  // The name appears only when everything is in it.
  await admin.query(`ALTER DATABASE ${draft} RENAME TO ${name}`);
}

/** Newest first. */
async function databasesLike(admin: pg.Client, pattern: string): Promise<string[]> {
  const query = "SELECT datname FROM pg_database WHERE datname ~ $1 ORDER BY oid DESC";
  const { rows } = await admin.query<{ datname: string }>(query, [pattern]);
  return rows.map((row) => row.datname);
}

async function dropAll(admin: pg.Client, names: string[]): Promise<void> {
  for (const name of names) await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
}

async function withAdmin<T>(url: string, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}
