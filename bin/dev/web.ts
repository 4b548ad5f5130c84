import { once } from "node:events";
import { startWeb } from "#app/start-web";
import { openLog } from "#boot/open-log";
import { readConfig } from "#platform/config";
import { hearEverything } from "#platform/hear-everything";
import { viteScreens } from "./vite-screens.ts";

/** The web process for development: like app/server.ts, with screens from their sources and one thread for everything. */
const config = readConfig();
hearEverything(openLog(config, "web"));
const { screens, close } = await viteScreens();
const web = await startWeb(config, screens);
await Promise.race([once(process, "SIGTERM"), once(process, "SIGINT")]);
await web.stop();
await close();
