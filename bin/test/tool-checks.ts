// The checks that a tool makes. Each takes the folder to check, so that a test can show it failing on a breach.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { runTool } from "./run-tool.ts";

/** The folders with code of ours. */
export const FOLDERS = [
  "app",
  "bench",
  "bin",
  "boot",
  "domain",
  "operations",
  "platform",
  "prisma",
  "providers",
  "rehearsal",
  "shopify",
  "sim",
  "test",
  "workers",
];

/** By TypeScript 7; `tsc` may be that of TypeScript 5, which other tools need (decision 85). */
export function checkTypes(root: string): Promise<void> {
  return runTool("../@typescript/native/bin/tsc", ["--noEmit"], {}, root);
}

export function checkLint(root: string): Promise<void> {
  return runTool("biome", ["check", "--error-on-warnings"], {}, root);
}

export function checkUnused(root: string): Promise<void> {
  return runTool("knip", ["--no-progress"], {}, root);
}

export function checkArrows(root: string): Promise<void> {
  const present = FOLDERS.filter((folder) => existsSync(join(root, folder)));
  return runTool(
    "depcruise",
    ["--config", ".dependency-cruiser.cjs", "--output-type", "err-long", ...present],
    {},
    root,
  );
}

export function checkSchema(root: string): Promise<void> {
  return runTool("prisma", ["validate"], {}, root);
}

/** Exit code 2 of the command means that the schema was changed without a migration, or the reverse. */
export function checkDrift(root: string, databaseUrl: string): Promise<void> {
  const sides = ["--from-migrations", "prisma/migrations", "--to-schema-datamodel", "prisma/schema.prisma"];
  return runTool("prisma", ["migrate", "diff", ...sides, "--exit-code"], { DATABASE_URL: databaseUrl }, root);
}
