import { say } from "../progress.ts";
import { runStaticChecks } from "./static-checks.ts";
import { lastLine } from "./tally.ts";

const tally = await runStaticChecks();
say(lastLine(tally));
process.exit(tally.failed === 0 ? 0 : 1);
