import { existsSync, globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { ROOT } from "../root.ts";

// That the files a page names exist is tested for all pages by named-files.test.ts. These tests hold the rest to the code.

const GUIDES = globSync("docs/guides/*.md", { cwd: ROOT })
  .filter((page) => basename(page) !== "README.md")
  .toSorted();
const TOUR = "docs/tour.md";

const FEWEST_FILES = 3;
const MOST_FILES = 6;
const MOST_STOPS = 20;

const linesOf = (page: string) => readFileSync(join(ROOT, page), "utf8");

/** A page with its wrapped lines joined: a phrase may stand on two. */
const textOf = (page: string) => linesOf(page).replaceAll(/(\S)\n *(?=\S)/g, "$1 ");

function all(text: string, pattern: RegExp): string[] {
  return [...new Set(Array.from(text.matchAll(pattern), ([, found = ""]) => found))];
}

/** Every "`enroll` in `domain/flows/walk/enroll.ts`". */
function pairsIn(text: string): { name: string; file: string }[] {
  const pairs = text.matchAll(/`(\w+)` in `([\w./-]+\.tsx?)`/g);
  return Array.from(pairs, ([, name = "", file = ""]) => ({ name, file }));
}

function exportsOf(source: string): Set<string> {
  const declared = all(source, /^export (?:default )?(?:async )?(?:const|function|class|interface|type) (\w+)/gm);
  const listed = all(source, /^export (?:type )?\{([^}]+)\}/gm).flatMap((list) => all(list, /(\w+)\s*(?:,|$)/g));
  return new Set([...declared, ...listed]);
}

function notExported(text: string): string[] {
  return pairsIn(text)
    .filter(({ name, file }) => !exportsOf(readFileSync(join(ROOT, file), "utf8")).has(name))
    .map(({ name, file }) => `${name} in ${file}`);
}

/** Names written like code (camelCase, PascalCase, CAPITALS_WITH_BARS) that stand in none of the files that the page names. */
function unknownNames(text: string): string[] {
  const files = all(text, /`([\w.-]+(?:\/[\w.-]+)*\.\w+)`/g).filter((file) => existsSync(join(ROOT, file)));
  const sources = files.map((file) => readFileSync(join(ROOT, file), "utf8")).join("\n");
  const names = all(text, /`([a-z]+[A-Z]\w*|[A-Z][a-z]+[A-Z]\w*|[A-Z]{2,}_[A-Z_]+)`/g);
  return names.filter((name) => !new RegExp(`\\b${name}\\b`).test(sources));
}

