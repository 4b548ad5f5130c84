import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { renderCostPage } from "./cost/page.ts";
import { say } from "./progress.ts";
import { ROOT } from "./root.ts";

// `npm run cost`: writes docs/cost.md from the prices and measurements in bin/cost/inputs.ts.
writeFileSync(join(ROOT, "docs/cost.md"), renderCostPage());
say("docs/cost.md is written.");
