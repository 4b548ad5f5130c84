import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { APP_CONFIG } from "../root.ts";
import type { HeldServices } from "../servers/hold.ts";
import type { StartOptions } from "./options.ts";
import { type Part, startPart, waitForLine } from "./part.ts";
import type { DemoState } from "./state.ts";
import type { Urls } from "./urls.ts";

const GRACE_MS = 5_000;

export type WorldUrls = Pick<Urls, "store" | "carrier" | "people" | "clock" | "desks">;

/** Starts the simulated outside world and resolves when it has said where its five parts answer. */
export async function startWorld(
  { folder, isVerbose, shutdown }: StartOptions,
  { ports, secrets }: DemoState,
  held: HeldServices,
): Promise<{ part: Part; urls: WorldUrls }> {
  const settings = {
    "store-port": ports.store,
    "carrier-port": ports.carrier,
    "people-port": ports.people,
    "clock-port": ports.clock,
    "desks-port": ports.desks,
    "app-url": `http://127.0.0.1:${ports.web}`,
    "app-config": fileURLToPath(APP_CONFIG),
    "api-key": secrets.SHOPIFY_API_KEY,
    "api-secret": secrets.SHOPIFY_API_SECRET,
    "account-sid": secrets.TWILIO_ACCOUNT_SID,
    "auth-token": secrets.TWILIO_AUTH_TOKEN,
    "data-dir": join(folder, "world"),
  };
  const args = Object.entries(settings).map(([name, value]) => `--${name}=${value}`);
  const part = startPart(
    {
      name: "world",
      script: createRequire(import.meta.url).resolve("@cartbell/sim/main"),
      args,
      env: {},
      folder,
      isVerbose,
    },
    held,
  );
  shutdown.add({ stop: () => part.stop(GRACE_MS), kill: part.kill });
  return { part, urls: await waitForLine(part, readUrls) };
}

/** The world prints them as one line of JSON when it is ready. */
function readUrls(line: string): WorldUrls | null {
  if (!line.startsWith("{")) return null;
  const { store, carrier, people, clock, desks }: Partial<WorldUrls> = JSON.parse(line);
  return store && carrier && people && clock && desks ? { store, carrier, people, clock, desks } : null;
}
