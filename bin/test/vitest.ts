import { type SpawnOptions, spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { endWithUs } from "../end-with-us.ts";
import { ROOT } from "../root.ts";
import type { Totals } from "./totals.ts";

/** What we read of vitest's JSON report. */
interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
}

/** Runs vitest with these arguments, showing what it prints, and counts from its own report. */
export async function runVitest(args: string[], env: Record<string, string> = {}): Promise<Totals> {
  const folder = join(ROOT, ".data/test");
  mkdirSync(folder, { recursive: true });
  const reportFile = join(folder, `report-${process.pid}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${reportFile}`];
  const code = await start(["run", ...reporters, ...args], env);
  if (!existsSync(reportFile)) return { passed: 0, failed: 1 };
  const report = JSON.parse(readFileSync(reportFile, "utf8")) as Report; // vitest's own format
  rmSync(reportFile);
  return totalsOf(report, code);
}

/**
 * A file that could not even be loaded counts as one failure; so does a run that ends badly although no test failed (an
 * error outside of any test).
 */
export function totalsOf(report: Report, code: number): Totals {
  const unloadable = report.testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.length === 0,
  );
  const failed = report.numFailedTests + unloadable.length;
  return { passed: report.numPassedTests, failed: code !== 0 && failed === 0 ? 1 : failed };
}

function start(args: string[], env: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const command = [join(ROOT, "node_modules/vitest/vitest.mjs"), ...args];
    const options: SpawnOptions = { cwd: ROOT, env: { ...process.env, ...env }, stdio: "inherit" };
    const vitest = endWithUs(spawn(process.execPath, command, options));
    vitest.once("error", reject);
    vitest.once("exit", (code) => resolve(code ?? 1));
  });
}
