import { globSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Where a provider is one of several: what is true of one of them alone belongs into its own folder. */
const FOLDERS = "{app,boot,domain,platform,shopify,workers}/**/*.{ts,tsx,sql,css}";
const TEST = /\.test\.tsx?$/;
/** Variables of the environment are named after the provider whose account they are. */
const SETTINGS = "platform/settings/";

/**
 * A line for each place outside `providers/` that names a provider, in code or in a comment. Names are those of the folders
 * in `providers/`. Tests and the settings may.
 */
export function namedProviders(root: string): string[] {
  const entries = readdirSync(join(root, "providers"), { withFileTypes: true });
  const names = entries.filter((it) => it.isDirectory()).map(({ name }) => name);
  return globSync(FOLDERS, { cwd: root })
    .filter((file) => !TEST.test(file) && !file.startsWith(SETTINGS))
    .toSorted()
    .flatMap((file) => {
      const lines = readFileSync(join(root, file), "utf8").split("\n");
      return names.flatMap((name) => {
        const word = new RegExp(`\\b${name}`, "i");
        return lines.flatMap((line, at) => (word.test(line) ? [`${file}:${at + 1} names ${name}`] : []));
      });
    });
}
