import { say } from "./progress.ts";
import { runAudit } from "./test/audit.ts";

// Run by .ci/run: known holes in the packages of package-lock.json. Never red because of the network.
const audit = runAudit();
if (audit.kind === "clean") say("No known holes of high severity in the packages.");
if (audit.kind === "skipped") say(`skipped: npm audit could not be asked (${audit.because})`);
if (audit.kind === "vulnerable") {
  say(`Known holes in packages; run "npm audit" for more:\n${audit.packages.join("\n")}`);
  process.exitCode = 1;
}
