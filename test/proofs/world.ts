import { join } from "node:path";
import { startWorld as startOutside } from "@cartbell/sim";
import { openProcess } from "#boot/open-process";
import type { Context } from "#domain/context";
import type { Provider } from "#domain/messages/delivery/provider";
import { type Config, readConfig } from "#platform/config";
import { connectEveryShopDb, type EveryShopDb } from "#platform/sql/db";
import { twilioProvider } from "#providers/twilio";
import { buildWebApp } from "../../bin/demo/build.ts";
import { appEnvironment } from "../../bin/demo/environment.ts";
import type { Shutdown } from "../../bin/demo/shutdown.ts";
import { openState } from "../../bin/demo/state.ts";
import { deployMigrations, generateClient } from "../../bin/prisma/command.ts";
import { APP_CONFIG } from "../../bin/root.ts";
import { type Chance, chanceFrom } from "../../bin/seed/chance.ts";
import { findFreePort } from "../../bin/servers/ports.ts";
import { type CarrierControl, carrierControl } from "../contracts/carrier-control.ts";
import { type StoreControl, storeControl } from "../stories/store-control.ts";
import { type Fleet, startFleet } from "./fleet.ts";
import type { Network } from "./partition/network.ts";
import type { PostgresKind } from "./recovery/postgres-kind.ts";
import { type Outside, openOutside } from "./rolling/outside.ts";
import { openServers, type ProofServers, type Reach } from "./servers.ts";
import { type ProofReceiver, startReceiver } from "./webhooks-out/receiver.ts";
import { installWitness } from "./witness.ts";

/** The account's numbers; what paces a proof is the rate its shop is given, never the carrier's. */
export const NUMBERS = ["+12025550111", "+12025550112"] as const;
const CARRIER_PARTS_PER_SECOND = 10_000;
const DAY_MS = 86_400_000;
/** The balancer looks ten times a second. */
const DRAIN_SECONDS = "1";
const TUESDAY = 2;

export interface ProofWorld {
  /** What the proof itself looks and acts with. */
  ctx: Context;
  /** Prisma, for what is counted over all shops. */
  everyShop: EveryShopDb["everyShop"];
  config: Config;
  provider: Provider;
  carrier: CarrierControl;
  store(domain: string): StoreControl;
  advance(ms: number): Promise<void>;
  fleet: Fleet;
  /** A balancer at the app's address, in front of the web processes; null when there is only one of them. */
  outside: Outside | null;
  servers: ProofServers;
  /** Another host and the way to it; why there is none; null when the proof asked for none. */
  network: Network | string | null;
  /** A merchant's server; null when the proof asked for none. */
  receiver: ProofReceiver | null;
  /** The same seed draws the same faults; what else differs between two runs is the machine's timing. */
  chance: Chance;
}

export interface WorldPlan {
  /** Absolute: data and logs. */
  folder: string;
  seed: number;
  /** Learns of everything that is started. */
  shutdown: Shutdown;
  /** How long after a call the carrier may still take its text in. */
  latestEntrySeconds: number;
  /** How many web processes; one when absent. */
  webs?: number;
  /** With one, everything runs in real time and follows the database's clock. */
  network?: Network | string | null;
  /** A merchant's server is started, which the workers may reach. */
  hasReceiver?: boolean;
  /** How PostgreSQL runs; alone when absent. */
  postgres?: PostgresKind;
  /** PROVIDER_CALLS; not set when absent. */
  providerCalls?: number | undefined;
}

/**
 * PostgreSQL and Redis of the proof's own, the product as real processes in production mode, and store, carrier and clock
 * over HTTP. It is Tuesday morning in New York.
 */
