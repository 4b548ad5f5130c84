import { statement, statementFile } from "#platform/sql/statement";
import type { Benchmark } from "../benchmark.ts";
import { doublesIn } from "../carrier/recording.ts";
import type { BenchCarrier } from "../carrier/start-carrier.ts";
import { linesOverTime, type Point } from "../report/timeline-chart.ts";
import { type AudiencePlace, insertAudience, settleAudiences } from "../stage/audience.ts";
import { sendCampaign, until, untilCounted } from "../stage/campaign.ts";
import { nextTuesday } from "../stage/clock.ts";
import { cpuBetween } from "../stage/cpu.ts";
import { publishFlows } from "../stage/live-flows.ts";
import { liftFrequencyCaps, type SeededShop, seedShop } from "../stage/seed.ts";
import { type Stage, setStage } from "../stage/stage.ts";

/** Far above what the machine can do: no sender's own limit is measured here. */
const PARTS_PER_SECOND = 100_000;
const DAY_MS = 24 * 3_600_000;
/** 6:30 in New York: everyone sleeps. */
const PARKING_AT = "06:30";
const OPENS_AFTER_MS = 1.5 * 3_600_000;
/** By then every window has been open for hours. */
const LONG_OPEN_AFTER_MS = 4 * 3_600_000;
/** The clock is set so long before the opening and then runs by itself: no one tells the product that it is time. */
const RUN_UP_MS = 8_000;

/** Three zones and three sets of rules whose window opens at the same instant, 8:00 in New York. */
const PLACES: AudiencePlace[] = [
  { areaCode: "646", region: "NY", timeZone: "America/New_York", share: 15 },
  { areaCode: "317", region: "IN", timeZone: "America/Indiana/Indianapolis", share: 3 },
  { areaCode: "416", country: "CA", region: "ON", timeZone: "America/Toronto", share: 2 },
];

export const window: Benchmark = {
  name: "window",
  question: "How much longer than sending itself takes it to send what was parked until 8:00?",
  goals: () => [{ key: "overPureSending", atMost: 1.1 }],
  run: async (options) => {
    const scale = options.isQuick ? { texts: 2_000 } : { texts: 100_000 };
    const firstDay = nextTuesday(PARKING_AT);
    const stage = await setStage(options, { startsAt: firstDay });
    const shop = await seed(stage, scale.texts);
    let day = -1;
    const pair = async (how: string, park: Park): Promise<Pair> => {
      const releases = [];
      for (const isWindow of [true, false]) {
        day += 1;
        options.say(`${how}: parked, then ${isWindow ? "8:00 comes" : "released long after 8:00"}`);
        const morning = new Date(firstDay.getTime() + day * DAY_MS);
        releases.push(await release(stage, { park, morning, isWindow, texts: scale.texts }));
      }
      const [opening, pure] = releases;
      if (!opening || !pure) throw new Error("A pair has two.");
      return { opening, pure };
    };

    const cpuBefore = await stage.cpuSeconds();
    const chunks = await pair("Campaign", () => parkCampaign(stage, shop));
    const rows = await pair("Flow texts", (morning) => parkCarts(stage, shop, scale.texts, morning));
    const cpuSeconds = cpuBetween(cpuBefore, await stage.cpuSeconds());
    const sides: Record<string, Record<string, number>> = { chunks: figuresOf(chunks), rows: figuresOf(rows) };
    if (!options.isQuick) {
      await stage.carrier.set({ latencyMs: 150 });
      sides.chunksCarrier150Ms = figuresOf(await pair("Campaign, carrier 150 ms", () => parkCampaign(stage, shop)));
      await stage.carrier.set({ latencyMs: 0 });
      await stage.addWorker();
      sides.chunksTwoProcesses = figuresOf(await pair("Campaign, two processes", () => parkCampaign(stage, shop)));
    }
    return {
      scale,
      settings: { sendingProcesses: 1, carrierMs: 0, shareInOneZone: 0.75, senderPartsPerSecond: PARTS_PER_SECOND },
      values: { overPureSending: Math.max(ratioOf(chunks), ratioOf(rows)) },
      sides,
      cpuSeconds,
      chart: linesOverTime("Texts a second after 8:00:00", "per second", {
        "campaign, 8:00 comes": rateOf(chunks.opening),
        "campaign, window open": rateOf(chunks.pure),
        "flow texts, 8:00 comes": rateOf(rows.opening),
        "flow texts, window open": rateOf(rows.pure),
      }),
    };
  },
};

/** Puts texts to everyone into waiting; resolves when they all do. */
type Park = (morning: Date) => Promise<void>;

interface Release {
  /** Real time at which the window opened; of a pure release, of the first text. */
  beganAt: number;
  /** Real times of the hand-offs, in order. */
  at: Float64Array;
}

interface Pair {
  opening: Release;
  pure: Release;
}

