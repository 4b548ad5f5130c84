import { type SpawnOptions, spawn } from "node:child_process";
import { join } from "node:path";
import { endWithUs } from "../end-with-us.ts";
import { ROOT, TYPESCRIPT_FLAGS } from "../root.ts";

/** Runs one of our scripts in the foreground, on our terminal, and returns its exit code. */
export function runScript(script: string, args: string[], env: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const command = [...TYPESCRIPT_FLAGS, join(ROOT, script), ...args];
    const options: SpawnOptions = { cwd: ROOT, env: { ...process.env, ...env }, stdio: "inherit" };
    const child = endWithUs(spawn(process.execPath, command, options));
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}
