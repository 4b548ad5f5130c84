import { existsSync, globSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/** The pages that speak of files, from the root. */
export const PAGES = "{deploy/**/*.md,docs/**/*.md,sim/**/*.md,CHANGELOG.md,CONTRIBUTING.md,README.md,SECURITY.md}";

const TOP =
  "app|bench|bin|boot|deploy|docs|domain|extensions|platform|prisma|providers|rehearsal|shopify|sim|test|workers";
const ENDING = "(?:tsx?|sql|mjs|cjs|md|json|toml|prisma)";

/** A line for each file, folder and link that a page names and that does not exist. `notFiles` look like a path and are none. */
export function namedInVain(root: string, page: string, notFiles: readonly string[] = []): string[] {
  const text = readFileSync(join(root, page), "utf8");
  const names = new Set(namesOf(root));
  const isThere = (path: string) => existsSync(join(root, path)) || existsSync(join(root, `${path}.ts`));
  const found = [
    ...pathsIn(text).filter((path) => !existsSync(join(root, path))),
    ...matches(text, new RegExp(`\`((?:${TOP})/[\\w/.-]*)\``, "g"))
      .filter((path) => !notFiles.includes(path))
      .filter((path) => !isThere(path)),
    // A bare name stands beside a path, or says enough by itself. `tx.prisma` is none.
    ...matches(text, new RegExp(`\`([a-z][\\w.-]*\\.${ENDING})\``, "g"))
      .filter((name) => !name.endsWith(".prisma"))
      .filter((name) => !names.has(name)),
    ...matches(text, /\]\((?!https?:|mailto:|#)([^)#\s]+)/g).filter(
      (link) => !existsSync(join(root, dirname(page), link)),
    ),
  ];
  return [...new Set(found)];
}

/** Paths from the root. */
export function pathsIn(text: string): string[] {
  return matches(text, new RegExp(`\`([a-z][\\w.-]*/[\\w/.-]*\\.${ENDING})\``, "g"));
}

function matches(text: string, pattern: RegExp): string[] {
  return [...new Set(Array.from(text.matchAll(pattern), ([, found = ""]) => found))];
}

const namesByRoot = new Map<string, string[]>();

function namesOf(root: string): string[] {
  const known = namesByRoot.get(root);
  if (known) return known;
  const files = globSync(`{*,{${TOP.replaceAll("|", ",")}}/**/*}`, { cwd: root, exclude: ["**/node_modules"] });
  const names = files.map((file) => basename(file));
  namesByRoot.set(root, names);
  return names;
}
