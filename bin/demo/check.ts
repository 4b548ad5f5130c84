import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { say } from "../progress.ts";
import { ROOT } from "../root.ts";
import { forgetServices } from "../services/forget.ts";
import { isAlive } from "../services/processes.ts";
import { runScript } from "./run-script.ts";
import type { Shutdown } from "./shutdown.ts";
import { startDemo } from "./start.ts";
import { urlFlags } from "./urls.ts";

const FOLDER = join(ROOT, ".data/check");

/**
 * Starts everything on ports and data of its own, runs bin/check.ts against it and returns that script's exit code. The
 * data go when it succeeds and stay to be looked at, until the next check, when it does not.
 */
export async function runCheck(shutdown: Shutdown, isVerbose: boolean): Promise<number> {
  await forgetOldChecks();
  const folder = join(FOLDER, String(process.pid));
  const demo = await startDemo({ folder, isThrowAway: true, isVerbose, shutdown });
  const script = runScript("bin/check.ts", urlFlags(demo.urls), demo.env, shutdown);
  const code = await Promise.race([script, demo.broken]);
  if (typeof code === "string") say(code);
  await shutdown.run();
  if (code === 0) await forgetServices(folder);
  else say(`The logs are in ${join(folder, "logs")}.`);
  return typeof code === "string" ? 1 : code;
}

async function forgetOldChecks(): Promise<void> {
  if (!existsSync(FOLDER)) return;
  for (const name of readdirSync(FOLDER)) {
    if (!isAlive(Number(name))) await forgetServices(join(FOLDER, name));
  }
}
