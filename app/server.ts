import { once } from "node:events";
import type { ServerBuild } from "@remix-run/node";
import { startWeb } from "#app/start-web";
import { ConfigError, readConfig } from "#platform/config";

/** The web process: `node --experimental-strip-types app/server.ts`, after `remix vite:build`. */
async function main(): Promise<void> {
  const config = readConfig();
  // The build's name is only known once it is there.
  const build = (await import(new URL("../build/server/index.js", import.meta.url).href)) as ServerBuild;
  const web = await startWeb(config, build);
  await Promise.race([once(process, "SIGTERM"), once(process, "SIGINT")]);
  await web.stop();
}

try {
  await main();
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
