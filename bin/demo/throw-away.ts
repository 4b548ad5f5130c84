import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { say } from "../progress.ts";
import { ROOT } from "../root.ts";
import { forgetServices } from "../servers/forget.ts";
import { isAlive } from "../servers/processes.ts";
import type { Shutdown } from "./shutdown.ts";
import { type RunningDemo, startDemo } from "./start.ts";

/** Why a demo is started that no one looks at; names its folder under .data. */
type Purpose = "check" | "browser";

/**
 * Starts everything on ports and data of its own and returns the exit code that `work` makes of it, or 1 when a part ends
 * meanwhile. The data go with it when that is 0, and stay until the next time, to be looked at, when it is not.
 */
export async function withThrowAwayDemo(
  purpose: Purpose,
  { shutdown, isVerbose }: { shutdown: Shutdown; isVerbose: boolean },
  work: (demo: RunningDemo) => Promise<number>,
): Promise<number> {
  await forgetEarlier(purpose);
  const folder = join(ROOT, ".data", purpose, String(process.pid));
  const demo = await startDemo({ folder, isThrowAway: true, isVerbose, shutdown });
  const result = await Promise.race([work(demo), demo.broken]);
  if (typeof result === "string" && !shutdown.isUnderWay()) say(result);
  await shutdown.run();
  if (result === 0) await forgetServices(folder);
  else say(`The logs are in ${join(folder, "logs")}.`);
  return typeof result === "string" ? 1 : result;
}

async function forgetEarlier(purpose: Purpose): Promise<void> {
  const folder = join(ROOT, ".data", purpose);
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    if (!isAlive(Number(name))) await forgetServices(join(folder, name));
  }
}
