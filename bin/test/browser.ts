import { planShutdown, type Shutdown } from "../demo/shutdown.ts";
import { withThrowAwayDemo } from "../demo/throw-away.ts";
import { describeError, say } from "../progress.ts";
import { ensureChromium } from "../servers/install-chromium.ts";
import { onInterrupt } from "../signals.ts";
import { lastLine, type Totals } from "./totals.ts";
import { runVitest } from "./vitest.ts";

// `npm run test:browser`: the tests that drive a real browser, against everything running on data of its own.
// Arguments go to vitest; --verbose shows the logs of the parts.
const args = process.argv.slice(2).filter((arg) => arg !== "--verbose");
const isVerbose = process.argv.includes("--verbose");

const shutdown = planShutdown();
onInterrupt(() => void interrupt(), shutdown.hurry);
const totals = await run(shutdown);
say(lastLine(totals));
process.exit(totals.failed === 0 ? 0 : 1);

async function run(shutdown: Shutdown): Promise<Totals> {
  let totals: Totals = { passed: 0, failed: 1 };
  try {
    const chromium = await ensureChromium();
    const code = await withThrowAwayDemo("browser", { shutdown, isVerbose }, async ({ urls, env }) => {
      const demo = JSON.stringify({ urls, env, chromium });
      totals = await runVitest(["--project=browser", ...args], { CARTBELL_DEMO: demo });
      return totals.failed === 0 ? 0 : 1;
    });
    // A part that ended by itself fails the run, however the tests went.
    return code !== 0 && totals.failed === 0 ? { ...totals, failed: 1 } : totals;
  } catch (error) {
    say(describeError(error));
    return { passed: 0, failed: 1 };
  } finally {
    await shutdown.run();
  }
}

async function interrupt(): Promise<void> {
  await shutdown.run();
  process.exit(130);
}
