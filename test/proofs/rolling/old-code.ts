import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { ROOT, TYPESCRIPT_FLAGS } from "../../../bin/root.ts";
import { withLock } from "../../../bin/servers/address.ts";

const run = promisify(execFile);
const FOLDER = join(ROOT, ".data/old");
const MUCH = 256 * 1024 * 1024;

/** An earlier version of this repository, able to run beside this one. */
export interface OldCode {
  /** Its folder; absent when there is none and this version stands in for it. */
  root?: string;
  /** Which version it is and why, or why there is none. */
  sentence: string;
}

export interface OldCodePlan {
  /** Also builds its web process, which takes half a minute. */
  hasWeb: boolean;
  /** Installs its packages when they are not those of this version, which takes a minute and a registry. */
  mayInstall: boolean;
}

/**
 * Takes the code of the last release from this repository's own history: the newest tag `v…`, or, while there are no
 * releases, the last commit that lacks the newest migration, so that old code meets a schema that it doesn't know.
 * It gets its own Prisma client and links to this version's packages. Kept in `.data/old` for the next run.
 */
export async function prepareOldCode(plan: OldCodePlan): Promise<OldCode> {
  const chosen = await chooseCommit();
  if (chosen === null)
    return { sentence: "no earlier version in this clone's history (shallow?): both sides are this version" };
  const { commit, because } = chosen;
  const root = join(FOLDER, commit);
  const differing = await differingPackages(commit);
  if (differing.length > 0 && !plan.mayInstall)
    return {
      sentence: `packages of ${commit.slice(0, 8)} differ (${differing.slice(0, 3).join(", ")}): both sides are this version`,
    };
  mkdirSync(FOLDER, { recursive: true });
  await withLock(FOLDER, async () => {
    forgetOthers(commit);
    await takeCode(commit, root, differing.length === 0);
    if (plan.hasWeb) await once(root, "built", () => runThere(root, "bin/demo/build.ts", "buildWebApp"));
  });
  return { root, sentence: `the old code is ${commit.slice(0, 8)}, ${because}` };
}

async function chooseCommit(): Promise<{ commit: string; because: string } | null> {
  if (!existsSync(join(ROOT, ".git"))) return null;
  const tag = await git("describe", "--tags", "--abbrev=0", "--match", "v[0-9]*", "HEAD~1");
  const migration = await git(
    "log",
    "-1",
    "--format=%H~1",
    "--diff-filter=A",
    "--",
    "prisma/migrations/*/migration.sql",
  );
  const commit = await git("rev-parse", "--verify", "--quiet", `${tag ?? migration}^{commit}`);
  if (commit === null) return null;
  return { commit, because: tag ? `the release ${tag}` : "the last without the newest migration" };
}

/** The packages that the old version asks for and this version does not have, or has in another version. */
async function differingPackages(commit: string): Promise<string[]> {
  type Lock = { packages: Record<string, { version?: string; link?: boolean }> };
  const theirs = JSON.parse((await git("show", `${commit}:package-lock.json`)) ?? "{}") as Lock; // npm's own format
  const ours = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")) as Lock;
  return Object.entries(theirs.packages)
    .filter(
      ([path, { version, link }]) =>
        path.startsWith("node_modules/") && !link && ours.packages[path]?.version !== version,
    )
    .map(([path]) => path.replace(/^.*node_modules\//, ""));
}

async function takeCode(commit: string, root: string, hasSamePackages: boolean): Promise<void> {
  await once(root, "taken", async () => {
    rmSync(root, { recursive: true, force: true });
    mkdirSync(root, { recursive: true });
    const archive = `${root}.tar`;
    await run("git", ["archive", "--output", archive, commit], { cwd: ROOT });
    await run("tar", ["-xf", archive, "-C", root]);
    rmSync(archive);
    if (hasSamePackages) {
      // Hard links: no time and no space. The generated client is generated again instead of written through the links.
      await run("cp", ["-al", join(ROOT, "node_modules"), join(root, "node_modules")]);
      for (const ours of [".prisma", ".vite", ".cache"])
        rmSync(join(root, "node_modules", ours), { recursive: true, force: true });
    } else await run("npm", ["ci", "--no-audit", "--no-fund"], { cwd: root, maxBuffer: MUCH });
    await runThere(root, "bin/prisma/command.ts", "generateClient");
  });
}

/** Calls a function that a file of the old code exports, as the old code. */
async function runThere(root: string, file: string, name: string): Promise<void> {
  const script = `const { ${name} } = await import(${JSON.stringify(join(root, file))}); await ${name}();`;
  await run(process.execPath, [...TYPESCRIPT_FLAGS, "--input-type=module", "--eval", script], {
    cwd: root,
    maxBuffer: MUCH,
  });
}

async function once(root: string, what: string, act: () => Promise<void>): Promise<void> {
  const mark = `${root}.${what}`;
  if (existsSync(mark)) return;
  await act();
  writeFileSync(mark, "");
}

function forgetOthers(commit: string): void {
  for (const name of readdirSync(FOLDER))
    if (!name.startsWith(commit)) rmSync(join(FOLDER, name), { recursive: true, force: true });
}

/** What git prints; null when it refuses. */
async function git(...args: string[]): Promise<string | null> {
  try {
    const { stdout } = await run("git", args, { cwd: ROOT, maxBuffer: MUCH });
    return stdout.trim() || null;
  } catch {
    return null;
  }
}
