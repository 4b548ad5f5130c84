import { spawn } from "node:child_process";
import { join } from "node:path";
import { ROOT, TYPESCRIPT_FLAGS } from "../root.ts";
import type { Shutdown } from "./shutdown.ts";

/** Runs one of our scripts in the foreground, on our terminal, and returns its exit code. */
export function runScript(
  script: string,
  args: string[],
  env: Record<string, string>,
  shutdown: Shutdown,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...TYPESCRIPT_FLAGS, join(ROOT, script), ...args], {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: "inherit",
    });
    shutdown.add({ stop: async () => void child.kill("SIGKILL"), kill: () => void child.kill("SIGKILL") });
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}
