// `npm run proofs [-- <name> …] [--quick] [--seed <number>] [--size <number>] [--calls <number>] [--since <migration>]`: one after
// another, each on servers and processes of its own.
// Ends with "N passed, N failed" and with 1 when a proof does not hold.

import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { planShutdown, type Shutdown } from "../../bin/demo/shutdown.ts";
import { describeError, say } from "../../bin/progress.ts";
import { forgetServices } from "../../bin/servers/forget.ts";
import { onInterrupt } from "../../bin/signals.ts";
import { countOf, lastLine } from "../../bin/test/totals.ts";
import { folderOf, forgetEarlierRuns } from "./folder.ts";
import { openNetwork } from "./partition/network.ts";
import type { Finding, Proof, Scale } from "./proof.ts";
import { proofs } from "./registry.ts";
import { openServers } from "./servers.ts";
import { openWorld } from "./world.ts";

const SHOWN_COMPLAINTS = 12;
/** Servers, build, store, web and workers. */
const START_PATIENCE_MS = 4 * 60_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: "boolean", default: false },
    seed: { type: "string" },
    size: { type: "string" },
    calls: { type: "string" },
    since: { type: "string" },
  },
});
let running: Shutdown | null = null;
onInterrupt(
  () => void Promise.resolve(running?.run()).finally(() => process.exit(130)),
  () => running?.hurry(),
);
process.exit(await main());

async function main(): Promise<number> {
  const unknown = positionals.find((name) => !proofs.some((proof) => proof.name === name));
  if (unknown) {
    say(
      `There is no proof "${unknown}". There are:\n${proofs.map(({ name, claim }) => `  ${name}: ${claim}`).join("\n")}`,
    );
    return 2;
  }
  const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
  await forgetEarlierRuns();
  say(`Proofs, ${values.quick ? "short" : "full"} form; --seed ${seed} draws the same again.`);
  const results: boolean[] = [];
  for (const proof of proofs) {
    const isWanted = positionals.length === 0 ? !(values.quick && proof.isNightly) : positionals.includes(proof.name);
    if (isWanted) results.push(await holds(proof, seed));
  }
  say(`\n${lastLine(countOf(results))}`);
  return results.every(Boolean) ? 0 : 1;
}

/** Runs one proof from nothing to nothing and says what was found. Its data stay only when it does not hold. */
async function holds(proof: Proof, seed: number): Promise<boolean> {
  say(`\n${proof.name}: ${proof.claim}`);
  const startedAt = performance.now();
  const elapsed = () => `${Math.round((performance.now() - startedAt) / 1_000)} s`;
  const folder = folderOf(proof.name);
  const shutdown = planShutdown();
  running = shutdown;
  const finding = await find(proof, seed, folder, shutdown, (line) => say(`  ${elapsed()}  ${line}`));
  const isProved = finding.complaints.length === 0;
  say(`${isProved ? "✓" : "✗"} ${proof.name}: ${[...finding.counts, elapsed(), `seed ${seed}`].join(" · ")}`);
  for (const complaint of finding.complaints.slice(0, SHOWN_COMPLAINTS)) say(`  ${complaint}`);
  const rest = finding.complaints.length - SHOWN_COMPLAINTS;
  if (rest > 0) say(`  and ${rest} more.`);
  if (isProved) await forgetServices(folder);
  else say(`  The logs are in ${folder}/logs.`);
  return isProved;
}

/** The form that was asked for, with `--size` people or rows instead of its own, and as much more patience. */
function scaleOf({ scales }: Proof): Scale {
  const { since, calls } = values;
  const scale: Scale = {
    ...scales[values.quick ? "quick" : "full"],
    ...(since !== undefined && { since }),
    ...(calls !== undefined && { calls: Number(calls) }),
  };
  if (values.size === undefined) return scale;
  const people = Number(values.size);
  return { ...scale, people, patienceMs: scale.patienceMs * Math.max(1, people / scale.people) };
}

async function find(
  proof: Proof,
  seed: number,
  folder: string,
  shutdown: Shutdown,
  tell: (line: string) => void,
): Promise<Finding> {
  const scale = scaleOf(proof);
  const patienceMs = START_PATIENCE_MS + scale.patienceMs;
  const late = sleep(patienceMs, null, { ref: false }).then(() => {
    throw new Error(`Not over after ${Math.round(patienceMs / 1_000)} s.`);
  });
  async function run(): Promise<Finding> {
    if ("runOn" in proof) {
      const { servers } = await openServers(folder, shutdown);
      return proof.runOn(servers, scale, tell);
    }
    const { latestEntrySeconds = 5, webs = 1, isOnNetwork = false, hasReceiver = false, postgres = "alone" } = proof;
    const network = isOnNetwork ? await openNetwork(shutdown) : null;
    const world = await openWorld({
      ...{ folder, seed, shutdown, latestEntrySeconds, webs, network, hasReceiver, postgres },
      providerCalls: scale.calls,
    });
    tell("everything is up");
    const finding = await proof.run(world, scale, tell);
    return { ...finding, complaints: [...finding.complaints, ...world.fleet.deserters()] };
  }
  try {
    return await Promise.race([run(), late]);
  } catch (error) {
    return { counts: [], complaints: [describeError(error)] };
  } finally {
    await shutdown.run().catch((error: unknown) => say(`  Could not be stopped well: ${describeError(error)}`));
  }
}
