import { parseArgs } from "node:util";
import type { Benchmark, Flags } from "./benchmark.ts";
import { benchmarks } from "./registry.ts";

/** The command line asks for something there is not. The message is for the person who typed it. */
export class UsageError extends Error {}

export interface Command {
  benchmark: Benchmark;
  isJson: boolean;
  isQuick: boolean;
  flags: Flags;
}

const COMMON = { json: { type: "boolean" }, quick: { type: "boolean" } } as const;

/** Reads `<name> [--json] [--quick] [the benchmark's own flags]`. Throws a UsageError that lists what there is. */
export async function readCommand(args: string[]): Promise<Command> {
  const name = args.find((arg) => !arg.startsWith("-"));
  const load = name !== undefined && Object.hasOwn(benchmarks, name) ? benchmarks[name] : undefined;
  if (!load) throw new UsageError(`${complaintAbout(name)}\n\n${await listOfBenchmarks()}`);
  const benchmark = await load();
  const own = Object.fromEntries(Object.entries(benchmark.flags ?? {}).map(([flag, { type }]) => [flag, { type }]));
  const { json = false, quick = false, ...flags } = parse(args, { ...COMMON, ...own }, benchmark.name);
  return { benchmark, isJson: json === true, isQuick: quick === true, flags };
}

function parse(args: string[], options: Record<string, { type: "boolean" | "string" }>, name: string): Flags {
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    if (positionals.length > 1) throw new UsageError(`One benchmark at a time: ${positionals.join(", ")}.`);
    return values as Flags; // none of ours may be given several times
  } catch (error) {
    if (error instanceof UsageError || !(error instanceof Error)) throw error;
    const known = Object.keys(options).map((flag) => `--${flag}`);
    throw new UsageError(`${error.message}\nThe benchmark "${name}" knows ${known.join(", ")}.`);
  }
}

function complaintAbout(name: string | undefined): string {
  return name === undefined ? "Which benchmark?" : `There is no benchmark "${name}".`;
}

async function listOfBenchmarks(): Promise<string> {
  const all = await Promise.all(Object.values(benchmarks).map((load) => load()));
  const width = Math.max(0, ...all.map(({ name }) => name.length));
  const lines = all.flatMap(({ name, question, flags = {} }) => [
    `  ${name.padEnd(width)}  ${question}`,
    ...Object.entries(flags).map(([flag, { meaning }]) => `  ${" ".repeat(width)}    --${flag}: ${meaning}`),
  ]);
  return ["npm run bench -- <name> [--json] [--quick]", "", ...lines].join("\n");
}
