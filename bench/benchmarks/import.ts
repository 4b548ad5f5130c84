import { openProcess } from "#boot/open-process";
import { createImport } from "#domain/imports/file/upload";
import type { ImportCounts } from "#domain/imports/import";
import { readConfig } from "#platform/config";
import type { Benchmark } from "../benchmark.ts";
import { timeBareCopy } from "../sides/bare-rows.ts";
import { realNow } from "../stage/campaign.ts";
import { cpuBetween, cpuSecondsOf } from "../stage/cpu.ts";
import { type BenchFile, benchFile } from "../stage/import-file.ts";
import { examine, importAll, type Pass } from "../stage/import-passes.ts";
import { watchPeaks } from "../stage/peak-memory.ts";
import { environmentOn, startWorkerProcess } from "../stage/processes.ts";
import { seedShop } from "../stage/seed.ts";
import { startServers } from "../stage/servers.ts";

export const importing: Benchmark = {
  name: "import",
  question: "How many lines of a CSV file a second become subscribers with their consent, and in how much memory?",
  flags: {
    beside: { type: "boolean", meaning: "a thousand texts a second while a file is imported and segments are counted" },
  },
  goals: ({ beside }) =>
    beside
      ? [{ key: "p99Ratio", atMost: 1.1 }]
      : [
          { key: "ratioToCopy", atLeast: 0.6 },
          { key: "peakRssBytes", below: 300_000_000 },
        ],
  run: async (options) => {
    if (options.flags.beside === true) return (await import("../stage/beside.ts")).runBeside(options);
    const rows = options.isQuick ? 200_000 : 10_000_000;
    const servers = await startServers(options);
    const { ctx, close } = await openProcess(readConfig(environmentOn(servers)), "bench");
    options.onEnd(close);
    const shop = await seedShop(ctx.db);
    const file = benchFile(rows);
    const upload = (bytes: AsyncIterable<Uint8Array>) =>
      createImport(ctx, { shopId: shop.id, kind: "subscribers", fileName: "people.csv" }, bytes);
    options.say(`Uploading ${rows.toLocaleString("en")} lines`);
    const uploadFrom = realNow();
    const id = await upload(file.bytes);
    const uploadSeconds = (realNow() - uploadFrom) / 1_000;

    const worker = await startWorkerProcess(options, servers);
    const cpu = async () => ({ worker: cpuSecondsOf(worker.part.pid, true), ...(await servers.cpuSeconds()) });
    const measured = async (pass: Promise<Pass>): Promise<Measured> => {
      const before = await cpu();
      const { seconds, counts } = await pass;
      const { worker: inWorker, postgres } = cpuBetween(before, await cpu());
      const perRow = { workerMicros: (inWorker / rows) * 1e6, postgresMicros: (postgres / rows) * 1e6 };
      return { counts, figures: { seconds, rowsPerSecond: rows / seconds, ...perRow } };
    };
    const peaks = watchPeaks(worker.part.pid);
    options.onEnd(() => void peaks.stop());
    options.say("Dry run");
    const dryRun = await measured(examine(ctx, shop.id, id));
    options.say("Import");
    const cpuBefore = await cpu();
    const run = await measured(importAll(ctx, shop.id, id));
    const cpuSeconds = cpuBetween(cpuBefore, await cpu());
    const { own: workerPeakRssBytes, children: peakRssBytes } = peaks.stop();
    options.say("A bare COPY of the same rows");
    const copySeconds = await timeBareCopy(ctx.db, ["subscribers", "consent_events"]);
    options.say("The same file once more");
    const second = await upload(benchFile(rows).bytes);
    await examine(ctx, shop.id, second);
    const again = await measured(importAll(ctx, shop.id, second));
    check(dryRun.counts, file, { made: file.made });
    check(run.counts, file, { made: file.made });
    check(again.counts, file, { unchanged: file.made });
    return {
      scale: { rows, made: file.made, duplicates: file.duplicates, refused: file.refused },
      settings: {
        workerProcesses: 1,
        linesInATransaction: 10_000,
        transactionsAtOnce: 2,
        waitsForDiskEachChunk: false,
      },
      values: {
        ratioToCopy: copySeconds / run.figures.seconds,
        rowsPerSecond: run.figures.rowsPerSecond,
        peakRssBytes,
        workerPeakRssBytes,
      },
      sides: {
        upload: { seconds: uploadSeconds, rowsPerSecond: rows / uploadSeconds },
        dryRun: dryRun.figures,
        import: run.figures,
        bareCopy: { seconds: copySeconds, rowsPerSecond: rows / copySeconds },
        sameFileAgain: again.figures,
      },
      cpuSeconds,
    };
  },
};

interface Measured {
  counts: ImportCounts;
  figures: Record<string, number> & { seconds: number; rowsPerSecond: number };
}

/** A benchmark of what is not done would be quick. */
function check(counts: ImportCounts, file: BenchFile, expected: Partial<ImportCounts>): void {
  const all: Partial<ImportCounts> = { ...expected, duplicates: file.duplicates, refused: file.refused };
  for (const [name, count] of Object.entries(all))
    if (counts[name as keyof ImportCounts] !== count)
      throw new Error(`The import counted ${JSON.stringify(counts)}, where ${name} should be ${String(count)}.`);
}
