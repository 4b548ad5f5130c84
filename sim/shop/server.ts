import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { serve } from "./http.ts";
import { routesOf } from "./routes.ts";
import { type Shop, type ShopSeed, shopFrom } from "./shops/shop.ts";
import { createSaver, readSnapshot, writeSnapshot } from "./snapshot.ts";
import type { RegisteredApp, Store, WorldLinks } from "./store.ts";
import { createDispatcher } from "./webhooks/dispatcher.ts";
import { subscribedTopics } from "./webhooks/subscribed-topics.ts";

export interface StoreOptions {
  port: number;
  clock: { now(): Date };
  /** The app's public URL: its pages are framed from there and its webhooks go there. */
  appUrl: string;
  /** The app's shopify.app.toml, as its developer deployed it. */
  appConfig: URL;
  apiKey: string;
  /** Two while the secret is rotated, the newest first. */
  apiSecret: string | readonly string[];
  shops: ShopSeed[];
  /** Where snapshots are kept between runs; without it the store forgets. */
  dataDir?: string;
  /** Path of the app that the admin opens first; its root when not given. */
  appHomePath?: string;
  webhookPath?: string;
  apiVersion?: string;
  scopes?: string[];
  /** Life of an access token in seconds of real time; an hour when not given. */
  accessTokenTtl?: number;
  /** Where the rest of the simulated world is, asked again for each page. */
  world?: () => WorldLinks;
}

export interface RunningStore {
  url: string;
  close(): Promise<void>;
}

const defaultScopes = [
  "read_customers",
  "write_customers",
  "read_orders",
  "read_checkouts",
  "manage_abandoned_checkouts",
  "write_app_proxy",
  "write_discounts",
  "write_marketing_events",
];

/** Starts the simulated store: admin, Admin API, webhooks, storefronts and control API, on one port. */
export async function startStore(options: StoreOptions): Promise<RunningStore> {
  const app = registeredApp(options);
  const file = options.dataDir ? join(options.dataDir, "store.json") : null;
  const saved = file ? readSnapshot(file) : null;
  // Thirteen digits, as real ids have, and still exact as a number.
  let lastId = saved?.lastId ?? 7_300_000_000_000 + Math.floor(Math.random() * 1_000_000_000);
  const nextId = () => ++lastId;
  const shops = new Map((saved?.shops ?? []).map((shop) => [shop.domain, shop]));
  for (const seed of options.shops) {
    if (!shops.has(seed.domain)) shops.set(seed.domain, shopFrom(seed, nextId, options.clock.now().toISOString()));
  }
  const saver = createSaver(() => {
    if (file) writeSnapshot(file, { lastId, shops: [...shops.values()] });
  });
  const dispatcher = createDispatcher(options.clock, app, saver.changed);
  const store: Store = {
    url: "",
    clock: options.clock,
    app,
    shops,
    dispatcher,
    world: options.world ?? (() => ({})),
    nextId,
    changed: saver.changed,
  };
  const routes = routesOf(store);
  const server = createServer((request, response) => void serve(routes, request, response));
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(options.port, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // a TCP server's address is never a string
  store.url = `http://127.0.0.1:${port}`;
  resumeDeliveries(store, shops.values());

  return {
    url: store.url,
    close: async () => {
      await dispatcher.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      saver.flush();
    },
  };
}

function registeredApp(options: StoreOptions): RegisteredApp {
  const apiSecrets = [options.apiSecret].flat();
  return {
    name: "Cartbell",
    handle: "cartbell",
    url: options.appUrl.replace(/\/$/, ""),
    homePath: options.appHomePath ?? "/",
    webhookPath: options.webhookPath ?? "/webhooks",
    apiKey: options.apiKey,
    apiSecret: apiSecrets.at(-1) ?? "",
    apiSecrets,
    apiVersion: options.apiVersion ?? "2026-10",
    topics: subscribedTopics(options.appConfig),
    scopes: options.scopes ?? defaultScopes,
    accessTokenTtl: options.accessTokenTtl ?? 3_600,
  };
}

/** Deliveries that a restart interrupted go on where they were. */
function resumeDeliveries(store: Store, shops: Iterable<Shop>): void {
  for (const shop of shops) {
    for (const delivery of shop.deliveries) if (delivery.status === "pending") store.dispatcher.take(shop, delivery);
  }
}
