import { statfsSync } from "node:fs";
import { campaignReport } from "#domain/campaigns/report/report";
import { monthOf } from "#domain/messages/month";
import { dropOldPartitions } from "#domain/operations/partitions";
import { newId } from "#platform/ids";
import { statement, statementFile } from "#platform/sql/statement";
import type { Benchmark, RunOptions } from "../benchmark.ts";
import { median } from "../report/percentiles.ts";
import { barChart } from "../report/picture.ts";
import { insertAudience, settleAudiences } from "../stage/audience.ts";
import { realNow } from "../stage/campaign.ts";
import { nextTuesday } from "../stage/clock.ts";
import { cpuBetween } from "../stage/cpu.ts";
import { liftFrequencyCaps, type SeededShop, seedShop } from "../stage/seed.ts";
import { type Stage, setStage } from "../stage/stage.ts";
import { wholeCampaign } from "../stage/whole-campaign.ts";

const SHOPS = 1_000;
const PER_STATEMENT = 100_000;
/** Statements that fill side by side: one a core. */
const FILLERS = 2;
const ROUNDS = 3;
const REPORTS = 21;
/** The disk keeps so much free, for the log of changes and for sorting. */
const SPARE_GIGABYTES = 12;
const GIGABYTE = 1024 ** 3;
const MINUTE_MS = 60_000;
const YEARS_LATER_MS = 3 * 365 * 24 * 3_600_000;

const fillMessages = statementFile(import.meta.url, "./fill-messages.sql");
const settle = statement("rows-settle", "VACUUM ANALYZE messages");
const sizeOf = statement(
  "rows-size",
  `SELECT sum(pg_total_relation_size(inhrelid))::int8 AS bytes FROM pg_inherits WHERE inhparent = 'messages'::regclass`,
);
const notDurable = statement("rows-fill-fast", "SET LOCAL synchronous_commit = off");

export const rows: Benchmark = {
  name: "rows",
  question:
    "What does a text, its receipts, a report and dropping a month cost when the month holds 100 million texts instead of one million?",
  flags: {
    rows: { type: "string", meaning: "how many texts the large month holds; 100,000,000 when absent" },
    gigabytes: { type: "string", meaning: "the most that they may take; 50 when absent" },
    minutes: { type: "string", meaning: "how long filling the large month may take; no limit when absent" },
  },
  goals: () => [{ key: "largeOverSmall", atMost: 1.25 }],
  run: async (options) => {
    const scale = options.isQuick
      ? { small: 20_000, large: 200_000, audience: 3_000 }
      : { small: 1_000_000, large: numberOf(options.flags.rows, 100_000_000), audience: 20_000 };
    const mostBytes = numberOf(options.flags.gigabytes, 50) * GIGABYTE;
    const mostMinutes = numberOf(options.flags.minutes, Number.POSITIVE_INFINITY);
    const stage = await setStage(options, { startsAt: nextTuesday("14:00"), hasWeb: true });
    const { db } = stage.ctx;
    const shop = await seedShop(db, { partsPerSecond: 1_000_000, now: stage.clock.now() });
    await insertAudience(db, { shopId: shop.id, count: scale.audience, now: stage.clock.now() });
    await liftFrequencyCaps(db);
    await settleAudiences(db);
    const fill = filler(options, stage, mostBytes, mostMinutes);

    await fill(scale.small);
    options.say("Warming up");
    await wholeCampaign(stage, shop.id, { hasReceipts: true });
    const small = { ...(await measure(options, stage, shop)), ...(await fill(0)) };
    const filled = await fill(scale.large);
    const large = { ...(await measure(options, stage, shop)), ...filled };
    const startedAt = realNow();
    await dropOldPartitions(db, new Date(stage.clock.now().getTime() + YEARS_LATER_MS));
    const dropMs = realNow() - startedAt;

    return {
      scale: { ...scale, rows: large.rows, bytes: large.bytes },
      settings: { sendingProcesses: 1, receiptsPerText: 2, shops: SHOPS, rounds: ROUNDS },
      values: {
        largeOverSmall: large.postgresMicrosPerText / small.postgresMicrosPerText,
        reportLargeOverSmall: large.reportMs / small.reportMs,
        dropMs,
      },
      sides: { small, large },
      chart: barChart("PostgreSQL's work for a text with its receipts", "CPU µs", {
        [`${small.rows.toLocaleString("en")} texts in the month`]: small.postgresMicrosPerText,
        [`${large.rows.toLocaleString("en")} texts in the month`]: large.postgresMicrosPerText,
      }),
    };
  },
};

