import { join } from "node:path";
import { openProcess } from "#boot/open-process";
import type { Context } from "#domain/context";
import { readConfig } from "#platform/config";
import type { RunOptions } from "../../bench/benchmark.ts";
import { type BenchCarrier, startCarrier } from "../../bench/carrier/start-carrier.ts";
import { type BenchClock, startBenchClock } from "../../bench/stage/clock.ts";
import { publishFlows } from "../../bench/stage/live-flows.ts";
import { environmentOn, SECRETS } from "../../bench/stage/processes.ts";
import { liftFrequencyCaps, type SeededShop, seedShop } from "../../bench/stage/seed.ts";
import type { Shape } from "../shapes/shape.ts";
import { type Fleet, startFleet } from "./fleet.ts";
import { openServers, type RehearsalServers } from "./servers.ts";

export type Run = Pick<RunOptions, "say" | "onEnd">;

/** A shop of the rehearsal, with the number that its texts come from. */
export interface RehearsalShop extends SeededShop {
  phone: string;
}

/** Everything that a rehearsal plays with: the product's own processes, a simulated carrier and stores without a shopper yet. */
export interface Stage {
  servers: RehearsalServers;
  carrier: BenchCarrier;
  clock: BenchClock;
  fleet: Fleet;
  /** What a merchant's click calls. */
  ctx: Context;
  shops: RehearsalShop[];
  partsPerSecond: number;
  databasePool: number;
}

export interface StageOptions {
  shape: Pick<Shape, "shops" | "partsPerSecond">;
  startsAt: Date;
  workersEach: number;
  /** Whether the database has one that can take its place. */
  hasStandby: boolean;
  /** DATABASE_POOL of every process. */
  databasePool: number;
}

const RECEIPT_CONNECTIONS = 16;

export async function setStage(run: Run, plan: StageOptions): Promise<Stage> {
  const { shape, startsAt, workersEach, databasePool } = plan;
  const servers = await openServers(run, plan);
  const clock = await startBenchClock(run, startsAt);
  const { TWILIO_AUTH_TOKEN: authToken, TWILIO_ACCOUNT_SID: accountSid } = SECRETS;
  const receipts = { authToken, accountSid, connections: RECEIPT_CONNECTIONS };
  const carrier = await startCarrier({ isRecording: true, keepsWords: true, receipts });
  run.onEnd(() => carrier.close());
  const env = {
    CLOCK_URL: clock.url,
    TWILIO_API_URL: carrier.url,
    DATABASE_POOL: String(databasePool),
    EPOCH_FOLDER: join(servers.folder, "epochs"),
  };
  run.say("Starting web and workers");
  const fleet = await startFleet(run, servers, { env, workersEach });
  const own = { ...environmentOn(servers), ...env, DATABASE_POOL: "6", SHOPIFY_APP_URL: fleet.webUrl };
  const { ctx, close } = await openProcess(readConfig({ ...own, LOG_LEVEL: "silent" }), "rehearsal");
  run.onEnd(close);
  const { partsPerSecond } = shape;
  const shops = await openShops(ctx, shape, clock.now());
  return { servers, carrier, clock, fleet, ctx, shops, partsPerSecond, databasePool };
}

/** Their flows have been live for two days, so that nothing of the day is old news. */
async function openShops(
  ctx: Context,
  { shops: count, partsPerSecond }: StageOptions["shape"],
  now: Date,
): Promise<RehearsalShop[]> {
  const earlier = { ...ctx, clock: { now: () => new Date(now.getTime() - 48 * 3_600_000) } };
  const shops: RehearsalShop[] = [];
  for (let number = 1; number <= count; number += 1) {
    const shop = await seedShop(ctx.db, { number, partsPerSecond, now });
    await publishFlows(earlier, shop.id);
    const { phone } = await ctx.db.prisma.sender.findUniqueOrThrow({
      where: { shopId_id: { shopId: shop.id, id: shop.senderId } },
    });
    shops.push({ ...shop, phone });
  }
  await liftFrequencyCaps(ctx.db);
  return shops;
}
