// `npm run check`: everything that can be said about the code without running it, one line a check.
import { existsSync } from "node:fs";
import { join } from "node:path";
import routes from "#app/routes";
import { lintMigrations } from "../../prisma/lint/lint-migrations.ts";
import { holdTestServices } from "../../test/setup/servers.ts";
import { generateClient } from "../prisma/command.ts";
import { describeError, say, step } from "../progress.ts";
import { ROOT } from "../root.ts";
import { secondWays } from "./database/one-way.ts";
import { overfullFolders } from "./folder-size.ts";
import { findStrayImports } from "./import-style.ts";
import { misshapenPages } from "./page-shape.ts";
import { findScreenWords } from "./plain-words.ts";
import { findPositionalBatches } from "./positional-batches.ts";
import { namedProviders } from "./provider-names.ts";
import { findRetiredWords } from "./retired-words.ts";
import { scanTrackedFiles, trackedFiles } from "./secrets/scan.ts";
import { checkArrows, checkDrift, checkLint, checkSchema, checkTypes, checkUnused, FOLDERS } from "./tool-checks.ts";
import { countOf, type Totals } from "./totals.ts";

interface Check {
  title: string;
  run(): Promise<void>;
}

const checks: Check[] = [
  { title: "Types (tsc)", run: () => checkTypes(ROOT) },
  {
    title: "Format and lint (biome)",
    run: () => checkLint(ROOT),
  },
  { title: "Unused files, exports and packages (knip)", run: () => checkUnused(ROOT) },
  { title: "Arrows between the folders (dependency-cruiser)", run: () => checkArrows(ROOT) },
  { title: "No folder with more than 25 code files (bin/test/folder-size)", run: checkFolders },
  { title: "One import style (bin/test/import-style)", run: checkImports },
  { title: "One shape for every page (bin/test/page-shape)", run: checkPages },
  { title: "No retired words (bin/test/retired-words)", run: checkWords },
  { title: "No provider's name outside providers/ (bin/test/provider-names)", run: checkProviderNames },
  { title: "One way to each table (bin/test/database)", run: checkOneWay },
  { title: "Plain words on every screen (bin/test/plain-words)", run: checkScreens },
  { title: "Rows to SQL by the names of their columns (bin/test/positional-batches)", run: checkBatches },
  { title: "No secrets in tracked files (bin/test/secrets)", run: checkSecrets },
  { title: "Schema (prisma validate)", run: () => checkSchema(ROOT) },
  { title: "Migrations can run beside the app (prisma/lint)", run: checkMigrations },
  { title: "Migrations make what the schema says (prisma migrate diff)", run: checkMigrated },
];

/** Runs every check, also after one failed, and prints what the failing ones complain about. */
export async function runStaticChecks(): Promise<Totals> {
  await generateClient();
  const results: boolean[] = [];
  for (const { title, run } of checks) results.push(await passes(title, run));
  return countOf(results);
}

async function passes(title: string, run: () => Promise<void>): Promise<boolean> {
  try {
    await step(title, run);
    return true;
  } catch (error) {
    say(describeError(error));
    return false;
  }
}

async function checkFolders(): Promise<void> {
  const findings = FOLDERS.filter((folder) => existsSync(join(ROOT, folder))).flatMap((it) =>
    overfullFolders(ROOT, it),
  );
  if (findings.length > 0) throw new Error(findings.join("\n"));
}

async function checkImports(): Promise<void> {
  const findings = findStrayImports(ROOT);
  if (findings.length > 0) throw new Error(findings.join("\n"));
}

async function checkPages(): Promise<void> {
  const findings = misshapenPages(join(ROOT, "app"), routes);
  if (findings.length > 0) throw new Error(findings.join("\n"));
}

async function checkProviderNames(): Promise<void> {
  const findings = namedProviders(ROOT);
  const advice = "What is true of one provider belongs into its folder, behind the contract (docs/guides/provider.md).";
  if (findings.length > 0) throw new Error([...findings, advice].join("\n"));
}

async function checkOneWay(): Promise<void> {
  const findings = secondWays(ROOT);
  if (findings.length > 0) throw new Error(findings.join("\n"));
}

async function checkWords(): Promise<void> {
  if (!existsSync(join(ROOT, ".git"))) return say("No git checkout: no files are read for retired words.");
  const findings = findRetiredWords(ROOT, trackedFiles(ROOT));
  if (findings.length > 0) throw new Error(findings.join("\n"));
}

async function checkScreens(): Promise<void> {
  if (!existsSync(join(ROOT, ".git"))) return say("No git checkout: the words of the screens are not read.");
  const findings = findScreenWords(ROOT);
  if (findings.length > 0) throw new Error(findings.join("\n"));
}

async function checkBatches(): Promise<void> {
  const findings = findPositionalBatches(ROOT);
  if (findings.length > 0) throw new Error(findings.join("\n"));
}

async function checkMigrations(): Promise<void> {
  const findings = lintMigrations(join(ROOT, "prisma/migrations"));
  if (findings.length > 0) throw new Error(findings.join("\n"));
}

async function checkSecrets(): Promise<void> {
  // A downloaded archive of the code tracks nothing.
  if (!existsSync(join(ROOT, ".git"))) return say("No git checkout: no files are scanned for secrets.");
  const findings = scanTrackedFiles(ROOT);
  if (findings.length === 0) return;
  const advice = "Revoke what is real. Name what is made up by its fingerprint in bin/test/secrets/allowed.ts.";
  throw new Error([...findings, advice].join("\n"));
}

async function checkMigrated(): Promise<void> {
  const services = await holdTestServices(); // the migrations are tried out in a database of their own
  try {
    await checkDrift(ROOT, services.postgresUrl);
  } finally {
    await services.release();
  }
}
