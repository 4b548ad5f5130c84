import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { ALLOWED } from "./allowed.ts";
import { findSecrets } from "./find.ts";

/**
 * Looks for credentials in all files that git tracks under `root`. Returns a line for each place, without the secret.
 * What is allowed is named by its fingerprint, so another secret in the same file is still found.
 */
export function scanTrackedFiles(root: string, allowed: Record<string, string> = ALLOWED): string[] {
  return trackedFiles(root).flatMap((path) =>
    findSecrets(textOf(join(root, path)))
      .map((finding) => ({ ...finding, fingerprint: fingerprintOf(finding.secret) }))
      .filter(({ fingerprint }) => !(fingerprint in allowed))
      .map(({ line, kind, fingerprint }) => `${path}:${line} looks like ${kind} (fingerprint ${fingerprint})`),
  );
}

export function fingerprintOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex").slice(0, 16);
}

export function trackedFiles(root: string): string[] {
  const listed = execFileSync("git", ["ls-files", "-z"], { cwd: root, encoding: "utf8", maxBuffer: 64 * 1024 ** 2 });
  // A deleted file stays listed until the next commit, and a submodule is a folder.
  return listed.split("\0").filter((path) => path !== "" && existsSync(join(root, path)) && isFile(join(root, path)));
}

function isFile(path: string): boolean {
  return statSync(path).isFile();
}

/** A picture or another file that is no text has nothing to find. */
function textOf(path: string): string {
  const bytes = readFileSync(path);
  return bytes.subarray(0, 8_192).includes(0) ? "" : bytes.toString("utf8");
}