async function seed({ ctx, clock }: Stage, texts: number): Promise<SeededShop> {
  const shop = await seedShop(ctx.db, { partsPerSecond: PARTS_PER_SECOND, now: clock.now() });
  await publishFlows(ctx, shop.id);
  await insertAudience(ctx.db, { shopId: shop.id, count: texts, places: PLACES, now: clock.now() });
  await liftFrequencyCaps(ctx.db);
  await settleAudiences(ctx.db);
  return shop;
}

interface ReleaseOptions {
  park: Park;
  morning: Date;
  isWindow: boolean;
  texts: number;
}

async function release(stage: Stage, { park, morning, isWindow, texts }: ReleaseOptions): Promise<Release> {
  const { clock, carrier, ctx } = stage;
  if (clock.now() < morning) await clock.moveTo(morning);
  await park(morning);
  // They lie for hours in life, and PostgreSQL looks through its tables every minute.
  await ctx.db.run(settleTexts);
  await carrier.recorded(true);
  const opensAt = new Date(morning.getTime() + OPENS_AFTER_MS);
  if (isWindow) await clock.moveTo(new Date(opensAt.getTime() - RUN_UP_MS));
  else await clock.moveTo(new Date(morning.getTime() + LONG_OPEN_AFTER_MS));
  const openedAt = clock.realTimeOf(opensAt);

  await until("the last text", 300_000, async () => (await textsTaken(carrier)) >= texts || null, 100);
  const recorded = await carrier.recorded();
  const { at } = recorded;
  const doubles = doublesIn(recorded);
  if (doubles > 0 || at.length !== texts)
    throw new Error(`${at.length} texts, ${doubles} doubled, instead of ${texts}.`);
  const first = at[0] ?? Number.NaN;
  // A millisecond: two processes' readings of one clock.
  if (isWindow && first < openedAt - 1) throw new Error(`A text left ${openedAt - first} ms before its window opened.`);
  return { beganAt: isWindow ? openedAt : first, at: at.sort() };
}

async function textsTaken(carrier: BenchCarrier): Promise<number> {
  const { recordedByShop } = await carrier.counts();
  return Object.values(recordedByShop).reduce((sum, texts) => sum + texts, 0);
}

/** A campaign that is sent at night: its chunks wait. */
async function parkCampaign({ ctx }: Stage, shop: SeededShop): Promise<void> {
  await untilCounted(ctx, await sendCampaign(ctx, shop.id));
}

const parkingPlace = statement(
  "bench-parking-place",
  `SELECT f.id AS "flowId", f.live_version_id AS "versionId" FROM flows f WHERE f.shop_id = $1 AND f.preset = 'abandoned-cart'`,
);
const insertCarts = statementFile(import.meta.url, "./park-carts.sql");
const countParked = statement(
  "bench-count-parked",
  "SELECT count(*)::int AS parked FROM messages WHERE shop_id = $1 AND class = 'flow' AND is_waiting AND due_at > $2",
);
const settleTexts = statement(
  "bench-settle-texts",
  "VACUUM ANALYZE messages, campaign_chunks, campaigns, enrollments, checkouts, recipient_caps",
);

/** Reminders whose time comes at night: the product itself plans them, finds the window closed and parks each. */
async function parkCarts({ ctx, clock }: Stage, shop: SeededShop, texts: number, morning: Date): Promise<void> {
  const [flow] = await ctx.db.run<{ flowId: string; versionId: string }>(parkingPlace, [shop.id]);
  if (!flow) throw new Error("The shop has no cart flow.");
  const { flowId, versionId } = flow;
  const tag = `${morning.toISOString().slice(0, 10)}-`;
  await ctx.db.run(insertCarts, [shop.id, flowId, versionId, "remind", tag, clock.now()]);
  await until(
    "every reminder to be parked",
    300_000,
    async () => {
      const until8 = new Date(morning.getTime() + OPENS_AFTER_MS - 1);
      const [row] = await ctx.db.run<{ parked: number }>(countParked, [shop.id, until8]);
      return (row?.parked ?? 0) >= texts || null;
    },
    500,
  );
}

/** From 8:00:00 to the last hand-off, over the time from the first to the last when the window was open already. */
function ratioOf({ opening, pure }: Pair): number {
  return secondsOf(opening) / secondsOf(pure);
}

function secondsOf({ beganAt, at }: Release): number {
  return ((at.at(-1) ?? Number.NaN) - beganAt) / 1_000;
}

function figuresOf(pair: Pair): Record<string, number> {
  const { opening, pure } = pair;
  return {
    overPureSending: ratioOf(pair),
    fromEightSeconds: secondsOf(opening),
    pureSeconds: secondsOf(pure),
    firstTextAfterEightMs: (opening.at[0] ?? Number.NaN) - opening.beganAt,
    purePerSecond: pure.at.length / secondsOf(pure),
  };
}

function rateOf({ beganAt, at }: Release): Point[] {
  const perSecond: number[] = [];
  for (const time of at) {
    const second = Math.max(0, Math.floor((time - beganAt) / 1_000));
    perSecond[second] = (perSecond[second] ?? 0) + 1;
  }
  return Array.from(perSecond, (texts, second): Point => [second, texts ?? 0]);
}
