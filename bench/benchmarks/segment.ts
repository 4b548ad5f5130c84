import { readAudiencePage } from "#domain/campaigns/audience/audience-page";
import { peopleOf } from "#domain/campaigns/audience/audience-people";
import type { Context } from "#domain/context";
import { asOf } from "#domain/segments/as-of";
import { compileRules } from "#domain/segments/compile";
import { describeSegment } from "#domain/segments/describe";
import { ofTheShop } from "#domain/segments/of-the-shop";
import { saveSegment } from "#domain/segments/save";
import { countSegment } from "#domain/segments/sizes/count";
import { parseRules, type Rules } from "#domain/segments/tree";
import { movableClock } from "#platform/clock";
import { connectDb, type Db } from "#platform/sql/db";
import type { Benchmark, RunOptions } from "../benchmark.ts";
import { barChart } from "../report/picture.ts";
import { cpuBetween } from "../stage/cpu.ts";
import { seedSegments } from "../stage/segment-seed.ts";
import { POSTGRES_SETTINGS, startServers } from "../stage/servers.ts";

/** Five rules of five kinds: place, money, clicks, tags, consent. */
const RULES = parseRules({
  type: "and",
  rules: [
    { type: "place", places: ["US-FL"] },
    { type: "spend", of: "total", is: "at-least", amount: 100 },
    { type: "not", rule: { type: "clicks", period: { kind: "last", days: 30 } } },
    { type: "tags", tags: ["vip"] },
    { type: "subscribed", when: { kind: "before-last", days: 90 } },
  ],
});
/** What else is asked of segments, for comparison. */
const BESIDE = {
  everybody: { type: "and", rules: [] },
  onePlace: { type: "place", places: ["US-FL"] },
  oneTag: { type: "tags", tags: ["city-7"] },
  notClicked: { type: "not", rule: { type: "clicks", period: { kind: "last", days: 30 } } },
  either: {
    type: "or",
    rules: [
      { type: "place", places: ["US-FL"] },
      { type: "spend", of: "total", is: "at-least", amount: 300 },
      { type: "last-order", when: { kind: "last", days: 30 } },
    ],
  },
};
const ROUNDS = 3;
const PATIENCE_MS = 120_000;

type Reading = Pick<Context, "db" | "clock">;

export const segment: Benchmark = {
  name: "segment",
  question: "How long does it take to count a segment of five rules, and to read its audience?",
  goals: ({ one }) => [
    { key: "oneMillionMs", below: 1_000 },
    ...(one === true ? [] : [{ key: "tenMillionMs", below: 5_000 }]),
  ],
  flags: { one: { type: "boolean", meaning: "one million people only" } },
  run: async (options) => {
    const [small, large] = options.isQuick ? [50_000, 200_000] : [1_000_000, 10_000_000];
    const servers = await startServers(options);
    const db = connectDb(servers.databaseUrl, { connections: 4 });
    options.onEnd(() => db.close());
    const clock = movableClock(new Date());
    const before = await servers.cpuSeconds();
    const one = await measure(options, { db, clock }, small);
    const ten = options.flags.one === true ? null : await measure(options, { db, clock }, large);
    const cpuSeconds = cpuBetween(before, await servers.cpuSeconds());
    return {
      scale: { small, ...(ten && { large }), matched: one.matched, ...(ten && { matchedOfLarge: ten.matched }) },
      settings: { ...POSTGRES_SETTINGS, segment: describeSegment(RULES, { currency: "USD" }), plan: (ten ?? one).plan },
      values: { oneMillionMs: one.figures.togetherMs, ...(ten && { tenMillionMs: ten.figures.togetherMs }) },
      sides: { small: one.figures, ...(ten && { large: ten.figures }) },
      cpuSeconds,
      ...(ten && {
        chart: barChart("Milliseconds to count a segment", "ten million subscribers, two cores", {
          "five rules": ten.figures.countMs,
          "five rules, and its audience": ten.figures.togetherMs,
          everybody: ten.figures.everybodyMs,
          "one place": ten.figures.onePlaceMs,
          "one tag": ten.figures.oneTagMs,
          "not clicked": ten.figures.notClickedMs,
          "any of three": ten.figures.eitherMs,
        }),
      }),
    };
  },
};

/** The slowest of the rounds, after one that found nothing in memory and is told apart. */
async function measure(options: RunOptions, ctx: Reading, count: number) {
  const now = ctx.clock.now();
  const seeded = performance.now();
  const shopId = await seedSegments(ctx.db, count, now);
  const seedSeconds = (performance.now() - seeded) / 1_000;
  options.say(`${count.toLocaleString("en")} people are there after ${Math.round(seedSeconds)} s`);
  const first = await round(ctx, shopId);
  let [countMs, audienceMs, firstPageMs] = [0, 0, 0];
  for (let n = 0; n < ROUNDS; n += 1) {
    const it = await round(ctx, shopId);
    countMs = Math.max(countMs, it.countMs);
    audienceMs = Math.max(audienceMs, it.audienceMs);
    firstPageMs = Math.max(firstPageMs, it.firstPageMs);
  }
  const beside = async (name: keyof typeof BESIDE) => await counted(ctx, shopId, parseRules(BESIDE[name]));
  const figures = {
    ...{ seedSeconds, coldMs: first.countMs + first.audienceMs, countMs, audienceMs, firstPageMs },
    togetherMs: countMs + audienceMs,
    everybodyMs: await beside("everybody"),
    onePlaceMs: await beside("onePlace"),
    oneTagMs: await beside("oneTag"),
    notClickedMs: await beside("notClicked"),
    eitherMs: await beside("either"),
  };
  return { figures, matched: first.matched, plan: await planOf(ctx.db, shopId, now) };
}

async function round(ctx: Reading, shopId: string) {
  const countMs = await counted(ctx, shopId, RULES);
  const started = performance.now();
  const name = `Round ${started}`;
  const { id } = await saveSegment({ ...ctx, enqueue: async () => {} }, shopId, { name, rules: RULES });
  const people = await peopleOf(ctx.db, shopId, { kind: "segment", segmentId: id, name }, ctx.clock.now());
  const began = performance.now();
  let [firstPageMs, matched] = [0, 0];
  for (let after: number | null = null, isLast = false; !isLast; ) {
    const page = await readAudiencePage(ctx, shopId, people, { after, byClock: false });
    matched += page.people;
    firstPageMs ||= performance.now() - began;
    ({ reached: after, isLast } = page);
  }
  return { countMs, audienceMs: performance.now() - began, firstPageMs, matched };
}

async function counted(ctx: Reading, shopId: string, rules: Rules): Promise<number> {
  const started = performance.now();
  const count = await countSegment(ctx, shopId, rules, { timeoutMs: PATIENCE_MS });
  if (count.kind !== "counted" || !count.isExact) throw new Error("A segment was not counted exactly.");
  return performance.now() - started;
}

/** The plan's shape in one line, from the outside in. */
async function planOf(db: Db, shopId: string, now: Date): Promise<string> {
  const { sql, values } = compileRules(RULES, await asOf(db, shopId, now));
  const text = `EXPLAIN (COSTS OFF) SELECT count(*) FROM subscribers s WHERE ${await ofTheShop(db, shopId)} AND s.redacted_at IS NULL AND ${sql}`;
  const lines = await db.run<{ "QUERY PLAN": string }>({ name: "", text }, [shopId, ...values]);
  const nodes = lines.map((line) => line["QUERY PLAN"]).filter((line) => /^\s*->|^\w/.test(line));
  return nodes.map((line) => line.replace(/^\s*(->)?\s*/, "")).join(" < ");
}
