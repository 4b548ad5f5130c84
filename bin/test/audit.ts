import { spawnSync } from "node:child_process";
import { ROOT } from "../root.ts";

/** What npm says of the packages that package-lock.json names. */
export type Audit =
  | { kind: "clean" }
  /** A line for each package with a known hole that is at least high. */
  | { kind: "vulnerable"; packages: string[] }
  /** The registry could not be asked; that says nothing about the packages. */
  | { kind: "skipped"; because: string };

interface Report {
  vulnerabilities?: Record<string, { severity?: string; range?: string }>;
  message?: string;
  error?: { summary?: string };
}

const SERIOUS = ["high", "critical"];

/**
 * Reads the answer of `npm audit --json`. Only a report of vulnerabilities counts: a network that is away, a registry
 * without advisories and an answer that cannot be read are skipped.
 */
export function readAudit(printed: string): Audit {
  const report = parsed(printed);
  if (!report?.vulnerabilities)
    return { kind: "skipped", because: report?.error?.summary || report?.message || "npm gave no report" };
  const packages = Object.entries(report.vulnerabilities)
    .filter(([, { severity = "" }]) => SERIOUS.includes(severity))
    .map(([name, { severity, range }]) => `${name} ${range ?? ""} (${severity})`);
  return packages.length === 0 ? { kind: "clean" } : { kind: "vulnerable", packages };
}

/** Asks the registry about what runs in production. */
export function runAudit(): Audit {
  const flags = ["audit", "--package-lock-only", "--omit=dev", "--json", "--fetch-retries=1", "--fetch-timeout=20000"];
  const { stdout, error } = spawnSync("npm", flags, { cwd: ROOT, encoding: "utf8", timeout: 90_000 });
  return error ? { kind: "skipped", because: error.message } : readAudit(stdout);
}

function parsed(text: string): Report | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" ? (value as Report | null) : null; // every field is optional
  } catch {
    // A proxy's page, or nothing at all.
    return null;
  }
}
