import { execFileSync } from "node:child_process";
import { copyFileSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

/** What we read of npm's lock files: of what should be installed, and of what is. */
interface Lock {
  packages: Record<string, { version?: string; integrity?: string; optional?: boolean; link?: boolean }>;
}

/**
 * Puts into `copy`, in seconds, what `command` (an `npm ci`) would take minutes to put there: hard links to what is
 * installed in `root`. npm says itself, by a dry run in `copy`, that the command and the lock file hold and how many
 * packages it would install. Throws when `root` has others, or more.
 */
export function installAsLinks(command: string, { root, copy, env }: Record<"root" | "copy", string> & Place): void {
  const installed = readLock(join(root, "node_modules/.package-lock.json"));
  const differing = differencesOf(readLock(join(copy, "package-lock.json")), installed);
  if (differing.length > 0)
    throw new Error(`Run npm ci. What is installed isn't what the lock file says: ${differing.slice(0, 5).join(", ")}`);
  const dryRun = `${command} --dry-run --prefer-offline --no-audit --no-fund`;
  const said = execFileSync("sh", ["-c", dryRun], { cwd: copy, env: env as NodeJS.ProcessEnv, encoding: "utf8" });
  const wanted = Number(/^added (\d+) packages/m.exec(said)?.[1]);
  const present = Object.values(installed.packages).filter(({ link }) => link !== true).length;
  // Some more are no fault: a newer Node than the one that installed here takes optional packages that the older skipped.
  if (!(wanted >= present))
    throw new Error(`${command} would install ${wanted} packages only, and ${present} are here.`);
  link(join(root, "node_modules"), join(copy, "node_modules"));
  ownWhatIsWritten(root, copy);
}

/** Copies where the two are on different file systems. */
function link(from: string, to: string): void {
  try {
    execFileSync("cp", ["--archive", "--link", from, to], { stdio: "pipe" });
  } catch {
    rmSync(to, { recursive: true, force: true });
    execFileSync("cp", ["--archive", from, to]);
  }
}

interface Place {
  env: Record<string, string>;
}

/** Each package that should be there and isn't, is there in another version, or shouldn't be. */
export function differencesOf(lock: Lock, installed: Lock): string[] {
  const missing = Object.entries(lock.packages).flatMap(([path, { version, integrity, optional }]) => {
    if (!path.startsWith("node_modules/")) return []; // ourselves and our workspaces
    const found = installed.packages[path];
    // Other platforms' binaries are optional.
    if (found === undefined) return optional === true ? [] : path;
    return found.version === version && found.integrity === integrity ? [] : path;
  });
  const strangers = Object.keys(installed.packages).filter((path) => !(path in lock.packages));
  return [...missing, ...strangers];
}

function readLock(path: string): Lock {
  return JSON.parse(readFileSync(path, "utf8")) as Lock; // npm's own format
}

/** What later steps write in place: through a link they would write into `root`. */
function ownWhatIsWritten(root: string, copy: string): void {
  for (const name of [".prisma", ".cache", ".vite", ".vite-temp"])
    rmSync(join(copy, "node_modules", name), { recursive: true, force: true });
  const list = "node_modules/.package-lock.json";
  rmSync(join(copy, list));
  copyFileSync(join(root, list), join(copy, list));
}
