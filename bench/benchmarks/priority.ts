import type { Benchmark, RunOptions } from "../benchmark.ts";
import { percentile, percentiles } from "../report/percentiles.ts";
import { dotsOverTime } from "../report/timeline-chart.ts";
import { untilArrived } from "../stage/arrivals.ts";
import { insertAudience, settleAudiences } from "../stage/audience.ts";
import { endCampaign, realNow, sendCampaign, untilCounted } from "../stage/campaign.ts";
import { nextTuesday } from "../stage/clock.ts";
import { cpuBetween } from "../stage/cpu.ts";
import { publishFlows } from "../stage/live-flows.ts";
import { liftFrequencyCaps, type SeededShop, seedShop } from "../stage/seed.ts";
import { postAtPace, type ShopperEvent, type Store, shopper, storeOf } from "../stage/shoppers.ts";
import { type Stage, setStage } from "../stage/stage.ts";

const ORDERS_PER_SECOND = 5;
const CARTS_PER_SECOND = 20;
/** Far above what the machine can do: no sender's own limit is measured here. */
const PARTS_PER_SECOND = 100_000;

export const priority: Benchmark = {
  name: "priority",
  question: "How long do order and cart texts take from their event to the provider while a large campaign runs?",
  goals: () => [
    { key: "transactionalP99Ms", below: 1_000 },
    { key: "flowP99Ms", below: 3_000 },
  ],
  run: async (options) => {
    const scale = options.isQuick
      ? { recipients: 100_000, seconds: 10, secondsBeside: 5 }
      : { recipients: 1_000_000, seconds: 75, secondsBeside: 20 };
    const stage = await setStage(options, { startsAt: nextTuesday("14:00"), hasWeb: true });
    const shops = await seed(options, stage, scale.recipients);
    const [own] = shops;
    const post = storeOf(options, stage.webUrl);
    const events = eventsOf(shops, stage);
    /** While a campaign of its own runs, which is cancelled at the end. */
    const measureBeside = async (seconds: number) => {
      const campaign = await sendCampaign(stage.ctx, own.id);
      await untilCounted(stage.ctx, campaign);
      options.say(`The campaign runs; ${seconds} s of orders and carts`);
      const cpuBefore = await stage.cpuSeconds();
      const measured = await measure(stage, post, events, seconds);
      const cpuSeconds = cpuBetween(cpuBefore, await stage.cpuSeconds());
      const { wasOver } = await endCampaign(stage, campaign);
      if (wasOver) options.say("The campaign was over before the measurement: choose a larger one.");
      return { ...measured, cpuSeconds };
    };

    const main = await measureBeside(scale.seconds);
    await stage.carrier.set({ latencyMs: 150 });
    options.say("The same with a carrier that takes 150 ms");
    const slowCarrier = await measureBeside(scale.secondsBeside);
    await stage.carrier.set({ latencyMs: 0 });
    await stage.addWorker();
    options.say("The same with two sending processes");
    const twoProcesses = await measureBeside(scale.secondsBeside);

    return {
      scale: { ...scale, ordersPerSecond: ORDERS_PER_SECOND, cartsPerSecond: CARTS_PER_SECOND },
      settings: { sendingProcesses: 1, carrierMs: 0, senderPartsPerSecond: PARTS_PER_SECOND, shops: shops.length },
      values: { transactionalP99Ms: p99Of(main.delays.order), flowP99Ms: p99Of(main.delays.cart) },
      sides: { whileItRuns: main.figures, carrier150Ms: slowCarrier.figures, twoProcesses: twoProcesses.figures },
      cpuSeconds: main.cpuSeconds,
      chart: dotsOverTime(
        "From event to provider while a campaign to a million runs",
        "ms",
        Object.fromEntries(
          Object.entries(main.delays).map(([name, delays]) => [name, delays.map(({ at, ms }) => [at, ms])]),
        ),
      ),
    };
  },
};

/** The campaign's shop and a neighbour: half of the events are each one's. */
async function seed(options: RunOptions, { ctx, clock }: Stage, recipients: number): Promise<[SeededShop, SeededShop]> {
  options.say(`Inserting ${recipients.toLocaleString("en")} subscribers`);
  const shops: [SeededShop, SeededShop] = [
    await seedShop(ctx.db, { number: 1, partsPerSecond: PARTS_PER_SECOND, now: clock.now() }),
    await seedShop(ctx.db, { number: 2, partsPerSecond: PARTS_PER_SECOND, now: clock.now() }),
  ];
  for (const { id } of shops) await publishFlows(ctx, id);
  await insertAudience(ctx.db, { shopId: shops[0].id, count: recipients, now: clock.now() });
  // The same people are texted by one campaign after the other.
  await liftFrequencyCaps(ctx.db);
  await settleAudiences(ctx.db);
  return shops;
}

type NextEvent = (topic: ShopperEvent["topic"]) => ShopperEvent;

/** Each event is about someone new, of the two shops in turn. */
function eventsOf(shops: [SeededShop, SeededShop], { clock }: Stage): NextEvent {
  let last = 0;
  return (topic) => {
    last += 1;
    return { topic, shopDomain: shops[last % 2 === 0 ? 0 : 1].domain, shopper: shopper(last), at: clock.now() };
  };
}

interface Measured {
  figures: Record<string, number>;
  /** Of each kind of text, when its event was (seconds since the beginning) and how long its way took. */
  delays: Record<"order" | "cart", { at: number; ms: number }[]>;
}

async function measure(stage: Stage, post: Store, next: NextEvent, seconds: number): Promise<Measured> {
  await stage.carrier.recorded(true);
  const beganAt = realNow();
  const posted = (
    await Promise.all([
      postAtPace(post, () => next("orders/create"), ORDERS_PER_SECOND, seconds),
      postAtPace(post, () => next("checkouts/create"), CARTS_PER_SECOND, seconds),
    ])
  ).flat();
  const endedAt = realNow();
  const wanted = new Set(posted.map(({ event }) => Number(event.shopper.phone.slice(1))));
  const arrivals = await untilArrived(stage, wanted);
  const giveUpAt = realNow();

  const delaysOf = (topic: ShopperEvent["topic"]) =>
    posted
      .filter(({ event }) => event.topic === topic)
      .map(({ event, at }) => ({
        at: (at - beganAt) / 1_000,
        ms: (arrivals.at.get(Number(event.shopper.phone.slice(1))) ?? giveUpAt) - at,
      }));
  const delays = { order: delaysOf("orders/create"), cart: delaysOf("checkouts/create") };
  const campaignTexts = arrivals.others.filter((at) => at >= beganAt && at < endedAt).length;
  return {
    figures: {
      ...figuresOf("order", delays.order),
      ...figuresOf("cart", delays.cart),
      missing: wanted.size - arrivals.at.size,
      campaignPerSecond: campaignTexts / ((endedAt - beganAt) / 1_000),
    },
    delays,
  };
}

function p99Of(delays: { ms: number }[]): number {
  return percentile(
    delays.map(({ ms }) => ms),
    99,
  );
}

function figuresOf(name: "order" | "cart", delays: { ms: number }[]): Record<string, number> {
  const [p50 = NaN, p99 = NaN, max = NaN] = percentiles(
    delays.map(({ ms }) => ms),
    [50, 99, 100],
  );
  return {
    [`${name}Texts`]: delays.length,
    [`${name}P50Ms`]: p50,
    [`${name}P99Ms`]: p99,
    [`${name}MaxMs`]: max,
  };
}
