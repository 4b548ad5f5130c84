import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";

// Imported by address: plain JavaScript that runs before anything is installed.
const { isInstalled } = (await import(new URL("./install.mjs", import.meta.url).href)) as {
  isInstalled: (root: string) => boolean;
};

const PACKAGES = {
  "node_modules/left": { version: "1.0.0" },
  "node_modules/other-system": { version: "2.0.0", optional: true },
  "node_modules/@house/part": { resolved: "part", link: true },
  part: { name: "@house/part" },
};

function cloneWith(installed: Record<string, unknown>): string {
  const root = mkdtempSync(join(tmpdir(), "cartbell-clone-"));
  mkdirSync(join(root, "node_modules/@house"), { recursive: true });
  mkdirSync(join(root, "part"));
  writeFileSync(join(root, "package-lock.json"), JSON.stringify({ packages: PACKAGES }));
  writeFileSync(join(root, "node_modules/.package-lock.json"), JSON.stringify({ packages: installed }));
  return root;
}

const link = (root: string) => symlinkSync("../../part", join(root, "node_modules/@house/part"));

test("nothing is installed again when each package is there, and each workspace is linked", () => {
  const { "node_modules/other-system": _, ...installed } = PACKAGES;
  const root = cloneWith(installed);
  link(root);
  expect(isInstalled(root)).toBe(true);
});

test("a workspace without its link is installed again, for a clone from before it was one", () => {
  expect(isInstalled(cloneWith(PACKAGES))).toBe(false);
});

test.each([
  ["another version", { ...PACKAGES, "node_modules/left": { version: "0.9.0" } }],
  ["a package that the lock file does not have", { ...PACKAGES, "node_modules/right": { version: "1.0.0" } }],
])("%s is installed again", (_, installed) => {
  const root = cloneWith(installed);
  link(root);
  expect(isInstalled(root)).toBe(false);
});
