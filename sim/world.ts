import type { NumberOption } from "./carrier/options.ts";
import { startCarrier } from "./carrier/server.ts";
import { startClock } from "./clock/server.ts";
import { startHelpDesks } from "./help-desks/server.ts";
import { startPeople } from "./people/server.ts";
import { startStore } from "./shop/server.ts";
import { demoShops } from "./shop/shops/seeds.ts";
import type { ShopSeed } from "./shop/shops/shop.ts";

export interface WorldOptions {
  /** Ports of the five servers; 0 takes a free one. */
  ports: { store: number; carrier: number; people: number; clock: number; desks: number };
  appUrl: string;
  /** The app's shopify.app.toml. */
  appConfig: URL;
  apiKey: string;
  apiSecret: string;
  accountSid: string;
  authToken: string;
  /** Where the world is kept between runs; without it everything is forgotten. */
  dataDir?: string;
  shops?: ShopSeed[];
  numbers?: NumberOption[];
  startOffsetMs?: number;
  /** Passed to the carrier: 0 delivers at once. */
  delayScale?: number;
  /** Makes the carrier's faults repeatable. */
  seed?: number;
}

export interface World {
  urls: { store: string; carrier: string; people: string; clock: string; desks: string };
  close(): Promise<void>;
}

/** The numbers that the demo's account owns: one of each kind, with the throughput such a number has. */
export const demoNumbers: NumberOption[] = [
  { phone: "55501", kind: "short_code", partsPerSecond: 100 },
  { phone: "+18885550142", kind: "toll_free", partsPerSecond: 20 },
  { phone: "+12075550199", kind: "long_code", partsPerSecond: 1 },
];

/** Starts the outside world: one clock, then the carrier, the store, the help desks and the people who live by it. */
export async function startWorld(options: WorldOptions): Promise<World> {
  const { ports, appUrl, appConfig, apiKey, apiSecret, accountSid, authToken } = options;
  const kept = options.dataDir === undefined ? {} : { dataDir: options.dataDir };
  const stops: (() => Promise<void>)[] = [];
  // Each although another fails, so that every snapshot is written.
  const close = async () => {
    const results = await Promise.allSettled(stops.splice(0).map((stop) => stop()));
    for (const result of results) if (result.status === "rejected") throw result.reason;
  };

  try {
    const clock = await startClock({ port: ports.clock, startOffsetMs: options.startOffsetMs ?? 0, ...kept });
    stops.unshift(clock.close);
    const carrier = await startCarrier({
      port: ports.carrier,
      accountSid,
      authToken,
      clock,
      numbers: options.numbers ?? demoNumbers,
      delayScale: options.delayScale,
      seed: options.seed,
      ...kept,
    });
    stops.unshift(() => carrier.close());
    const links = { clockUrl: clock.url, carrierUrl: carrier.url, peopleUrl: "" };
    const shops = options.shops ?? demoShops;
    const store = await startStore({
      port: ports.store,
      clock,
      appUrl,
      appConfig,
      apiKey,
      apiSecret,
      shops,
      world: () => links,
      ...kept,
    });
    stops.unshift(store.close);
    const desks = await startHelpDesks({ port: ports.desks, now: () => clock.now() });
    stops.unshift(desks.close);
    const people = await startPeople({ port: ports.people, carrierUrl: carrier.url, storeUrl: store.url });
    stops.unshift(() => people.close());
    links.peopleUrl = people.url;
    const urls = { store: store.url, carrier: carrier.url, people: people.url, clock: clock.url, desks: desks.url };
    return { urls, close };
  } catch (error) {
    await close();
    throw error;
  }
}
