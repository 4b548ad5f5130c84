import { ConfigError } from "#platform/config";

/** Runs a process. A setting that is missing or wrong ends it with one sentence in place of a stack. */
export async function runMain(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
