import type { Context } from "#domain/context";
import { intakeKind, messageClass } from "#domain/jobs";
import type { Sql } from "#platform/sql/db";
import { statement, statementFile } from "#platform/sql/statement";
import { collectWith } from "#platform/telemetry/metrics/expose";
import { clearGauge, count, setGauge } from "#platform/telemetry/metrics/record";
import type { GaugeName } from "#platform/telemetry/metrics/registry";

/** What was read is published for so long, however often /metrics is asked for. */
const FRESH_MS = 5_000;
/** What changes slowly, or costs a row for each shop and topic. */
const RARELY_MS = 60_000;
const MOST_MS = 1_000;
const MOST_DELIVERIES = 50_000;
const MOST_OF_A_LANE = 10_000;
/** Of up to 250 people each. */
const MOST_CHUNKS = 4_000;

const intakeBacklog = statementFile(import.meta.url, "./intake-backlog.sql");
const laneBacklog = statementFile(import.meta.url, "./lane-backlog.sql");
const drift = statement(
  "drift",
  "SELECT topic AS kind, sum(missed)::int8 AS missed FROM reconciliations GROUP BY topic",
);
const dead = statement("dead-by-kind", "SELECT kind, count(*)::int8 AS count FROM dead_deliveries GROUP BY kind");
const unknown = statement("final-unknowns-now", "SELECT count(*)::int8 AS count FROM final_unknowns");
/** For this transaction. No scrape may hurt the database. */
const hurry = statement("metrics-hurry", "SELECT set_config('statement_timeout', $1, true)");

interface Read {
  name: string;
  freshMs: number;
  gauges: GaugeName[];
  /** Reads and sets the gauges. */
  publish(tx: Sql, now: Date): Promise<void>;
}

const reads: Read[] = [
  {
    name: "intake",
    freshMs: FRESH_MS,
    gauges: ["cartbell_intake_waiting", "cartbell_intake_oldest_seconds"],
    async publish(tx, now) {
      const rows = await tx.run<{ kind: string; waiting: number; seconds: number }>(intakeBacklog, [
        ...[now, intakeKind.options, MOST_DELIVERIES],
      ]);
      for (const { kind, waiting, seconds } of rows) {
        setGauge("cartbell_intake_waiting", { kind }, waiting);
        setGauge("cartbell_intake_oldest_seconds", { kind }, seconds);
      }
    },
  },
  {
    name: "lanes",
    freshMs: FRESH_MS,
    gauges: ["cartbell_lane_waiting", "cartbell_lane_oldest_seconds"],
    async publish(tx, now) {
      const rows = await tx.run<{ class: string; waiting: number; seconds: number }>(laneBacklog, [
        ...[now, messageClass.options, MOST_OF_A_LANE, MOST_CHUNKS],
      ]);
      for (const { class: of, waiting, seconds } of rows) {
        setGauge("cartbell_lane_waiting", { class: of }, waiting);
        setGauge("cartbell_lane_oldest_seconds", { class: of }, seconds);
      }
    },
  },
  {
    name: "drift",
    freshMs: RARELY_MS,
    gauges: ["cartbell_reconciler_drift"],
    async publish(tx) {
      const rows = await tx.run<{ kind: string; missed: number }>(drift);
      for (const { kind, missed } of rows) setGauge("cartbell_reconciler_drift", { kind }, missed);
    },
  },
  {
    name: "dead",
    freshMs: RARELY_MS,
    gauges: ["cartbell_dead_deliveries", "cartbell_final_unknowns"],
    async publish(tx) {
      const byKind = new Map((await tx.run<{ kind: string; count: number }>(dead)).map((row) => [row.kind, row.count]));
      for (const kind of intakeKind.options) setGauge("cartbell_dead_deliveries", { kind }, byKind.get(kind) ?? 0);
      const [unknowns] = await tx.run<{ count: number }>(unknown);
      setGauge("cartbell_final_unknowns", {}, unknowns?.count ?? 0);
    },
  },
];

/**
 * Publishes what waits in PostgreSQL when /metrics is asked for: read at most every five seconds, within a second, and one
 * read at a time. What could not be read is absent from the answer and counted as such. Returns what ends it.
 */
export function publishBacklog(ctx: Pick<Context, "db" | "clock">): () => void {
  const readAt = new Map<Read, number>();
  let reading: Promise<void> | null = null;

  async function readAll(): Promise<void> {
    for (const read of reads) {
      if (performance.now() - (readAt.get(read) ?? Number.NEGATIVE_INFINITY) < read.freshMs) continue;
      readAt.set(read, performance.now());
      await readOne(ctx, read);
    }
  }

  return collectWith(() => {
    reading ??= readAll().finally(() => {
      reading = null;
    });
    return reading;
  });
}

async function readOne({ db, clock }: Pick<Context, "db" | "clock">, read: Read): Promise<void> {
  try {
    await db.transaction(async (tx) => {
      await tx.run(hurry, [String(MOST_MS)]);
      await read.publish(tx, clock.now());
    });
  } catch {
    // The log has enough about a database that is away; a scrape says it by what is missing.
    for (const gauge of read.gauges) clearGauge(gauge);
    count("cartbell_gauge_reads_failed_total", { read: read.name });
  }
}
