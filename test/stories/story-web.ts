import { once } from "node:events";
import { startWeb } from "#app/start-web";
import { runMain } from "#boot/run-main";
import { readConfig } from "#platform/config";
import { storyBuild } from "./story-build.ts";

/** The web process like app/server.ts, without pages, which need a build. */
async function main(): Promise<void> {
  const web = await startWeb(readConfig(), { build: storyBuild });
  await Promise.race([once(process, "SIGTERM"), web.restartAsked]);
  await web.stop();
}

await runMain(main);
