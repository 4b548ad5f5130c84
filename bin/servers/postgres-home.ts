import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type PostgresUser, reachableFolder } from "./postgres-user.ts";
import { readRecord } from "./record.ts";

/** In a home outside the clone: the folder of services it belongs to. */
const OWNER = "belongs-to";

/**
 * Where the data of a folder of services live: inside it, or as root in a place of its own that PostgreSQL's user can
 * reach. Removes such places of folders that are no more, or that began again. The folder's record must be written.
 */
export function postgresHome(folder: string, id: string, user: PostgresUser | null): string {
  const home = user === null ? join(folder, "postgres") : join(reachableFolder(), id);
  mkdirSync(home, { recursive: true });
  if (user !== null) {
    writeFileSync(join(home, OWNER), folder);
    chownSync(home, user.uid, user.gid);
    removeOrphans();
  }
  chmodSync(home, 0o700);
  return home;
}

function removeOrphans(): void {
  for (const id of readdirSync(reachableFolder())) {
    const home = join(reachableFolder(), id);
    const owner = join(home, OWNER);
    if (!existsSync(owner)) continue;
    const folder = readFileSync(owner, "utf8");
    if (readRecord(folder).id !== id) rmSync(home, { recursive: true, force: true });
  }
}
