import { expect, test } from "vitest";
import { differencesOf } from "./install.ts";

const lock = {
  packages: {
    "": { version: "0.1.0" },
    sim: { version: "0.1.0" },
    "node_modules/pg": { version: "8.23.1", integrity: "sha512-pg" },
    "node_modules/esbuild-darwin": { version: "1.0.0", integrity: "sha512-mac", optional: true },
    "node_modules/@cartbell/sim": { link: true },
  },
};
const pg = lock.packages["node_modules/pg"];
const sim = { sim: { version: "0.1.0" }, "node_modules/@cartbell/sim": { link: true } };

test("what the lock file says is installed, but for another platform's binaries", () => {
  expect(differencesOf(lock, { packages: { ...sim, "node_modules/pg": pg } })).toEqual([]);
});

test.each([
  ["missing", sim],
  ["of another version", { ...sim, "node_modules/pg": { ...pg, version: "8.0.0" } }],
  ["with other contents", { ...sim, "node_modules/pg": { ...pg, integrity: "sha512-other" } }],
])("a package that is %s is named", (_how, packages) => {
  expect(differencesOf(lock, { packages })).toEqual(["node_modules/pg"]);
});

test("a package that no lock file names is named", () => {
  const packages = { ...sim, "node_modules/pg": pg, "node_modules/stray": { version: "1.0.0" } };
  expect(differencesOf(lock, { packages })).toEqual(["node_modules/stray"]);
});
