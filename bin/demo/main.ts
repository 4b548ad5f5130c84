import { join } from "node:path";
import { parseArgs } from "node:util";
import { describeError, say } from "../progress.ts";
import { ROOT } from "../root.ts";
import { forgetServices } from "../servers/forget.ts";
import { AlreadyHeldError } from "../servers/hold.ts";
import { onInterrupt } from "../signals.ts";
import { runScript } from "./run-script.ts";
import { planShutdown, type Shutdown } from "./shutdown.ts";
import { startDemo } from "./start.ts";
import { withThrowAwayDemo } from "./throw-away.ts";
import { urlFlags } from "./urls.ts";
import { watchAddresses } from "./watch-addresses.ts";

const USAGE = `npm run demo                 the whole product with a simulated store, carrier and people; Ctrl-C stops it
npm run demo -- --reset      the same, from an empty database
npm run demo -- --verbose    the same, with every log
npm run demo -- --watch      the same, with metrics, traces and the operators' panel, and their addresses
npm run demo -- --check      runs the story against throw-away parts and ends with its result`;

const { values } = parseArgs({
  options: {
    check: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
    reset: { type: "boolean", default: false },
    watch: { type: "boolean", default: false },
    verbose: { type: "boolean", default: false },
  },
});

if (values.help) say(USAGE);
else process.exit(await main());

async function main(): Promise<number> {
  const shutdown = planShutdown();
  onInterrupt(() => void interrupt(shutdown), shutdown.hurry);
  try {
    return await (values.check ? runCheck(shutdown) : runDemo(shutdown));
  } catch (error) {
    if (error instanceof AlreadyHeldError)
      say("The demo already runs from this clone: Ctrl-C in its terminal stops it.");
    else if (!shutdown.isUnderWay()) say(`\n${describeError(error)}`);
    return 1;
  } finally {
    await shutdown.run();
  }
}

async function runDemo(shutdown: Shutdown): Promise<number> {
  const folder = join(ROOT, ".data/demo");
  if (values.reset) await forgetServices(folder);
  const options = { folder, isThrowAway: false, isVerbose: values.verbose, hasCollector: values.watch, shutdown };
  const { urls, collector, broken } = await startDemo(options);
  say(`\n  Cartbell is running:  ${urls.store}`);
  if (collector) for (const { name, url } of watchAddresses(urls, collector)) say(`  ${name.padEnd(20)}  ${url}`);
  say(`\n  Ctrl-C stops it; the data stay for the next start.\n`);
  const sentence = await broken;
  if (!shutdown.isUnderWay()) say(sentence);
  return 1;
}

function runCheck(shutdown: Shutdown): Promise<number> {
  return withThrowAwayDemo("check", { shutdown, isVerbose: values.verbose }, ({ urls, env }) =>
    runScript("bin/demo-story.ts", urlFlags(urls), env),
  );
}

/** Ctrl-C is how a demo ends: that is no failure. */
async function interrupt(shutdown: Shutdown): Promise<void> {
  say("\nStopping (once more Ctrl-C does not wait) …");
  await shutdown.run();
  process.exit(values.check ? 130 : 0);
}
