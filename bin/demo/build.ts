import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../root.ts";
import { withLock } from "../servers/address.ts";
import { runTool } from "../test/run-tool.ts";

const SOURCES = ["app", "domain", "platform", "providers", "shopify"];
const SETTINGS = ["package-lock.json", "package.json", "tsconfig.json", "vite.config.ts"];
const MARK = join(ROOT, "build/made-from");

/** True when the web app must be built because its sources are not those of the last build. */
export function isBuildStale(): boolean {
  return !existsSync(MARK) || readFileSync(MARK, "utf8") !== fingerprint();
}

/** Builds the web app unless it is built from these very sources. Several may ask at once. */
export async function buildWebApp(): Promise<void> {
  await withLock(join(ROOT, "app"), async () => {
    if (!isBuildStale()) return;
    const sources = fingerprint(); // before: what is edited meanwhile must be built again
    await runTool("remix", ["vite:build"], { NODE_ENV: "production" });
    writeFileSync(MARK, sources);
  });
}

function fingerprint(): string {
  const hash = createHash("sha256").update(process.versions.node);
  for (const file of [...SETTINGS, ...SOURCES.flatMap(filesIn)]) {
    if (existsSync(join(ROOT, file))) hash.update(file).update(readFileSync(join(ROOT, file)));
  }
  return hash.digest("hex");
}

function filesIn(folder: string): string[] {
  if (!existsSync(join(ROOT, folder))) return [];
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length))
    .sort();
}
