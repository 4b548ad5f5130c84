import { readdirSync } from "node:fs";
import { join } from "node:path";

/** More files than this in one folder are no longer taken in at a look: divide the folder by subject. */
export const MOST_CODE_FILES = 25;

const CODE = /\.tsx?$/;
const TEST = /\.test\.tsx?$/;
const NOT_OURS = new Set(["node_modules", "vendor", "build"]);

/** A line for each folder at or below `folder` with more than 25 code files: .ts and .tsx, without tests. */
export function overfullFolders(root: string, folder: string): string[] {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  const files = entries.filter((it) => it.isFile() && CODE.test(it.name) && !TEST.test(it.name)).length;
  const own = files > MOST_CODE_FILES ? [`${folder} has ${files} code files; divide it by subject`] : [];
  const inside = entries.filter((it) => it.isDirectory() && !it.name.startsWith(".") && !NOT_OURS.has(it.name));
  return [...own, ...inside.flatMap((it) => overfullFolders(root, `${folder}/${it.name}`))];
}
