import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { startWorld, type WorldOptions } from "./world.ts";

/** The simulated outside world as one process: says where it is as one line of JSON, and stops when told to. */
async function main(): Promise<void> {
  const world = await startWorld(readOptions());
  process.stdout.write(`${JSON.stringify(world.urls)}\n`);
  const stop = () => {
    world.close().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}

function readOptions(): WorldOptions {
  const { values } = parseArgs({
    options: {
      "store-port": { type: "string", default: "0" },
      "carrier-port": { type: "string", default: "0" },
      "people-port": { type: "string", default: "0" },
      "clock-port": { type: "string", default: "0" },
      "desks-port": { type: "string", default: "0" },
      "app-url": { type: "string" },
      "app-config": { type: "string" },
      "api-key": { type: "string" },
      "api-secret": { type: "string" },
      "account-sid": { type: "string" },
      "auth-token": { type: "string" },
      "data-dir": { type: "string" },
    },
  });
  const needed = (flag: "app-url" | "app-config" | "api-key" | "api-secret" | "account-sid" | "auth-token") => {
    const value = values[flag];
    if (!value) throw new Error(`The simulated world needs --${flag}.`);
    return value;
  };
  return {
    ports: {
      store: Number(values["store-port"]),
      carrier: Number(values["carrier-port"]),
      people: Number(values["people-port"]),
      clock: Number(values["clock-port"]),
      desks: Number(values["desks-port"]),
    },
    appUrl: needed("app-url"),
    appConfig: pathToFileURL(needed("app-config")),
    apiKey: needed("api-key"),
    apiSecret: needed("api-secret"),
    accountSid: needed("account-sid"),
    authToken: needed("auth-token"),
    ...(values["data-dir"] !== undefined && { dataDir: values["data-dir"] }),
  };
}

function fail(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

main().catch(fail);
