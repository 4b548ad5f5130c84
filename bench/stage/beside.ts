import { setTimeout as sleep } from "node:timers/promises";
import { pauseImport, resumeImport, startImport } from "#domain/imports/control/control";
import { readImport } from "#domain/imports/control/read";
import { createImport } from "#domain/imports/file/upload";
import { enqueueAll } from "#domain/jobs";
import { planTexts } from "#domain/messages/plan";
import { readyMade } from "#domain/segments/ready-made";
import { saveSegment } from "#domain/segments/save";
import { newId } from "#platform/ids";
import { statement } from "#platform/sql/statement";
import type { Result, RunOptions } from "../benchmark.ts";
import { median, percentile, percentiles } from "../report/percentiles.ts";
import { insertAudience, settleAudiences } from "./audience.ts";
import { realNow } from "./campaign.ts";
import { nextTuesday } from "./clock.ts";
import { benchFile } from "./import-file.ts";
import { examine } from "./import-passes.ts";
import { seedShop } from "./seed.ts";
import { type Stage, setStage } from "./stage.ts";

const TEXTS_PER_SECOND = 1_000;
const EVERY_MS = 50;
/** Far above what is sent: no sender's own limit is measured here. */
const PARTS_PER_SECOND = 100_000;
const PAUSE_MS = 4_000;
const DAY_MS = 24 * 3_600_000;
const SEGMENT_EVERY_MS = 10_000;

const readPeople = statement(
  "bench-people",
  "SELECT id, phone FROM subscribers WHERE shop_id = $1 ORDER BY page_key LIMIT $2",
);

interface Target {
  shopId: string;
  senderId: string;
  people: { id: string; phone: string }[];
}

/**
 * A thousand texts a second, each timed from the commit that planned it to the carrier: by turns alone, and while another
 * shop's file is imported and segments are counted again. A machine's speed drifts by more than what is asked about here, so
 * the turns are short; and as a single pause of a fifth of a second is the slowest text in a hundred of such a turn, the
 * middle of the turns of a kind counts.
 */
export async function runBeside(options: RunOptions): Promise<Result> {
  const scale = options.isQuick
    ? { rows: 100_000, audience: 20_000, turns: 1, seconds: 5 }
    : { rows: 3_000_000, audience: 1_000_000, turns: 4, seconds: 20 };
  const stage = await setStage(options, { startsAt: nextTuesday("14:00") });
  const { ctx, clock } = stage;
  const shop = await seedShop(ctx.db, { number: 1, partsPerSecond: PARTS_PER_SECOND, now: clock.now() });
  const other = await seedShop(ctx.db, { number: 2, now: clock.now() });
  options.say("Seeding subscribers and the other shop's file");
  await insertAudience(ctx.db, { shopId: shop.id, count: scale.audience, now: clock.now() });
  await settleAudiences(ctx.db);
  const { turns, seconds } = scale;
  const people = await ctx.db.run<Target["people"][number]>(readPeople, [shop.id, TEXTS_PER_SECOND * seconds]);
  const target: Target = { shopId: shop.id, senderId: shop.senderId, people };
  const file = { shopId: other.id, kind: "subscribers" as const, fileName: "people.csv" };
  const id = await createImport(ctx, file, benchFile(scale.rows).bytes);
  await examine(ctx, other.id, id);

  await send(stage, target, Math.min(5, seconds));
  const alone: Sent[] = [];
  const beside: Sent[] = [];
  let segmentsAsked = 0;
  for (let turn = 1; turn <= turns; turn += 1) {
    options.say(`Turn ${turn} of ${turns}: sending alone, then beside an import and segments`);
    alone.push(await send(stage, target, seconds));
    await (turn === 1 ? startImport : resumeImport)(ctx, other.id, id);
    const stopped = new AbortController();
    const counting = countSegments(stage, shop.id, segmentsAsked, stopped.signal);
    beside.push(await send(stage, target, seconds));
    stopped.abort();
    segmentsAsked = await counting;
    await pauseImport(ctx, other.id, id);
    await sleep(PAUSE_MS);
  }
  const view = await readImport(ctx.db, other.id, id);
  const sides = { alone: summed(alone), beside: summed(beside) };
  return {
    scale: { textsPerSecond: TEXTS_PER_SECOND, turns, seconds, rows: scale.rows, audience: scale.audience },
    settings: { sendingProcesses: 1, carrierMs: 0, segmentEveryMs: SEGMENT_EVERY_MS },
    values: {
      p99Ratio: sides.beside.p99Ms / sides.alone.p99Ms,
      p99AloneMs: sides.alone.p99Ms,
      p99BesideMs: sides.beside.p99Ms,
    },
    sides: { ...sides, beside: { ...sides.beside, linesImported: view?.counts.lines ?? 0, segmentsAsked } },
  };
}

