import { startCarrier } from "@cartbell/sim/carrier";
import { startClock } from "@cartbell/sim/clock";
import { startStore } from "@cartbell/sim/shop";
import { demoShops } from "@cartbell/sim/shop/seeds";
import type { ServerBuild } from "@remix-run/node";
import { pino } from "pino";
import { afterAll } from "vitest";
import { startWeb, type Web } from "#app/start-web";
import type { Context } from "#domain/context";
import type { Provider } from "#domain/messages/delivery/provider";
import { connectSender } from "#domain/senders/connect";
import { type Config, readConfig } from "#platform/config";
import { connectEveryShopDb, type EveryShopDb } from "#platform/sql/db";
import { twilioProvider } from "#providers/twilio";
import { twilioFacts } from "#providers/twilio/facts";
import { APP_CONFIG } from "../../bin/root.ts";
import { findFreePort } from "../../bin/servers/ports.ts";
import { openWorker } from "../../workers/open-worker.ts";
import { type CarrierControl, carrierControl } from "../contracts/carrier-control.ts";
import { ACCOUNT } from "../factories/carrier.ts";
import { hashPhone, TUESDAY_MORNING } from "../factories/context.ts";
import { testDatabaseUrl, testRedisUrl } from "../setup/per-worker.ts";
import { type StoreControl, storeControl } from "./store-control.ts";
import { storyBuild } from "./story-build.ts";

/** The Shopify library answers 410 to what looks like a robot. */
export const BROWSER =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
export const API_SECRET = "story-secret";
export const METRICS_TOKEN = "story-metrics-token";
export const FERNHILL = "fernhill-supply.myshopify.com";
export const BLUEBIRD = "bluebird-tea.myshopify.com";
/** The account's numbers, quick enough that no story waits for them. */
export const NUMBERS = ["+12025550111", "+12025550112"] as const;

export interface StoryOptions {
  /** When the story begins. */
  now?: Date;
  /** The web process's pages; by an address, they have a thread of their own as in production. */
  build?: ServerBuild | URL;
  /** False: no one works on what is taken in. */
  hasWorker?: boolean;
  /** Where the processes find PostgreSQL, when it is not directly the test's own. */
  databaseUrl?: string;
  /** Where they find Redis, when it is not the test's own. */
  redisUrl?: string;
  /** host:port of receivers in this world that webhooks may reach. */
  trustedReceivers?: string[];
  /** Further settings of the processes. */
  settings?: Record<string, string>;
  /** What the processes write to stdout. */
  logLevel?: "silent" | "info";
}

export interface StoryWorld {
  /** What the test itself looks and acts with; it enqueues nothing. */
  ctx: Context & { db: EveryShopDb };
  config: Config;
  web: Web;
  carrier: CarrierControl;
  carrierUrl: string;
  provider: Provider;
  store(domain: string): StoreControl;
  advance(ms: number): Promise<void>;
  /** Installs the app and opens its first page; returns the shop's id once its details have been fetched. */
  install(domain: string): Promise<string>;
  /** Connects one of the account's numbers; returns the sender's id. */
  connect(shopId: string, phone?: string, partsPerSecond?: number): Promise<string>;
}

/**
 * The whole product and its world in one process: clock, store and carrier over HTTP, the web process on a socket, the
 * worker on every queue. Call it once at the top of a file; it stops itself at the end.
 */
export async function openStory(options: StoryOptions = {}): Promise<StoryWorld> {
  const { now = TUESDAY_MORNING, build = storyBuild, hasWorker = true } = options;
  const {
    logLevel = "silent",
    trustedReceivers = [],
    settings = {},
    databaseUrl = testDatabaseUrl(),
    redisUrl = testRedisUrl(),
  } = options;
  const port = await findFreePort(null);
  const appUrl = `http://127.0.0.1:${port}`;
  const clock = await startClock({ port: 0, startOffsetMs: now.getTime() - Date.now() });
  const apiKey = "story-key";
  const store = await startStore({
    port: 0,
    clock,
    appUrl,
    appConfig: APP_CONFIG,
    apiKey,
    apiSecret: API_SECRET,
    shops: demoShops,
  });
  const numbers = NUMBERS.map((phone) => ({ phone, kind: "toll_free" as const, partsPerSecond: 10_000 }));
  const carrier = await startCarrier({ port: 0, ...ACCOUNT, clock, numbers, delayScale: 0 });
  const env = {
    NODE_ENV: "test",
    LOG_LEVEL: logLevel,
    METRICS_TOKEN,
    PORT: String(port),
    DATABASE_URL: databaseUrl,
    DATABASE_POOL: "6",
    REDIS_URL: redisUrl,
    SHOPIFY_APP_URL: appUrl,
    SHOPIFY_API_KEY: apiKey,
    SHOPIFY_API_SECRET: API_SECRET,
    ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 1).toString("base64")}`,
    PHONE_HASH_KEY: Buffer.alloc(32, "cartbell").toString("base64"),
    TWILIO_ACCOUNT_SID: ACCOUNT.accountSid,
    TWILIO_AUTH_TOKEN: ACCOUNT.authToken,
    TWILIO_API_URL: carrier.url,
    // The simulated carrier takes a text in within its call.
    TWILIO_LATEST_ENTRY_SECONDS: "2",
    CLOCK_URL: clock.url,
    SHOPIFY_SIMULATOR_URL: store.url,
    OUTGOING_TRUSTED: trustedReceivers.join(","),
    ...settings,
  };
  const config = readConfig(env);
  const web = await startWeb(config, build instanceof URL ? { build, env } : { build });
  const worker = hasWorker ? await openWorker(config) : null;
  const db = connectEveryShopDb(testDatabaseUrl(), { connections: 4 });
  const ctx = {
    db,
    clock,
    enqueue: async () => {},
    providers: { twilio: twilioFacts },
    log: pino({ level: "silent" }),
    hashPhone,
    appUrl,
    shortLinkUrl: appUrl,
  };
  const provider = twilioProvider({ ...ACCOUNT, apiUrl: carrier.url });
  afterAll(async () => {
    await worker?.stop();
    await store.close();
    await carrier.close();
    await web.stop();
    await clock.close();
    await provider.close();
    await db.close();
  });

  return {
    ctx,
    config,
    web,
    carrier: carrierControl(carrier.url),
    carrierUrl: carrier.url,
    provider,
    store: (domain) => storeControl(store.url, domain),
    advance: async (ms) => {
      const response = await fetch(`${clock.url}/clock`, { method: "POST", body: JSON.stringify({ advanceMs: ms }) });
      if (!response.ok) throw new Error(`The clock answered ${response.status}.`);
    },
    install: async (domain) => {
      const control = storeControl(store.url, domain);
      await control.post("install");
      const page = await fetch(await control.launchUrl(), { headers: { "User-Agent": BROWSER } });
      if (page.status !== 200) throw new Error(`The app's first page answered ${page.status}.`);
      return (await db.prisma.shop.findUniqueOrThrow({ where: { domain } })).id;
    },
    connect: async (shopId, phone = NUMBERS[0], partsPerSecond = 1_000) => {
      const id = await connectSender(ctx, provider, shopId, phone);
      await db.prisma.sender.update({ where: { shopId_id: { shopId, id } }, data: { partsPerSecond } });
      return id;
    },
  };
}
