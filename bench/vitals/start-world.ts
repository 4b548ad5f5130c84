import { join } from "node:path";
import { planShutdown } from "../../bin/demo/shutdown.ts";
import { startDemo } from "../../bin/demo/start.ts";
import type { Urls } from "../../bin/demo/urls.ts";
import { ROOT } from "../../bin/root.ts";
import { forgetServices } from "../../bin/servers/forget.ts";
import { ensureChromium } from "../../bin/servers/install-chromium.ts";
import type { RunOptions } from "../benchmark.ts";

/** The demo with its store and its pages, on data of its own, and where the browser's program is. */
export async function startWorld(name: string, { onEnd }: RunOptions): Promise<{ urls: Urls; executablePath: string }> {
  const executablePath = await ensureChromium();
  const shutdown = planShutdown();
  const folder = join(ROOT, ".data", name, String(process.pid));
  onEnd(async () => {
    await shutdown.run();
    await forgetServices(folder);
  });
  const { urls } = await startDemo({ folder, isThrowAway: true, isVerbose: false, shutdown });
  return { urls, executablePath };
}
