import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { ROOT } from "../root.ts";

/** A systemd unit: the values of each key, in the order of the file. */
export interface Unit {
  path: string;
  name: string;
  values(key: string): string[];
}

export function readUnits(): Unit[] {
  return globSync("deploy/systemd/*.service", { cwd: ROOT })
    .sort()
    .map((path) => {
      const pairs = lines(path).map(pair);
      return {
        path,
        name: basename(path),
        values: (key) => pairs.flatMap(([name, value]) => (name === key ? value : [])),
      };
    });
}

/** The environment file of each class of workers, by the name of the class. */
export function readWorkerClasses(): Record<string, Record<string, string>> {
  const files = globSync("deploy/systemd/worker-*", { cwd: ROOT });
  return Object.fromEntries(
    files.map((path) => [basename(path).replace("worker-", ""), Object.fromEntries(lines(path).map(pair))]),
  );
}

function lines(path: string): string[] {
  return readFileSync(join(ROOT, path), "utf8")
    .split("\n")
    .filter((line) => line.includes("=") && !line.startsWith("#"));
}

function pair(line: string): [string, string] {
  const at = line.indexOf("=");
  return [line.slice(0, at), line.slice(at + 1)];
}
