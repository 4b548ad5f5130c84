import { spawnSync } from "node:child_process";
import { ROOT } from "../root.ts";

/** What programs may rely on: the OpenAPI file of the last release, which `npm run api-reference -- --release` writes. */
export const RELEASED_FILE = "docs/api/released-v1.json";

export interface Release {
  commit: string;
  file: Record<string, unknown>;
}

/**
 * The file as each commit of the history left it, the newest first: taking a promise out of the file doesn't take it back. Empty where
 * there is no Git or no history, such as in an archive of the sources.
 */
export function releasesInHistory(): Release[] {
  const commits = git("log", "--format=%H", "--", RELEASED_FILE)?.trim().split("\n").filter(Boolean) ?? [];
  return commits.flatMap((commit) => {
    const text = git("show", `${commit}:${RELEASED_FILE}`);
    return text === null ? [] : [{ commit, file: JSON.parse(text) }];
  });
}

function git(...words: string[]): string | null {
  const { status, stdout } = spawnSync("git", ["-C", ROOT, ...words], { encoding: "utf8", maxBuffer: 64 * 1_024 ** 2 });
  return status === 0 ? stdout : null;
}
