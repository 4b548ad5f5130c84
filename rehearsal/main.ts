// `npm run rehearsal -- [--shape <name>] [--times <n>] … [--quick]`: plays a day in little and says what it would take to break.
// Exit codes: 0 the day was borne, 1 it could not be played (or the check of the rehearsal itself failed), 2 asked for what
// there is not, 3 stopped at a breach of an objective.
import { join } from "node:path";
import { createEnding } from "../bench/stage/ending.ts";
import { describeError } from "../bin/progress.ts";
import { ROOT } from "../bin/root.ts";
import { onInterrupt } from "../bin/signals.ts";
import { countOf, lastLine } from "../bin/test/totals.ts";
import { readCommand, UsageError } from "./command-line.ts";
import { checkItself } from "./quick.ts";
import { exitCodeOf, rehearse } from "./rehearse.ts";
import { verdictOf } from "./report/verdict.ts";
import { writeReport } from "./report/write.ts";
import { readHistoryShape } from "./shapes/from-history.ts";
import type { Run } from "./stage/stage.ts";

const startedAt = performance.now();
const say = (line: string) =>
  void process.stderr.write(`${((performance.now() - startedAt) / 1_000).toFixed(0).padStart(4)} s  ${line}\n`);
const tell = (line: string) => void process.stdout.write(`${line}\n`);

async function main(): Promise<number> {
  const { isQuick, plan: given, history, folder } = readCommand(process.argv.slice(2));
  const plan = history ? { ...given, shape: await readHistoryShape(history) } : given;
  const out = folder ?? join(ROOT, ".data/rehearsals", new Date().toISOString().replaceAll(":", "-").slice(0, 19));
  const ending = createEnding(say);
  onInterrupt(
    () => void ending.run().then(() => process.exit(130)),
    () => process.exit(130),
  );
  const run: Run = { say, onEnd: ending.add };
  try {
    if (isQuick) return await check(run, plan, out);
    const rehearsal = await rehearse(run, plan);
    tell(`${verdictOf(rehearsal)}\nReport: ${writeReport(out, rehearsal)}`);
    return exitCodeOf(rehearsal);
  } finally {
    await ending.run();
  }
}

async function check(run: Run, plan: Parameters<typeof checkItself>[1], out: string): Promise<number> {
  const checks = await checkItself(run, plan, out);
  for (const { what, isRight, found } of checks) tell(`${isRight ? "✓" : "✗"} ${what}: ${found}`);
  tell(`Reports: ${out}\n${lastLine(countOf(checks.map(({ isRight }) => isRight)))}`);
  return checks.every(({ isRight }) => isRight) ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  say(describeError(error));
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
// Connections of a client that waits for its answer may be left.
process.exit();