export async function openWorld({
  folder,
  seed,
  shutdown,
  latestEntrySeconds,
  webs = 1,
  network = null,
  hasReceiver = false,
  postgres = "alone",
  providerCalls,
}: WorldPlan): Promise<ProofWorld> {
  const { servers, held } = await openServers(folder, shutdown, reachableBy(network), postgres);
  await generateClient();
  await deployMigrations(servers.databaseUrl);
  await installWitness(servers.databaseUrl);
  await buildWebApp();

  const state = await openState(folder, true);
  const { secrets, ports } = state;
  const app = `http://127.0.0.1:${ports.web}`;
  const webPorts = webs === 1 ? [ports.web] : await freePorts(webs, ports.web);
  const outside = await startOutside({
    ports: { store: 0, carrier: 0, people: 0, clock: 0, desks: 0 },
    appUrl: app,
    appConfig: APP_CONFIG,
    apiKey: String(secrets.SHOPIFY_API_KEY),
    apiSecret: String(secrets.SHOPIFY_API_SECRET),
    accountSid: String(secrets.TWILIO_ACCOUNT_SID),
    authToken: String(secrets.TWILIO_AUTH_TOKEN),
    numbers: NUMBERS.map((phone) => ({ phone, kind: "toll_free", partsPerSecond: CARRIER_PARTS_PER_SECOND })),
    startOffsetMs: network ? 0 : nextTuesdayMorning(new Date()).getTime() - Date.now(),
    seed,
  });
  shutdown.add({ stop: outside.close, kill: () => {} });
  const { urls } = outside;
  const usual = appEnvironment(state, { ...urls, app, worker: "" }, servers);
  const receiver = hasReceiver ? await startReceiver() : null;
  if (receiver) shutdown.add({ stop: receiver.stop, kill: () => {} });
  const { CLOCK_URL: _, ...withoutClock } = usual;
  const env: Record<string, string> = {
    ...(network ? withoutClock : usual),
    LOG_LEVEL: "warn",
    DATABASE_POOL: "8",
    TWILIO_LATEST_ENTRY_SECONDS: String(latestEntrySeconds),
    EPOCH_FOLDER: join(folder, "epochs"),
    ...(webs > 1 && { DRAIN_SECONDS }),
    ...(providerCalls !== undefined && { PROVIDER_CALLS: String(providerCalls) }),
    ...(receiver && { OUTGOING_TRUSTED: receiver.place }),
  };
  const inFront = webs > 1 ? await openOutside({ port: ports.web, targets: webPorts }) : null;
  if (inFront) shutdown.add({ stop: inFront.stop, kill: () => {} });
  const fleet = await startFleet({ folder, held, env, webPorts });
  shutdown.add({ stop: fleet.stop, kill: fleet.kill });

  const config = readConfig({ ...env, LOG_LEVEL: "silent", DATABASE_POOL: "4" });
  const { ctx, close } = await openProcess(config, "proof");
  shutdown.add({ stop: close, kill: () => {} });
  const { everyShop, close: closeDb } = connectEveryShopDb(config.DATABASE_URL, { connections: 1 });
  shutdown.add({ stop: closeDb, kill: () => {} });
  const account = { accountSid: config.TWILIO_ACCOUNT_SID, authToken: config.TWILIO_AUTH_TOKEN };
  const provider = twilioProvider({ ...account, apiUrl: config.TWILIO_API_URL });
  shutdown.add({ stop: provider.close, kill: () => {} });
  return {
    ctx,
    everyShop,
    config,
    provider,
    carrier: carrierControl(urls.carrier),
    store: (domain) => storeControl(urls.store, domain),
    async advance(ms) {
      const response = await fetch(`${urls.clock}/clock`, { method: "POST", body: JSON.stringify({ advanceMs: ms }) });
      if (!response.ok) throw new Error(`The clock answered ${response.status}.`);
    },
    fleet,
    outside: inFront,
    servers,
    network,
    receiver,
    chance: chanceFrom(seed),
  };
}

function reachableBy(network: Network | string | null): Reach | undefined {
  if (network === null || typeof network === "string") return undefined;
  return { postgres: network.addressOf("database"), redis: network.addressOf("redis") };
}

/** 15:00 UTC: 10 or 11 in New York, an hour at which everyone there may be texted, and hours more of them to come. */
export function nextTuesdayMorning(now: Date): Date {
  const day = new Date(`${now.toISOString().slice(0, 10)}T15:00:00Z`).getTime();
  const ahead = Array.from({ length: 8 }, (_, days) => new Date(day + days * DAY_MS));
  return ahead.find((at) => at > now && at.getUTCDay() === TUESDAY) ?? now;
}

async function freePorts(count: number, taken: number): Promise<number[]> {
  const ports = new Set([taken]);
  while (ports.size <= count) ports.add(await findFreePort(null, ports));
  return [...ports].slice(1);
}
