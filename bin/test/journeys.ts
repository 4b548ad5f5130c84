import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

/** More files than this are no longer read in one go: merge what only forwards. */
export const MOST_FILES = 20;

/** A file of a journey, with what is said in parentheses of how it is reached. */
export interface Stop {
  file: string;
  via: { kind: "job" | "contract"; name: string } | null;
}

/** The journeys of a page: each heading with the entries of the numbered list below it. */
export function journeysIn(page: string): { title: string; stops: Stop[] }[] {
  return page
    .split(/^## /m)
    .slice(1)
    .map((section) => ({
      title: section.slice(0, section.indexOf("\n")),
      stops: Array.from(
        section.matchAll(/^\d+\. `([\w./-]+)`(?: \((job|contract) `([\w./-]+)`\))?: \S/gm),
        ([, file = "", kind, name = ""]) => ({
          file,
          via: kind === "job" || kind === "contract" ? { kind, name } : null,
        }),
      ),
    }));
}

/** What is wrong with a journey: a file that is gone, one that no earlier file leads to, or too many of them. */
export function problemsOf(root: string, stops: Stop[]): string[] {
  const gone = stops.filter(({ file }) => !existsSync(join(root, file))).map(({ file }) => `${file} does not exist`);
  if (gone.length > 0) return gone;
  const lost = stops.flatMap((stop, at) => {
    const because = at === 0 ? null : unreached(root, stop, stops.slice(0, at));
    return because === null ? [] : [`${stop.file}: ${because}`];
  });
  return [...lost, ...(stops.length > MOST_FILES ? [`${stops.length} files, ${MOST_FILES} at most`] : [])];
}

function unreached(root: string, { file, via }: Stop, earlier: Stop[]): string | null {
  const text = (path: string) => readFileSync(join(root, path), "utf8");
  const before = earlier.map((stop) => stop.file);
  if (via?.kind === "job") {
    if (!before.some((path) => /\benqueue/.test(text(path)))) return "no earlier file adds a job";
    const worker = text("workers/worker.ts");
    return new RegExp(`^ +"?${via.name}"?: `, "m").test(worker) ? null : `workers/worker.ts handles no job ${via.name}`;
  }
  if (via?.kind === "contract") {
    const knowsIt = (path: string) => importsOf(text(path), path).includes(via.name);
    return knowsIt(file) && before.some(knowsIt) ? null : `${via.name} is not known to both sides`;
  }
  // A page's route imports the page, and the page posts to its route.
  const isNext = before.some((path) => importsOf(text(path), path).includes(file));
  const previous = before.at(-1) ?? "";
  return isNext || importsOf(text(file), file).includes(previous) ? null : "no earlier file imports it";
}

/** The files of ours that a source imports, as paths from the root. */
function importsOf(source: string, file: string): string[] {
  return Array.from(source.matchAll(/\bfrom "([#.][^"]+)"/g), ([, name = ""]) =>
    name.startsWith("#") ? `${name.slice(1)}.ts` : normalize(join(dirname(file), name)),
  );
}
