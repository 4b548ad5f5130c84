import { join } from "node:path";
import { parseArgs } from "node:util";
import { planShutdown } from "../demo/shutdown.ts";
import { startDemo } from "../demo/start.ts";
import { describeError, say } from "../progress.ts";
import { ROOT } from "../root.ts";
import { forgetServices } from "../servers/forget.ts";
import { AlreadyHeldError } from "../servers/hold.ts";
import { onInterrupt } from "../signals.ts";
import { readRealStore } from "./real-store.ts";

const USAGE = `npm run dev                  web and workers that start again with each change, and the simulated world; Ctrl-C stops it
npm run dev -- --reset       the same, from an empty database
npm run dev -- --real-store  the same with the store of \`shopify app dev\`, which runs this by shopify.web.toml`;

const { values } = parseArgs({
  options: {
    help: { type: "boolean", default: false },
    reset: { type: "boolean", default: false },
    "real-store": { type: "boolean", default: false },
  },
});

if (values.help) say(USAGE);
else process.exit(await main());

async function main(): Promise<number> {
  const shutdown = planShutdown();
  onInterrupt(() => void shutdown.run().then(() => process.exit(0)), shutdown.hurry);
  try {
    const realStore = values["real-store"] ? readRealStore(process.env) : undefined;
    const folder = join(ROOT, realStore ? ".data/dev-store" : ".data/dev");
    if (values.reset) await forgetServices(folder);
    const { urls, broken } = await startDemo({
      ...{ folder, isThrowAway: false, isVerbose: true, shutdown },
      ...{ isWatched: true, realStore },
    });
    say(`\n  Cartbell is running:  ${realStore ? realStore.SHOPIFY_APP_URL : urls.store}\n`);
    const sentence = await broken;
    if (!shutdown.isUnderWay()) say(sentence);
    return 1;
  } catch (error) {
    if (error instanceof AlreadyHeldError) say("It already runs from this clone: Ctrl-C in its terminal stops it.");
    else if (!shutdown.isUnderWay()) say(`\n${describeError(error)}`);
    return 1;
  } finally {
    await shutdown.run();
  }
}
