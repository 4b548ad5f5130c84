import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { openLog } from "#boot/open-log";
import { runMain } from "#boot/run-main";
import { readConfig } from "#platform/config";
import { hearEverything } from "#platform/hear-everything";
import { startWeb } from "./start-web.ts";

/** The web process: `node --experimental-strip-types app/server.ts`, after `remix vite:build`. */
async function main(): Promise<void> {
  const config = readConfig();
  hearEverything(openLog(config, "web"));
  const web = await startWeb(config, { build: new URL("../build/server/index.js", import.meta.url) });
  // Ctrl-C has no balancer to wait for.
  const interrupted = once(process, "SIGINT");
  const terminated = Promise.race([once(process, "SIGTERM"), web.restartAsked]);
  const isTerminated = await Promise.race([terminated.then(() => true), interrupted.then(() => false)]);
  web.drain();
  if (isTerminated) await Promise.race([sleep(config.DRAIN_SECONDS * 1_000), interrupted]);
  await web.stop();
}

await runMain(main);
