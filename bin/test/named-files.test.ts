import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../root.ts";

const PAGES = globSync("{docs/*.md,CONTRIBUTING.md,README.md,SECURITY.md}", { cwd: ROOT });

/** Paths from the root; a file's bare name stands beside a path in the same sentence and is not looked for. */
function pathsIn(page: string): string[] {
  const named = readFileSync(join(ROOT, page), "utf8").matchAll(
    /`([a-z][\w.-]*\/[\w/.-]*\.(?:tsx?|sql|mjs|md|json|toml))`/g,
  );
  return [...new Set(Array.from(named, ([, path = ""]) => path))];
}

test.each(PAGES)("every file that %s names is there", (page) => {
  expect(pathsIn(page).filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

test.each(["docs/threat-model.md", "docs/asvs.md"])("%s names its proofs", (page) => {
  expect(pathsIn(page).length).toBeGreaterThan(20);
});
