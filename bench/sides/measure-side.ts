import { statement } from "#platform/sql/statement";
import { until } from "../stage/campaign.ts";
import { cpuBetween } from "../stage/cpu.ts";
import type { Stage } from "../stage/stage.ts";

/** What one side of a round cost; the CPU's and the log's figures are for each text. */
export interface SideFigures extends Record<string, number> {
  perSecond: number;
  /** The carrier does the same for each text: a gauge of the machine. */
  carrierMicros: number;
  postgresMicros: number;
  /** The side's own processes. */
  ownMicros: number;
  walBytes: number;
}

const checkpoint = statement("bench-checkpoint", "CHECKPOINT");
const walPosition = statement("bench-wal", "SELECT (pg_current_wal_lsn() - '0/0')::int8 AS bytes");

/**
 * Measures one side: so many texts, whose rate `work` tells. Each begins just after a checkpoint and has another when half
 * of its texts have been taken, so that all write whole pages to the log as often.
 */
export async function measureSide(
  { ctx: { db }, carrier, cpuSeconds }: Stage,
  count: number,
  own: () => number,
  work: () => Promise<number>,
): Promise<SideFigures> {
  const position = async () => (await db.run<{ bytes: number }>(walPosition))[0]?.bytes ?? 0;
  await db.run(checkpoint);
  const { accepted } = await carrier.counts();
  const before = { own: own(), wal: await position(), cpu: await cpuSeconds() };
  const isHalfway = async () => ((await carrier.counts()).accepted - accepted >= count / 2 ? true : null);
  const halfway = until("half of the texts", 600_000, isHalfway, 50).then(() => db.run(checkpoint));
  const [perSecond] = await Promise.all([work(), halfway]);
  const used = cpuBetween(before.cpu, await cpuSeconds());
  const micros = (seconds = 0) => (seconds / count) * 1e6;
  return {
    perSecond,
    carrierMicros: micros(used.carrier),
    postgresMicros: micros(used.postgres),
    redisMicros: micros(used.redis),
    ownMicros: micros(own() - before.own),
    walBytes: ((await position()) - before.wal) / count,
  };
}
