import { glob } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "../root.ts";

const TEST_FILES =
  "{app,bench,bin,boot,domain,operations,platform,prisma,providers,rehearsal,shopify,sim,test,workers}/**/*.test.{ts,tsx}";

/** Of the paths that a run was asked for, those that no test file's path contains. Vitest passes over them in silence. */
export async function filtersWithoutFile(filters: string[], files?: string[]): Promise<string[]> {
  if (filters.length === 0) return [];
  const paths = [...(files ?? [])];
  if (!files) for await (const path of glob(TEST_FILES, { cwd: ROOT })) paths.push(path);
  return filters.filter((filter) => !paths.some((path) => isNamedBy(filter, path)));
}

/** As vitest reads a filter: a part of the whole path, in any case of letters, with a line or without. */
function isNamedBy(filter: string, path: string): boolean {
  const name = filter.replace(/:\d+$/, "").replace(/^\.\//, "");
  return join(ROOT, path).toLowerCase().includes(name.toLowerCase());
}

export function saidOf(filters: string[]): string {
  const names = filters.map((filter) => `"${filter}"`).join(", ");
  return `No test file's path contains ${names}. Nothing was run.`;
}
