import { globSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { webhookTopics } from "#shopify/events";
import { ROOT } from "../root.ts";
import { namedInVain, PAGES, pathsIn } from "./named-files.ts";

test.each(globSync(PAGES, { cwd: ROOT, exclude: ["**/node_modules"] }).toSorted())(
  "every file, folder and link that %s names is there",
  (page) => {
    // Some topics of webhooks look like a folder.
    expect(namedInVain(ROOT, page, webhookTopics)).toEqual([]);
  },
);

test.each(["docs/threat-model.md", "docs/asvs.md"])("%s names its proofs", (page) => {
  expect(pathsIn(readFileSync(join(ROOT, page), "utf8")).length).toBeGreaterThan(20);
});

test.each([
  ["a file", "It is in `domain/carts/gone.ts`.", "domain/carts/gone.ts"],
  ["a query", "It is in `domain/carts/gone.sql`.", "domain/carts/gone.sql"],
  ["a folder", "They are in `domain/gone/`.", "domain/gone/"],
  ["a module", "It is `domain/carts/gone`.", "domain/carts/gone"],
  ["a bare name", "`gone.ts` does it.", "gone.ts"],
  ["a link", "See [the page](gone.md#part).", "gone.md"],
])("%s that is gone is found", (_, sentence, gone) => {
  const root = mkdtempSync(join(tmpdir(), "cartbell-pages-"));
  for (const folder of ["docs", "domain/carts"]) mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, "domain/carts/count.ts"), "");
  const right =
    "`domain/carts/count.ts`, `domain/carts/`, `domain/carts/count`, `count.ts`, `carts/update`, [page](page.md)";
  writeFileSync(join(root, "docs/page.md"), `${right}\n${sentence}\n`);
  expect(namedInVain(root, "docs/page.md")).toEqual([gone]);
});
