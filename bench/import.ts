import type { Context } from "#domain/context";
import { startImport } from "#domain/imports/control";
import { examineImport } from "#domain/imports/examine";
import type { ImportCounts, ImportView } from "#domain/imports/import";
import { readImport } from "#domain/imports/read";
import { createImport } from "#domain/imports/upload";
import { openContext } from "#domain/open-context";
import { readConfig } from "#platform/config";
import type { Benchmark } from "./benchmark.ts";
import { realNow, until } from "./campaign.ts";
import { cpuBetween, cpuSecondsOf } from "./cpu.ts";
import { type BenchFile, benchFile } from "./import-file.ts";
import { watchPeaks } from "./peak-memory.ts";
import { environmentOn, startWorkerProcess } from "./processes.ts";
import { seedShop } from "./seed.ts";
import { startServers } from "./servers.ts";

const PATIENCE_MS = 30 * 60_000;
const LOOK_MS = 100;
const ATTESTATION = {
  source: "Our former provider",
  words: "Yes, text me news and offers. Message and data rates may apply.",
  consentedAt: new Date("2025-01-01T00:00:00Z"),
};

export const importing: Benchmark = {
  name: "import",
  question: "How many lines of a CSV file a second become subscribers with their consent, and in how much memory?",
  goals: () => [
    { key: "rowsPerSecond", atLeast: 50_000 },
    { key: "peakRssBytes", below: 300 * 1024 ** 2 },
  ],
  run: async (options) => {
    const rows = options.isQuick ? 200_000 : 10_000_000;
    const servers = await startServers(options);
    const { ctx, close } = await openContext(readConfig(environmentOn(servers)), "bench");
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
    options.say("The same file once more");
    const second = await upload(benchFile(rows).bytes);
    await examine(ctx, shop.id, second);
    const again = await measured(importAll(ctx, shop.id, second));
    check(dryRun.counts, file, { made: file.made });
    check(run.counts, file, { made: file.made });
    check(again.counts, file, { unchanged: file.made });
    return {
      scale: { rows, made: file.made, duplicates: file.duplicates, refused: file.refused },
      settings: { workerProcesses: 1, linesInATransaction: 10_000, transactionsAtOnce: 2, synchronousCommit: true },
      values: { rowsPerSecond: run.figures.rowsPerSecond, peakRssBytes, workerPeakRssBytes },
      sides: {
        upload: { seconds: uploadSeconds, rowsPerSecond: rows / uploadSeconds },
        dryRun: dryRun.figures,
        import: run.figures,
        sameFileAgain: again.figures,
      },
      cpuSeconds,
    };
  },
};

interface Measured {
  counts: ImportCounts;
  figures: Record<string, number> & { rowsPerSecond: number };
}

interface Pass {
  seconds: number;
  counts: ImportCounts;
}

/** The dry run, with what was guessed. */
export async function examine(ctx: Context, shopId: string, id: string): Promise<Pass> {
  const { mapping, options } = await viewOf(ctx, shopId, id);
  return await passUntil(ctx, shopId, id, "examined", () =>
    examineImport(ctx, shopId, id, { mapping, options, attestation: ATTESTATION }),
  );
}

/** The import, to its end. */
export async function importAll(ctx: Context, shopId: string, id: string): Promise<Pass> {
  return await passUntil(ctx, shopId, id, "finished", () => startImport(ctx, shopId, id));
}

async function passUntil(
  ctx: Context,
  shopId: string,
  id: string,
  state: ImportView["state"],
  begin: () => Promise<void>,
): Promise<Pass> {
  const from = realNow();
  await begin();
  const look = async () => {
    const view = await viewOf(ctx, shopId, id);
    if (view.state === "failed") throw new Error(`The import failed: ${view.problem}`);
    return view.state === state ? view : null;
  };
  const { counts } = await until(`the import to be ${state}`, PATIENCE_MS, look, LOOK_MS);
  return { seconds: (realNow() - from) / 1_000, counts };
}

async function viewOf({ db }: Pick<Context, "db">, shopId: string, id: string): Promise<ImportView> {
  const view = await readImport(db, shopId, id);
  if (view === null) throw new Error("The import is gone.");
  return view;
}

/** A benchmark of what is not done would be quick. */
function check(counts: ImportCounts, file: BenchFile, expected: Partial<ImportCounts>): void {
  const all: Partial<ImportCounts> = { ...expected, duplicates: file.duplicates, refused: file.refused };
  for (const [name, count] of Object.entries(all))
    if (counts[name as keyof ImportCounts] !== count)
      throw new Error(`The import counted ${JSON.stringify(counts)}, where ${name} should be ${String(count)}.`);
}