/** Folders for new files (`domain/messages/gates/<gate>.ts`) and patterns (`apply-*.ts`) that lead nowhere. */
function missingPlaces(text: string): string[] {
  const folders = all(text, /`([\w./-]+\/)[\w.-]*<\w+>[^`]*`/g).filter((folder) => !existsSync(join(ROOT, folder)));
  const patterns = all(text, /`([\w./-]+\*[\w./-]*)`/g).filter((it) => globSync(it, { cwd: ROOT }).length === 0);
  return [...folders, ...patterns];
}

/** The entries of each list under a heading that begins with "Files". The first one is what everyone needs. */
function listsOfFiles(lines: string): string[][] {
  const sections = lines.split(/^## /m).filter((it) => it.startsWith("Files"));
  return sections.map((section) => all(section, /^\d+\. (.+)$/gm));
}

function problemsOfLists(lines: string): string[] {
  const [first = [], ...others] = listsOfFiles(lines);
  const isLong = first.length > MOST_FILES;
  return [
    ...(first.length < FEWEST_FILES ? ["too few files"] : []),
    ...(isLong === lines.includes("**Why more than six:**")
      ? []
      : [isLong ? "no reason for so many" : "a needless reason"]),
    ...(others.some((list) => list.length > MOST_FILES) ? ["a further list is too long"] : []),
    ...[first, ...others].flat().filter((entry) => !/^`[\w.<>*/-]+`/.test(entry)),
  ];
}

/** Tables that a page names as "row in `checkouts`" and the schema does not have. */
function unknownTables(text: string): string[] {
  const tables = new Set(all(linesOf("prisma/schema.prisma"), /@@map\("(\w+)"\)/g));
  return all(text, /\brow in `(\w+)`/g).filter((table) => !tables.has(table));
}

describe.each([...GUIDES, TOUR])("%s", (page) => {
  test("says of each name in which file it is exported, and it is", () => {
    expect(pairsIn(textOf(page)).length).toBeGreaterThan(0);
    expect(notExported(textOf(page))).toEqual([]);
  });

  test("uses no name of the code that is not in one of its files", () => {
    expect(unknownNames(textOf(page))).toEqual([]);
  });
});

describe.each(GUIDES)("%s", (page) => {
  test(`lists ${FEWEST_FILES} to ${MOST_FILES} files, or says why it needs more`, () => {
    expect(problemsOfLists(linesOf(page))).toEqual([]);
  });

  test("puts new files into folders that exist", () => {
    expect(missingPlaces(textOf(page))).toEqual([]);
  });

  test("says what to test and what fails when a step is forgotten", () => {
    const headings = all(linesOf(page), /^## (.+)$/gm);
    expect(headings).toEqual(expect.arrayContaining(["Tests", "If you forget"]));
  });
});

test("the index lists every guide, and no other", () => {
  expect(new Set(all(linesOf("docs/guides/README.md"), /^\|.*\]\(([\w-]+\.md)\) \|$/gm))).toEqual(
    new Set(GUIDES.map((page) => basename(page))),
  );
});

describe("the tour", () => {
  const parts = linesOf(TOUR).split(/^(?=\d+\. \*\*|## )/m);
  const stops = parts.filter((part) => /^\d/.test(part));

  test(`has its stops in order, ${MOST_STOPS} at most`, () => {
    expect(stops.length).toBeLessThanOrEqual(MOST_STOPS);
    expect(stops.map((stop) => Number.parseInt(stop, 10))).toEqual(stops.map((_, at) => at + 1));
  });

  test.each(stops.map((stop): [string, string] => [stop.slice(0, stop.indexOf("\n")), stop]))(
    "says what is left and what a kill does at %s",
    (_, stop) => {
      expect(all(stop, /^ +\*(Leaves|If killed):\* \S/gm)).toEqual(["Leaves", "If killed"]);
    },
  );

  test("names only tables of the schema", () => {
    expect(all(textOf(TOUR), /\brow in `(\w+)`/g).length).toBeGreaterThan(10);
    expect(unknownTables(textOf(TOUR))).toEqual([]);
  });

  test("is linked from where a newcomer begins", () => {
    const links = { "README.md": "docs/tour.md", "CONTRIBUTING.md": "docs/tour.md", "docs/architecture.md": "tour.md" };
    for (const [page, link] of Object.entries(links)) expect(linesOf(page), page).toContain(`](${link})`);
  });
});

describe("a page that is not true any more is found", () => {
  test("when a name is not exported by its file", () => {
    const wrong = "`enrol` in `domain/flows/walk/enroll.ts`";
    expect(notExported(`\`enroll\` in \`domain/flows/walk/enroll.ts\`, ${wrong}`)).toEqual([wrong.replaceAll("`", "")]);
    expect(notExported("`insertWalks` in `domain/flows/walk/enroll.ts`")).toHaveLength(1);
  });

  test("when a name stands in none of its files", () => {
    const page = "`domain/jobs.ts` has `enqueueAll`, `MessageClass`, `enqueueEveryJob` and `NO_SUCH_SETTING`.";
    expect(unknownNames(page)).toEqual(["enqueueEveryJob", "NO_SUCH_SETTING"]);
  });

  test("when a folder, a pattern or a table is gone", () => {
    expect(missingPlaces("`domain/messages/gates/<gate>.ts`, `domain/gates/<gate>.ts`")).toEqual(["domain/gates/"]);
    expect(missingPlaces("`domain/intake/apply-*.ts`, `domain/intake/adopt-*.ts`")).toEqual([
      "domain/intake/adopt-*.ts",
    ]);
    expect(unknownTables("a row in `checkouts` and a row in `carts`")).toEqual(["carts"]);
  });

  test("when a list is too short, too long without a reason, or begins with no path", () => {
    const list = (count: number) =>
      `## Files\n\n${Array.from({ length: count }, (_, i) => `${i + 1}. \`a/${i}.ts\``).join("\n")}`;
    expect([3, 6].flatMap((count) => problemsOfLists(list(count)))).toEqual([]);
    expect(problemsOfLists(list(2))).toEqual(["too few files"]);
    expect(problemsOfLists(list(7))).toEqual(["no reason for so many"]);
    expect(problemsOfLists(`${list(7)}\n\n**Why more than six:** so it is.`)).toEqual([]);
    expect(problemsOfLists(`${list(4)}\n\n**Why more than six:** so it is.`)).toEqual(["a needless reason"]);
    expect(problemsOfLists(`${list(3)}\n\n## Files for the rest\n\n1. The rest.`)).toEqual(["The rest."]);
  });

  test.each<[string, string[]]>([
    ["export async function enroll(tx: Sql) {", ["enroll"]],
    ["export interface Gate<Name> {\nconst hidden = 1;", ["Gate"]],
    ["export type { Job, Turn as Place };", ["Job", "Place"]],
    ["function hidden() {}", []],
  ])("and exports are recognized in %j", (source, names) => {
    expect([...exportsOf(source)]).toEqual(names);
  });
});
