import { type SpawnOptions, spawn } from "node:child_process";
import { join } from "node:path";
import { endWithUs } from "../end-with-us.ts";
import { ROOT } from "../root.ts";

/** Runs a command that a package brings, with the Node we run on. Throws with everything it printed when it does not end with 0. */
export function runTool(name: string, args: string[], env: Record<string, string> = {}, cwd = ROOT): Promise<void> {
  return new Promise((resolve, reject) => {
    const command = [join(ROOT, "node_modules/.bin", name), ...args];
    const options: SpawnOptions = {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    };
    const tool = endWithUs(spawn(process.execPath, command, options));
    const printed: Buffer[] = [];
    for (const stream of [tool.stdout, tool.stderr]) stream?.on("data", (chunk: Buffer) => void printed.push(chunk));
    tool.once("error", reject);
    tool.once("close", (code) =>
      code === 0 ? resolve() : reject(new Error(Buffer.concat(printed).toString().trimEnd())),
    );
  });
}
