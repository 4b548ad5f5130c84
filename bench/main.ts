// `npm run bench -- <name> [--json] [--quick]`. Progress goes to stderr; with --json the last line of stdout is the result.
// Exit codes: 0 measured (and, in a full run, every goal met), 1 failed or a goal missed, 2 asked for what there is not.
import { describeError } from "../bin/progress.ts";
import { onInterrupt } from "../bin/signals.ts";
import { judge, type RunOptions } from "./benchmark.ts";
import { type Command, readCommand, UsageError } from "./command-line.ts";
import { readMachine } from "./report/machine.ts";
import { drawPicture } from "./report/picture.ts";
import { asJsonLine, asTable, type Report } from "./report/report.ts";
import { createEnding } from "./stage/ending.ts";

const say = (line: string) => void process.stderr.write(`${line}\n`);

async function main(): Promise<number> {
  const command = await readCommand(process.argv.slice(2));
  const ending = createEnding(say);
  onInterrupt(
    () => void ending.run().then(() => process.exit(130)),
    () => process.exit(130),
  );
  try {
    const report = await measure(command, ending.add);
    process.stdout.write(command.isJson ? `${asJsonLine(report)}\n` : asTable(report));
    return command.isQuick || report.judgements.every((it) => it.isMet) ? 0 : 1;
  } finally {
    await ending.run();
  }
}

async function measure({ benchmark, isQuick, flags }: Command, onEnd: RunOptions["onEnd"]): Promise<Report> {
  say(`${benchmark.name}: ${benchmark.question}${isQuick ? " (quick)" : ""}`);
  const date = new Date();
  const result = await benchmark.run({ isQuick, flags, say, onEnd });
  if (result.chart && !isQuick) say(`Drawn: ${drawPicture(pictureName(benchmark.name, flags), result.chart)}`);
  const judgements = judge(benchmark.goals(flags), result.values);
  return { name: benchmark.name, date, isQuick, flags, machine: readMachine(), result, judgements };
}

/** "dispatch-receipts" for `dispatch --receipts`: another question gets another picture. */
function pictureName(name: string, flags: Command["flags"]): string {
  return [name, ...Object.keys(flags).filter((flag) => flags[flag] === true)].join("-");
}

try {
  process.exitCode = await main();
} catch (error) {
  say(describeError(error));
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
