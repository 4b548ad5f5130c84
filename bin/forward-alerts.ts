import { once } from "node:events";
import { runMain } from "#boot/run-main";
import { readAlertConfig } from "#platform/config";
import { createLog } from "#platform/log";
import { openAlertForwarder } from "./alerts/open.ts";

/** Sends alerts on to people: `node --experimental-strip-types bin/forward-alerts.ts`. It needs no database and no Redis. */
async function main(): Promise<void> {
  const config = readAlertConfig();
  const server = await openAlertForwarder(config, createLog(config.LOG_LEVEL, "alerts"));
  await Promise.race([once(process, "SIGTERM"), once(process, "SIGINT")]);
  server.close();
}

await runMain(main);
