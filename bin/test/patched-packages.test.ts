import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

// Remix 2 itself has no more fixes; the lines beneath it have. GHSA-2w69-qvjg-hvjx and GHSA-jjmj-jmhj-qwj2 (open redirects that
// lead to scripts) are fixed in these versions.
const PATCHED: Record<string, string> = {
  "@remix-run/router": "1.23.4",
  "react-router": "6.30.6",
  "react-router-dom": "6.30.6",
};

const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as {
  packages: Record<string, { version?: string }>;
};

test.each(Object.entries(PATCHED))("every installed %s is at least %s", (name, version) => {
  const places = Object.entries(packages).filter(([path]) => path.endsWith(`node_modules/${name}`));
  expect(places.length).toBeGreaterThan(0);
  for (const [path, locked] of places) {
    expect(isAtLeast(locked.version ?? "", version), `${path} is ${locked.version} in the lock file`).toBe(true);
    const installed = JSON.parse(readFileSync(`${path}/package.json`, "utf8")) as { version: string };
    expect(isAtLeast(installed.version, version), `${path} is ${installed.version}: run npm ci`).toBe(true);
  }
});

function isAtLeast(version: string, least: string): boolean {
  const [a, b] = [version, least].map((text) => text.split(".").map(Number));
  const at = b?.findIndex((part, index) => part !== a?.[index]) ?? -1;
  return at === -1 || (a?.[at] ?? 0) > (b?.[at] ?? 0);
}
