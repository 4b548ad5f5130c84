import { spawn } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "../root.ts";

/** Runs a command that a package brings, with the Node we run on. Throws with everything it printed when it does not end with 0. */
export function runTool(name: string, args: string[], env: Record<string, string> = {}): Promise<void> {
  return new Promise((resolve, reject) => {
    const tool = spawn(process.execPath, [join(ROOT, "node_modules/.bin", name), ...args], {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let printed = "";
    tool.stdout.on("data", (chunk) => {
      printed += chunk;
    });
    tool.stderr.on("data", (chunk) => {
      printed += chunk;
    });
    tool.once("error", reject);
    tool.once("close", (code) => (code === 0 ? resolve() : reject(new Error(printed.trimEnd()))));
  });
}
