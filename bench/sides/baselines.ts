import { statement } from "#platform/sql/statement";
import { waitForLine } from "../../bin/demo/part.ts";
import { sourceOfRun } from "../baselines/serve-runs.ts";
import type { RunOptions } from "../benchmark.ts";
import { realNow, until } from "../stage/campaign.ts";
import { type BenchProcess, SECRETS, startListeningScript, startScript } from "../stage/processes.ts";
import type { Stage } from "../stage/stage.ts";
import { RECEIPTS, rateAtCarrier } from "../stage/whole-campaign.ts";

/** Calls in flight of every side. */
export const CONNECTIONS = 96;
/** As long as the slowest of them needs on a busy machine. */
const PATIENCE_MS = 300_000;

/** What the product is measured against: a process of its own, warmed up, that does the same work in each run. */
export interface Baseline {
  /** Texts in each run. */
  count: number;
  /** Resolves with texts a second at the carrier; with receipts, until the last of them was written. */
  run(): Promise<number>;
  /** CPU seconds of its own processes so far. */
  cpuSeconds(): number;
}

/** The limit: a process that only posts, by undici (`bare-loop`) or on bare sockets (`bare-raw`). */
export function startBare(
  options: RunOptions,
  stage: Stage,
  name: "bare-loop" | "bare-raw",
  count: number,
): Promise<Baseline> {
  return startBaseline(options, stage, name, [stage.carrier.url], count);
}

/** The ordinary way, without promises. */
export function startJobPerMessage(
  options: RunOptions,
  stage: Stage,
  shopId: string,
  count: number,
): Promise<Baseline> {
  const { databaseUrl, redisUrl } = stage.servers;
  return startBaseline(options, stage, "job-per-message", [databaseUrl, redisUrl, stage.carrier.url, shopId], count);
}

const delivered = statement(
  "bench-durable-delivered",
  "SELECT count(*) AS count FROM bench_messages WHERE shop_id = $1 AND source_id = $2 AND state = 'delivered'",
);

/** The plain way of keeping the promises; with receipts a second process takes them, as our web process does. */
export async function startDurableLoop(
  options: RunOptions,
  stage: Stage,
  shopId: string,
  count: number,
  { hasReceipts }: { hasReceipts: boolean },
): Promise<Baseline> {
  const { servers, carrier, ctx } = stage;
  if (!hasReceipts)
    return startBaseline(
      options,
      stage,
      "durable-loop",
      [servers.databaseUrl, carrier.url, "http://127.0.0.1:9", shopId],
      count,
    );
  const receiver = await startPlainReceipts(options, servers, "durable");
  async function untilReceived(run: number): Promise<number> {
    const endedAt = await until("the durable loop's receipts", PATIENCE_MS, () => lastReceived(run), 250);
    const { at } = await carrier.recorded(true);
    return (count * 1_000) / (endedAt - (at[0] ?? endedAt));
  }
  async function lastReceived(run: number): Promise<number | null> {
    const [row] = await ctx.db.run<{ count: number }>(delivered, [shopId, sourceOfRun(run)]);
    return row?.count === count ? realNow() : null;
  }
  const args = [servers.databaseUrl, carrier.url, receiver.url, shopId];
  const loop = await startBaseline(options, stage, "durable-loop", args, count, untilReceived);
  return { ...loop, cpuSeconds: () => loop.cpuSeconds() + receiver.cpuSeconds() };
}

/** A server that writes receipts to the baseline's table (baselines/plain-receipts.ts). */
export function startPlainReceipts(
  options: RunOptions,
  servers: Stage["servers"],
  mode: "durable" | "at-end",
): Promise<BenchProcess> {
  const args = [servers.databaseUrl, SECRETS.TWILIO_AUTH_TOKEN, mode];
  return startListeningScript(options, servers, "bench/baselines/plain-receipts.ts", { name: "plain-receipts", args });
}

/** Starts one and lets it do its work once, as the product's warm-up is a whole campaign. */
async function startBaseline(
  options: RunOptions,
  { servers, carrier }: Stage,
  name: string,
  args: string[],
  count: number,
  rateAtEnd?: (run: number) => Promise<number>,
): Promise<Baseline> {
  const script = `bench/baselines/${name}.ts`;
  const all = [...args, String(count), String(CONNECTIONS)];
  const { part, cpuSeconds } = startScript(options, servers, script, { name, args: all });
  await waitForLine(part, (line) => (line === "ready" ? true : null));
  let runs = 0;
  async function run(): Promise<number> {
    runs += 1;
    await carrier.set({ receipts: rateAtEnd ? RECEIPTS : null });
    await carrier.recorded(true);
    process.kill(part.pid, "SIGUSR2");
    await waitForLine(part, (line) => (line === `done ${runs}` ? true : null), PATIENCE_MS);
    return rateAtEnd ? rateAtEnd(runs) : rateAtCarrier(carrier);
  }
  await run();
  return { count, run, cpuSeconds };
}
