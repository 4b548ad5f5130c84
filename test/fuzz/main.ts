// `npm run fuzz -- [<target> …] [--minutes <number>] [--seed <number>] [--quick]`: generated input for the real processes,
// while another shop is timed. Ends with "N passed, N failed" and with 1 when a target failed.

import { parseArgs } from "node:util";
import { planShutdown } from "../../bin/demo/shutdown.ts";
import { describeError, say } from "../../bin/progress.ts";
import { forgetServices } from "../../bin/servers/forget.ts";
import { onInterrupt } from "../../bin/signals.ts";
import { countOf, lastLine } from "../../bin/test/totals.ts";
import { folderOf, forgetEarlierRuns } from "../proofs/folder.ts";
import { csv } from "./csv.ts";
import { endpoints } from "./endpoints.ts";
import { FULL, QUICK } from "./form.ts";
import { replies } from "./replies.ts";
import { runTarget } from "./run.ts";
import { segments } from "./segments.ts";
import type { Target } from "./target.ts";
import { templates } from "./templates.ts";
import { openFuzzWorld } from "./world.ts";

const TARGETS: Target[] = [endpoints, csv, templates, segments, replies];
const USAGE = `npm run fuzz -- [${TARGETS.map(({ name }) => name).join("|")}] [--minutes <number>] [--seed <number>] [--quick]`;
const MOST_SEED = 2 ** 31 - 1;

const shutdown = planShutdown();
onInterrupt(
  () => void shutdown.run().finally(() => process.exit(130)),
  () => shutdown.hurry(),
);
process.exit(await main());

async function main(): Promise<number> {
  const command = readCommand();
  if (command === null) {
    say(USAGE);
    return 2;
  }
  const { targets, minutes, seed, isQuick } = command;
  say(`Fuzzing ${targets.map(({ name }) => name).join(", ")}; --seed ${seed} generates the same again.`);
  await forgetEarlierRuns();
  const folder = folderOf("fuzz");
  const results: boolean[] = [];
  try {
    const world = await openFuzzWorld(folder, seed, shutdown);
    const terms = await world.terms(isQuick ? QUICK : FULL);
    say(`Another shop's slowest calm answer took ${terms.calmMs} ms; above ${terms.limitMs} ms is a stall.`);
    for (const target of targets) {
      const found = await runTarget(world, target, { ...terms, seed, ms: minutes * 60_000, isQuick });
      say(`${found.failures.length === 0 ? "✓" : "✗"} ${target.name}: ${found.summary}`);
      for (const failure of found.failures) say(`  ${failure}`);
      if (found.failures.length > 0)
        say(`  Again: npm run fuzz -- ${target.name} --seed ${seed}${isQuick ? " --quick" : ` --minutes ${minutes}`}`);
      results.push(found.failures.length === 0);
    }
  } catch (error) {
    say(describeError(error));
    results.push(false);
  } finally {
    await shutdown.run().catch((error: unknown) => say(`Could not be stopped well: ${describeError(error)}`));
  }
  if (results.every(Boolean)) await forgetServices(folder);
  else say(`The logs are in ${folder}/logs.`);
  say(`\n${lastLine(countOf(results))}`);
  return results.every(Boolean) ? 0 : 1;
}

/** Null when it asks for something that there is not. `minutes` are each target's. */
function readCommand() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      minutes: { type: "string" },
      seed: { type: "string" },
      quick: { type: "boolean", default: false },
    },
  });
  const targets = TARGETS.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  const minutes = Number(values.minutes ?? (values.quick ? QUICK.minutes : FULL.minutes));
  const seed = Number(values.seed ?? Math.floor(Math.random() * MOST_SEED));
  const isKnown = positionals.every((name) => TARGETS.some((target) => target.name === name));
  if (!isKnown || !(minutes > 0) || !Number.isInteger(seed)) return null;
  return { targets, minutes, seed, isQuick: values.quick };
}
