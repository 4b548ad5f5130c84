import { expect, test } from "vitest";
import { readCommand, UsageError } from "./command-line.ts";
import { benchmarks } from "./registry.ts";

async function complaint(args: string[]): Promise<string> {
  const error = await readCommand(args).catch((it: unknown) => it);
  if (!(error instanceof UsageError)) throw new Error("It was taken.");
  return error.message;
}

test("a name there is not is answered with the list of those there are, each with its question", async () => {
  const message = await complaint(["intacke", "--json"]);
  expect(message).toContain('There is no benchmark "intacke".');
  for (const load of Object.values(benchmarks)) expect(message).toContain((await load()).question);
});

test("every benchmark is called what it is registered as, asks something and is judged by something", async () => {
  for (const [name, load] of Object.entries(benchmarks)) {
    const benchmark = await load();
    expect(benchmark.name).toBe(name);
    expect(benchmark.question).toMatch(/\?$/);
    expect(benchmark.goals({}).length).toBeGreaterThan(0);
  }
});

test("no name, two names and flags of others are refused", async () => {
  expect(await complaint([])).toContain("Which benchmark?");
  expect(await complaint(["intake", "flows"])).toContain("One benchmark at a time: intake, flows.");
  expect(await complaint(["intake", "--receipts"])).toContain('The benchmark "intake" knows --json, --quick.');
});

test("what is asked for is understood", async () => {
  const { benchmark, isJson, isQuick, flags } = await readCommand(["flows", "--quick", "--json"]);
  expect({ name: benchmark.name, isJson, isQuick, flags }).toEqual({
    name: "flows",
    isJson: true,
    isQuick: true,
    flags: {},
  });
});