interface Filled {
  rows: number;
  bytes: number;
}

/** Fills the month until it holds so many texts, or so many bytes, or the time is over, or the disk is almost full. */
function filler(options: RunOptions, { ctx: { db }, clock, servers }: Stage, mostBytes: number, mostMinutes: number) {
  const shopIds = Array.from({ length: SHOPS }, newId);
  const campaignIds = Array.from({ length: SHOPS }, newId);
  const senderId = newId();
  let rows = 0;
  const bytesNow = async () => (await db.run<{ bytes: number }>(sizeOf))[0]?.bytes ?? 0;

  async function insert(first: number, count: number): Promise<void> {
    const at = clock.now();
    await db.transaction(async (tx) => {
      await tx.run(notDurable);
      await tx.run(fillMessages, [shopIds, campaignIds, senderId, monthOf(at), first, first + count - 1, at]);
    });
  }

  return async function fill(wanted: number): Promise<Filled> {
    const startedAt = realNow();
    let said = startedAt;
    const isOver = (bytes: number) =>
      bytes >= mostBytes ||
      realNow() - startedAt >= mostMinutes * MINUTE_MS ||
      freeBytes(servers.folder) < SPARE_GIGABYTES * GIGABYTE;
    for (let bytes = 0; rows < wanted; bytes = await bytesNow()) {
      if (isOver(bytes)) {
        options.say(`The month stops at ${rows.toLocaleString("en")} texts: ${(bytes / GIGABYTE).toFixed(1)} GB`);
        break;
      }
      const count = Math.min(PER_STATEMENT, Math.ceil((wanted - rows) / FILLERS));
      await Promise.all(Array.from({ length: FILLERS }, (_, at) => insert(rows + at * count, count)));
      rows += FILLERS * count;
      if (realNow() - said > 10_000) {
        said = realNow();
        options.say(`${rows.toLocaleString("en")} of ${wanted.toLocaleString("en")} texts`);
      }
    }
    if (wanted > 0) await db.run(settle);
    return { rows, bytes: await bytesNow() };
  };
}

async function measure(options: RunOptions, stage: Stage, shop: SeededShop) {
  const rounds: Record<"postgres" | "perSecond", number>[] = [];
  const reportMs: number[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    options.say(`Round ${round} of ${ROUNDS}`);
    const before = await stage.cpuSeconds();
    const { campaign, audience, perSecond } = await wholeCampaign(stage, shop.id, { hasReceipts: true });
    const { postgres = 0 } = cpuBetween(before, await stage.cpuSeconds());
    rounds.push({ postgres: (postgres * 1_000_000) / audience, perSecond });
    for (let look = 0; look < REPORTS; look += 1) {
      const startedAt = realNow();
      await campaignReport(stage.ctx.db, shop.id, campaign.id, stage.clock.now(), (at) => at.toISOString());
      reportMs.push(realNow() - startedAt);
    }
  }
  return {
    postgresMicrosPerText: median(rounds.map((it) => it.postgres)),
    perSecond: median(rounds.map((it) => it.perSecond)),
    reportMs: median(reportMs),
  };
}

function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

function numberOf(given: string | boolean | undefined, otherwise: number): number {
  const value = typeof given === "string" ? Number(given.replaceAll(/[_,]/g, "")) : otherwise;
  if (!(value > 0)) throw new Error(`"${given}" is not a number above 0.`);
  return value;
}
