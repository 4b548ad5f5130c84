import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../root.ts";

test.each(["docs/threat-model.md", "docs/asvs.md"])("every file that %s names as its proof is there", (page) => {
  const named = readFileSync(join(ROOT, page), "utf8").matchAll(/`([a-z][\w/.-]+\.(?:test\.ts|ts|tsx|md))`/g);
  const paths = [...new Set(Array.from(named, ([, path = ""]) => path))];
  expect(paths.length).toBeGreaterThan(20);
  expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});
