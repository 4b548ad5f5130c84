import type { StoreControl } from "../stories/store-control.ts";
import { byTokens } from "./by-tokens.ts";
import { readDrift } from "./drift.ts";
import { type Effects, effectsOf, type StoreRecord, untold } from "./effects.ts";
import { eventually } from "./eventually.ts";
import { readOurs } from "./ours.ts";
import { type Finding, number, type Proof } from "./proof.ts";
import { goLive, openShop } from "./shop.ts";
import { shop } from "./shopping.ts";
import { NUMBERS, type ProofWorld } from "./world.ts";

const SHOP = "fernhill-supply.myshopify.com";
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const TEXTS_PER_SECOND = 200;
/** The reconciler goes by the clock that everyone shares, a few pages a turn: the store's budget bounds it. */
const STEP_MS = 2 * MINUTE_MS;
const MOST_STEPS = 500;

/** Every delivery doubled and out of its order, some lost for ever, some a day late. */
const BEHAVIOUR = {
  duplicateProbability: 1,
  reorderProbability: 1,
  reorderWindowMs: 10 * MINUTE_MS,
  dropProbability: 0.05,
  delayProbability: 0.05,
  delayMs: 24 * HOUR_MS,
};

export const webhooks: Proof = {
  name: "webhooks",
  claim:
    "deliveries doubled, shuffled, lost and a day late: each event has one effect, and the reconciler finds the lost",
  scales: {
    full: { people: 1_000, perSecond: TEXTS_PER_SECOND, blows: 20, patienceMs: 8 * 60_000 },
    quick: { people: 80, perSecond: TEXTS_PER_SECOND, blows: 3, patienceMs: 3 * 60_000 },
  },
  async run(world, { people, perSecond, blows, patienceMs }, say) {
    const shopId = await openShop(world, SHOP, NUMBERS[0], perSecond);
    await goLive(world, shopId);
    const store = world.store(SHOP);
    const minutes = Math.ceil(people / 20);
    const eachMinute = () => allRead(world, store, patienceMs);
    await shop(world, store, { shoppers: people, silenced: blows, minutes, behaviour: BEHAVIOUR, eachMinute });
    say(`${people} people have shopped`);

    // What is out of order comes within ten minutes, the reminders are due within the hour, the rest comes a day later.
    for (let passed = 0; passed < 80; passed += 1) await pass(world, store, MINUTE_MS, patienceMs);
    for (let passed = 0; passed < 24 * HOUR_MS; passed += HOUR_MS) await pass(world, store, HOUR_MS, patienceMs);
    say("a day and a half later");

    const record = await readStore(store);
    const look = async () => effectsOf(record, byTokens(record, await readOurs(world, shopId)));
    let effects = await look();
    for (let steps = 0; steps < MOST_STEPS && effects.differences.length > 0; steps += 1) {
      await pass(world, store, STEP_MS, patienceMs);
      effects = await look();
    }
    return judge(record, effects, await readDrift(world.ctx.db, shopId), await world.carrier.summary());
  },
};

function judge(
  record: StoreRecord,
  { differences, doubled, late, untexted }: Effects,
  drift: number,
  { accepted, duplicatedRefs }: { accepted: number; duplicatedRefs: string[] },
): Finding {
  const { deliveries } = record;
  const lost = untold(record);
  const count = (status: string) => number(deliveries.filter((it) => it.status === status).length);
  return {
    counts: [
      `${count("delivered")} deliveries, ${count("dropped")} dropped`,
      `${number(record.orders.length)} orders, ${number(record.checkouts.length)} checkouts, ${number(record.customers.length)} customers`,
      `${number(lost.length)} that no delivery told of, drift found ${number(drift)}`,
      `${number(doubled.length)} effects twice`,
      `texts at the carrier ${number(accepted)}, ${number(duplicatedRefs.length)} twice`,
    ],
    complaints: [
      ...differences,
      ...doubled,
      ...late,
      ...untexted,
      ...duplicatedRefs.map((ref) => `The carrier took ${ref} more than once.`),
      ...(drift < lost.length ? [`The drift counters say ${drift}, and ${lost.length} were never told.`] : []),
      ...(lost.length === 0 ? ["Everything was told: nothing was lost to be found."] : []),
    ],
  };
}

/** Moves everyone's clock and waits until what the store then had to tell has been read. */
async function pass(world: ProofWorld, store: StoreControl, ms: number, patienceMs: number): Promise<void> {
  await world.advance(ms);
  await allRead(world, store, patienceMs);
}

async function allRead({ ctx, everyShop: prisma }: ProofWorld, store: StoreControl, patienceMs: number): Promise<void> {
  await store.settle();
  const isDue = { lte: ctx.clock.now() };
  await eventually(
    "everything read and everybody moved on",
    async () =>
      (await prisma.intake.count({ where: { state: "pending", dueAt: isDue } })) === 0 &&
      (await prisma.enrollment.count({ where: { state: "waiting", resumeAt: isDue } })) === 0 &&
      (await prisma.message.count({ where: { state: { in: ["waiting", "sending"] }, dueAt: isDue } })) === 0,
    patienceMs,
  );
}

async function readStore(store: StoreControl): Promise<StoreRecord> {
  const [customers, checkouts, orders, deliveries] = await Promise.all([
    store.get<StoreRecord["customers"]>("customers"),
    store.get<StoreRecord["checkouts"]>("checkouts"),
    store.get<StoreRecord["orders"]>("orders"),
    store.deliveries(),
  ]);
  return { customers, checkouts, orders, deliveries };
}