/** How long each text took from its commit to the carrier, in milliseconds, and how many never came. */
interface Sent {
  delays: number[];
  missing: number;
}

function summed(turns: Sent[]): Record<string, number> & { p99Ms: number } {
  const delays = turns.flatMap((turn) => turn.delays);
  const [p50Ms = NaN, maxMs = NaN] = percentiles(delays, [50, 100]);
  const p99s = turns.map((turn) => percentile(turn.delays, 99));
  const p99Ms = median(p99s);
  const ofEach = Object.fromEntries(p99s.map((p99, index) => [`p99MsOfTurn${index + 1}`, p99]));
  return {
    p50Ms,
    p99Ms,
    maxMs,
    ...ofEach,
    texts: delays.length,
    missing: turns.reduce((sum, it) => sum + it.missing, 0),
  };
}

/** Plans texts at an even pace, and waits until they have left. */
async function send(stage: Stage, { shopId, senderId, people }: Target, seconds: number): Promise<Sent> {
  const { ctx, clock, carrier } = stage;
  await carrier.recorded(true);
  const batch = (TEXTS_PER_SECOND * EVERY_MS) / 1_000;
  const plannedAt = new Map<number, number>();
  const began = realNow();
  for (let first = 0; first < TEXTS_PER_SECOND * seconds; first += batch) {
    const dueIn = began + (first / TEXTS_PER_SECOND) * 1_000 - realNow();
    if (dueIn > 0) await sleep(dueIn);
    const now = clock.now();
    const some = people.slice(first, first + batch);
    const jobs = await ctx.db.transaction((tx) =>
      planTexts(
        tx,
        ctx,
        some.map(({ id }) => ({
          shopId,
          senderId,
          subscriberId: id,
          class: "transactional",
          purpose: "transactional",
          sourceKind: "test",
          sourceId: newId(),
          occurrence: "bench",
          dueAt: now,
          expiresAt: new Date(now.getTime() + DAY_MS),
          body: "Harbor Candles: your order is packed and leaves today.",
        })),
      ),
    );
    for (const { phone } of some) plannedAt.set(Number(phone.slice(1)), realNow());
    await enqueueAll(ctx.enqueue, jobs);
  }
  await sleep(PAUSE_MS);
  const { count, at, to } = await carrier.recorded();
  const delays: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const planned = plannedAt.get(to[index] ?? 0);
    if (planned !== undefined) delays.push((at[index] ?? 0) - planned);
  }
  return { delays, missing: plannedAt.size - delays.length };
}

/** A merchant who keeps saving segments, each of which is counted over the whole audience. Returns how many there are then. */
async function countSegments({ ctx }: Stage, shopId: string, before: number, signal: AbortSignal): Promise<number> {
  const patterns = readyMade();
  let asked = before;
  while (!signal.aborted) {
    const { name, rules } = patterns[asked % patterns.length] ?? { name: "All", rules: { type: "and", rules: [] } };
    await saveSegment(ctx, shopId, { name: `${name} ${asked}`, rules });
    asked += 1;
    await sleep(SEGMENT_EVERY_MS, undefined, { signal }).catch(() => {});
  }
  return asked;
}
