import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { ROOT } from "../root.ts";
import { withLock } from "../servers/address.ts";

const MIGRATIONS = join(ROOT, "prisma/migrations");

/**
 * Runs `prisma` with the Node we run on and returns what it printed. Throws with its output when it fails; `DEBUG=prisma*`
 * shows the cause when it only complains about an engine it could not download.
 */
export async function runPrisma(args: string[], databaseUrl?: string): Promise<string> {
  const command = join(ROOT, "node_modules/prisma/build/index.js");
  const env = {
    ...process.env,
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
    ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
  };
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [command, ...args], { cwd: ROOT, env });
    return stdout;
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string }; // execFile's own error
    throw new Error(`prisma ${args.join(" ")} failed.\n${stdout}${stderr}`.trimEnd(), { cause: error });
  }
}

/** Makes the typed client unless the one in node_modules was made from this very schema. Several may ask at once. */
export async function generateClient(): Promise<void> {
  // Inside the generated folder, so that `npm ci` removes the mark with the client.
  const mark = join(ROOT, "node_modules/.prisma/client/made-from");
  const schema = fingerprint([join(ROOT, "prisma/schema.prisma"), join(ROOT, "node_modules/prisma/package.json")]);
  const isFresh = () => existsSync(mark) && readFileSync(mark, "utf8") === schema;
  if (isFresh()) return;
  await withLock(join(ROOT, "prisma"), async () => {
    if (isFresh()) return;
    await runPrisma(["generate"]);
    writeFileSync(mark, schema);
  });
}

/** Applies the migrations that the database lacks. Safe to repeat, and with the app running. */
export async function deployMigrations(databaseUrl: string): Promise<void> {
  if (await isMigrated(databaseUrl)) return; // asking costs milliseconds, starting the command two seconds
  await runPrisma(["migrate", "deploy"], databaseUrl);
}

/** Changes when any migration does. */
export function migrationsFingerprint(): string {
  const files = readdirSync(MIGRATIONS, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".sql"));
  return fingerprint(files.sort().map((name) => join(MIGRATIONS, name)));
}

async function isMigrated(databaseUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `SELECT migration_name AS name FROM _prisma_migrations
       GROUP BY migration_name HAVING bool_or(finished_at IS NOT NULL AND rolled_back_at IS NULL)`,
    );
    const applied = new Set(rows.map((row) => row.name));
    const folders = readdirSync(MIGRATIONS, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    return folders.every((folder) => applied.has(folder.name));
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === "42P01") return false; // the table is not there yet
    throw error;
  } finally {
    await client.end();
  }
}

function fingerprint(files: string[]): string {
  const hash = createHash("sha256");
  for (const file of files) hash.update(relative(ROOT, file)).update(readFileSync(file));
  return hash.digest("hex").slice(0, 16);
}
