import { spawnSync } from "node:child_process";
import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DCLinter } from "dclint";
import { validate as validateDockerfile } from "dockerfile-utils";
import { expect, test } from "vitest";
import { ROOT } from "../root.ts";
import { COMPOSE } from "./compose.ts";
import { DOCKERFILE } from "./image.ts";
import { readUnits } from "./units.ts";

const read = (path: string) => readFileSync(join(ROOT, path), "utf8");

test("the Dockerfile has no mistake", () => {
  expect(problemsOf(read(DOCKERFILE))).toEqual([]);
  expect(problemsOf("FROM node:24\nRUNN echo\n")).toEqual(["2: Unknown instruction: RUNN"]);
  expect(problemsOf("FROM node:24\nHEALTHCHECK --intervall=3s CMD x\n")).toHaveLength(1);
});

function problemsOf(dockerfile: string): string[] {
  return validateDockerfile(dockerfile, {}).map(({ range, message }) => `${range.start.line + 1}: ${message}`);
}

/** Matters of taste: services stand in the order in which they start. */
const OFF = [
  "service-keys-order",
  "services-alphabetical-order",
  "top-level-properties-order",
  "require-quotes-in-ports",
];

test("the compose file keeps to the schema of Compose and to the linter's rules", () => {
  const linter = new DCLinter({
    rules: Object.fromEntries(OFF.map((rule) => [rule, 0])),
    quiet: false,
    debug: false,
    exclude: [],
  });
  const results = linter.lintFiles([join(ROOT, COMPOSE)], false);
  expect(results.flatMap(({ messages }) => messages)).toEqual([]);
  expect(results).toHaveLength(1);
});

// Where there is no systemd, there is nothing that could run the units either.
test.skipIf(process.platform !== "linux")("systemd accepts the units and finds little exposed", () => {
  if (!existsSync("/usr/bin/systemd-analyze"))
    throw new Error("systemd-analyze is missing: install Debian's package systemd.");
  for (const { path } of readUnits()) {
    // A key that it doesn't know is a warning.
    expect(analyze("verify", path)).toEqual({ status: 0, stderr: "" });
    expect(analyze("security", "--offline=true", "--threshold=20", path)).toEqual({ status: 0, stderr: "" });
  }
  expect(globSync("deploy/systemd/*.service", { cwd: ROOT })).toHaveLength(3);
});

test("shellcheck finds nothing in the scripts", () => {
  const found = globSync("deploy/**/*.sh", { cwd: ROOT });
  expect(found.length).toBeGreaterThan(0);
  const { status, stdout, error } = spawnSync("shellcheck", found, { cwd: ROOT, encoding: "utf8" });
  if (error) throw new Error("shellcheck is missing: install Debian's package shellcheck.");
  expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
});

function analyze(...args: string[]): { status: number | null; stderr: string } {
  const { status, stderr } = spawnSync("systemd-analyze", args, { cwd: ROOT, encoding: "utf8" });
  return { status, stderr };
}
