import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** What a test that leaves something behind, or minds what another has left, needs in its own file. */
const LEAVES_SOMETHING =
  /\bvi\b|\bprocess\.|\bglobalThis\b|\bconsole\.|\bbefore(?:All|Each)\b|"node:(?!assert|crypto|fs"|path"|url|util)/;

const IMPORT = /(?:\bfrom|\bimport\(?)\s*"([^"]+)"/g;

/**
 * The unit tests that only call functions: neither they nor what they import reaches the servers of `test/setup`, and they
 * touch nothing that outlives a test. One process can run them one after the other, and loads what they share once.
 */
export function pureTests(root: string, folders: string): string[] {
  const reaching = new Map<string, boolean>();
  return globSync(`${folders}/**/*.test.ts`, { cwd: root, exclude: (name) => name === "node_modules" })
    .filter((file) => !LEAVES_SOMETHING.test(readFileSync(join(root, file), "utf8")))
    .filter((file) => !reachesServers(join(root, file), root, reaching))
    .sort();
}

function reachesServers(file: string, root: string, known: Map<string, boolean>): boolean {
  const answer = known.get(file);
  if (answer !== undefined) return answer;
  known.set(file, false); // while it is looked at, for files that import each other
  const reaches =
    file.startsWith(join(root, "test/setup")) || importsOf(file, root).some((it) => reachesServers(it, root, known));
  known.set(file, reaches);
  return reaches;
}

/** Those of our own files that it imports. */
function importsOf(file: string, root: string): string[] {
  return [...readFileSync(file, "utf8").matchAll(IMPORT)]
    .flatMap(([, name = ""]) => {
      if (name.startsWith("#")) return join(root, `${name.slice(1)}.ts`);
      return name.startsWith(".") && /\.tsx?$/.test(name) ? resolve(dirname(file), name) : [];
    })
    .filter((path) => existsSync(path));
}
