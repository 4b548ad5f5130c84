import { formKey } from "#domain/consent/forms/form-key";
import type { Shutdown } from "../../bin/demo/shutdown.ts";
import { addSubscribers, openShop } from "../proofs/shop.ts";
import { NUMBERS, openWorld } from "../proofs/world.ts";
import type { Form, Terms } from "./form.ts";
import { type Neighbor, startNeighbor } from "./neighbor.ts";
import type { Victim } from "./target.ts";
import { sendTo } from "./wire.ts";

const FUZZED = "fernhill-supply.myshopify.com";
const OTHER = "bluebird-tea.myshopify.com";
const PARTS_PER_SECOND = 100;
const SUBSCRIBERS = 2_000;
/** Of the minute that a session token is valid. */
const TOKEN_MS = 30_000;
/** The first answers of a process are not like the others. */
const WARM_UP = 12;

export interface FuzzWorld {
  victim: Victim;
  neighbor: Neighbor;
  /** Times the other shop while nothing else happens. */
  terms(form: Form): Promise<Terms>;
  /** Processes that have ended: a sentence each. */
  deserters(): string[];
}

/** The product's processes with two shops: one to be fuzzed, and one that must not notice. */
export async function openFuzzWorld(folder: string, seed: number, shutdown: Shutdown): Promise<FuzzWorld> {
  const world = await openWorld({ folder, seed, shutdown, latestEntrySeconds: 5 });
  const { config, ctx, fleet } = world;
  const shopId = await openShop(world, FUZZED, NUMBERS[0], PARTS_PER_SECOND);
  await addSubscribers(world, shopId, SUBSCRIBERS);
  await openShop(world, OTHER, NUMBERS[1], PARTS_PER_SECOND);
  const appUrl = ctx.appUrl;
  // While the client secret is rotated there are two; here there is one.
  const secrets = { apiSecret: String(config.SHOPIFY_API_SECRET), authToken: String(config.TWILIO_AUTH_TOKEN) };
  const neighbor = startNeighbor({
    ...{ ...secrets, appUrl, domain: OTHER, phone: NUMBERS[1], storeUrl: String(config.SHOPIFY_SIMULATOR_URL) },
    offsetMs: ctx.clock.now().getTime() - Date.now(),
  });
  shutdown.add({ stop: neighbor.stop, kill: () => {} });
  return {
    victim: {
      ...{ ...secrets, appUrl, domain: FUZZED, phone: NUMBERS[0], now: ctx.clock.now },
      formKey: formKey(ctx, shopId),
      token: keptFor(TOKEN_MS, world.store(FUZZED).sessionToken),
      send: (request) => sendTo(appUrl, request),
    },
    neighbor,
    async terms({ calmRequests, floorMs }) {
      await neighbor.samples(WARM_UP);
      const samples = await neighbor.samples(calmRequests);
      const calmMs = Math.round(Math.max(...samples.map(({ ms }) => ms)));
      return { calmMs, limitMs: Math.max(floorMs, 3 * calmMs) };
    },
    deserters: fleet.deserters,
  };
}

function keptFor(ms: number, ask: () => Promise<string>): () => Promise<string> {
  let kept: Promise<string> | null = null;
  let at = 0;
  return () => {
    if (kept === null || performance.now() - at > ms) {
      at = performance.now();
      kept = ask();
    }
    return kept;
  };
}
