import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const NEEDED = [22, 12];

/**
 * The Node to run on: the one the lock file brings (Linux x64), else the person's own when it is new enough.
 * Throws one sentence otherwise.
 * @param {string} root
 */
export function chooseNode(root) {
  const bundled = join(root, "node_modules/.bin/node");
  if (existsSync(bundled) && isNewEnough(versionOf(bundled))) return bundled;
  if (isNewEnough(process.versions.node)) return process.execPath;
  const needed = NEEDED.join(".");
  throw new Error(
    `Cartbell needs Node ${needed} or newer here and this is ${process.versions.node}: install it from https://nodejs.org.`,
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
function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1]);
}
