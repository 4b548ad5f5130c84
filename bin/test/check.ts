import { say } from "../progress.ts";
import { runStaticChecks } from "./static-checks.ts";
import { lastLine } from "./totals.ts";

const totals = await runStaticChecks();
say(lastLine(totals));
process.exit(totals.failed === 0 ? 0 : 1);
