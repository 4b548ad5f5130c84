import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import ts from "typescript";

/** The folders that package.json gives a name by "imports": `#domain/orders/money` is domain/orders/money.ts. */
const NAMED = new Set(["app", "boot", "domain", "operations", "platform", "providers", "shopify"]);

export interface StrayImport {
  file: string;
  /** Where the quoted text begins in the file. */
  at: number;
  written: string;
  /** How the style writes the same import. */
  wanted: string;
}

/**
 * The imports of one file that are not in the one style: `./file.ts` inside a folder, `#folder/file` for a module of another
 * folder. What no `#` name reaches (.tsx, .css, sim, test, bench, bin) is imported by its relative path.
 */
export function strayImports(file: string, text: string): StrayImport[] {
  return ts
    .preProcessFile(text, true, true)
    .importedFiles.filter(({ fileName }) => /^[#.]/.test(fileName))
    .map(({ fileName, pos }) => ({ file, at: pos, written: fileName, wanted: styled(file, fileName) }))
    .filter(({ written, wanted }) => written !== wanted);
}

function styled(file: string, written: string): string {
  const folder = posix.dirname(file);
  const target = written.startsWith("#") ? `${written.slice(1)}.ts` : posix.join(folder, written);
  if (posix.dirname(target) === folder) return `./${posix.basename(target)}`;
  const hasName = NAMED.has(target.slice(0, target.indexOf("/"))) && target.endsWith(".ts");
  return hasName ? `#${target.slice(0, -".ts".length)}` : written;
}

/** A line for each import in the repository's code that is not in the one style. */
export function findStrayImports(root: string): string[] {
  return codeFiles(root).flatMap((file) =>
    strayImports(file, readFileSync(join(root, file), "utf8")).map(
      ({ written, wanted }) => `${file} imports "${written}"; write "${wanted}"`,
    ),
  );
}

/** Every .ts and .tsx file that Git tracks or would track, as paths from the root. */
export function codeFiles(root: string): string[] {
  const args = ["ls-files", "--cached", "--others", "--exclude-standard", "*.ts", "*.tsx"];
  const listed = execFileSync("git", args, { cwd: root, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  return listed.split("\n").filter((file) => file !== "" && existsSync(join(root, file)));
}
