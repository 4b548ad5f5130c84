import { createRequire } from "node:module";
import type { Config } from "./config.ts";

const { version } = createRequire(import.meta.url)("../package.json") as { version: string }; // our own

/** What a process runs: the commit that its image was made of, or the version of the package. */
export function buildOf({ GIT_SHA }: Pick<Config, "GIT_SHA">): string {
  return GIT_SHA ?? version;
}
