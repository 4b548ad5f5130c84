import { parseArgs } from "node:util";
import { describeError, say } from "../progress.ts";
import { ensureRedis } from "../servers/install-redis.ts";
import { onInterrupt } from "../signals.ts";
import { filtersWithoutFile, saidOf } from "./path-filters.ts";
import { runStaticChecks } from "./static-checks.ts";
import { lastLine, sumOf, type Totals } from "./totals.ts";
import { runVitest } from "./vitest.ts";

const USAGE = `npm test                    static checks, unit tests, stories and contracts
npm test -- --unit-only     the tests that stand beside their file
npm test -- domain/links    the tests whose path contains this
npm run test:cluster        the stories and the tests of queues and rates on a Redis Cluster of three masters;
                            paths may follow here, too`;

/** What is run on a cluster when no path is given: everything that enqueues, listens or takes from a bucket. */
const CLUSTER_PATHS = ["test/stories", "platform/queue", "platform/redis", "test/setup/per-worker"];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    "unit-only": { type: "boolean", default: false },
    cluster: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

onInterrupt(
  () => process.exit(130),
  () => process.exit(130),
);
if (values.help) say(USAGE);
else process.exit(await main());

async function main(): Promise<number> {
  try {
    const unmatched = await filtersWithoutFile(positionals);
    if (unmatched.length > 0) throw new Error(saidOf(unmatched));
    await ensureRedis(values.cluster ? undefined : process.env.TEST_REDIS_URL);
    const runs: Totals[] = [];
    const isWhole = !values["unit-only"] && !values.cluster && positionals.length === 0;
    if (isWhole) runs.push(await runStaticChecks());
    const projects = values["unit-only"] ? ["unit", "together"] : ["unit", "stories", "together"];
    const paths = values.cluster && positionals.length === 0 ? CLUSTER_PATHS : positionals;
    const env = values.cluster ? { TEST_REDIS: "cluster" } : {};
    const left = values["unit-only"] ? ["--exclude=test/**"] : [];
    runs.push(await runVitest([...projects.map((name) => `--project=${name}`), ...left, ...paths], env));
    const total = sumOf(runs);
    say(lastLine(total));
    return total.failed === 0 ? 0 : 1;
  } catch (error) {
    say(describeError(error));
    say(lastLine({ passed: 0, failed: 1 }));
    return 1;
  }
}
