import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../bin/root.ts";
import { forgetServices } from "../../bin/servers/forget.ts";
import { isAlive } from "../../bin/servers/processes.ts";

const FOLDER = join(ROOT, ".data/proofs");

/** Where a proof of this run keeps its servers' data and everyone's logs. */
export function folderOf(proof: string): string {
  const folder = join(FOLDER, String(process.pid), proof);
  mkdirSync(join(folder, "logs"), { recursive: true });
  return folder;
}

/** Removes what earlier runs left to be looked at. */
export async function forgetEarlierRuns(): Promise<void> {
  for (const run of foldersIn(FOLDER)) {
    if (isAlive(Number(run))) continue;
    for (const proof of foldersIn(join(FOLDER, run))) await forgetServices(join(FOLDER, run, proof));
    rmSync(join(FOLDER, run), { recursive: true, force: true });
  }
}

function foldersIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}
