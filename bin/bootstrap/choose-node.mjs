import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

/**
 * The first of each line whose time zone data know the clocks of December 2026 (as "engines" in package.json, and checked
 * again by platform/zone-data.ts). The odd lines ended before.
 */
const NEEDED = [
  [22, 23, 3],
  [24, 20, 0],
  [26, 6, 0],
];

/**
 * The Node to run on: the one the lock file brings (Linux x64), else the person's own when it is new enough.
 * Throws one sentence otherwise.
 * @param {string} root
 */
export function chooseNode(root) {
  const bundled = join(root, "node_modules/.bin/node");
  if (existsSync(bundled) && isNewEnough(versionOf(bundled))) return bundled;
  if (isNewEnough(process.versions.node)) return process.execPath;
  throw new Error(
    `Cartbell needs Node 22.23.3, 24.20, 26.6 or newer here and this is ${process.versions.node}: install it from https://nodejs.org.`,
  );
}

/** @param {string} node */
function versionOf(node) {
  try {
    return execFileSync(node, ["-p", "process.versions.node"], { encoding: "utf8" }).trim();
  } catch {
    return "0.0"; // made for another C library
  }
}

/** @param {string} version */
export function isNewEnough(version) {
  const [major = 0, minor = 0, patch = 0] = version.split(".").map(Number);
  const line = NEEDED.find(([it]) => it === major);
  if (line === undefined) return major > 26;
  return minor > line[1] || (minor === line[1] && patch >= line[2]);
}
