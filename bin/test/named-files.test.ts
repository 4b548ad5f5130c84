import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { webhookTopics } from "#shopify/events";
import { ROOT } from "../root.ts";

const PAGES = globSync("{docs/**/*.md,CONTRIBUTING.md,README.md,SECURITY.md}", { cwd: ROOT }).toSorted();

const TOP = "app|bench|bin|boot|docs|domain|extensions|platform|prisma|providers|shopify|sim|test|workers";

function textOf(page: string): string {
  return readFileSync(join(ROOT, page), "utf8");
}

function matchesIn(page: string, pattern: RegExp): string[] {
  return [...new Set(Array.from(textOf(page).matchAll(pattern), ([, found = ""]) => found))];
}

/** Paths from the root; a file's bare name stands beside a path in the same sentence and is not looked for. */
function pathsIn(page: string): string[] {
  return matchesIn(page, /`([a-z][\w.-]*\/[\w/.-]*\.(?:tsx?|sql|mjs|md|json|toml))`/g);
}

/** Folders, and modules without their ending. Some topics of webhooks look like one. */
function foldersIn(page: string): string[] {
  return matchesIn(page, new RegExp(`\`((?:${TOP})/[\\w/.-]*)\``, "g")).filter((path) => !webhookTopics.includes(path));
}

function isThere(path: string): boolean {
  return existsSync(join(ROOT, path)) || existsSync(join(ROOT, `${path}.ts`));
}

test.each(PAGES)("every file that %s names is there", (page) => {
  expect(pathsIn(page).filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

test.each(PAGES)("every folder that %s names is there", (page) => {
  expect(foldersIn(page).filter((path) => !isThere(path))).toEqual([]);
});

test.each(PAGES)("every link of %s to another page or file leads there", (page) => {
  const links = matchesIn(page, /\]\((?!https?:|mailto:|#)([^)#\s]+)/g);
  expect(links.filter((link) => !existsSync(join(ROOT, dirname(page), link)))).toEqual([]);
});

test.each(["docs/threat-model.md", "docs/asvs.md"])("%s names its proofs", (page) => {
  expect(pathsIn(page).length).toBeGreaterThan(20);
});
