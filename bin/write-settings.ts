import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describeSettings } from "#platform/describe-settings";
import { say } from "./progress.ts";
import { ROOT } from "./root.ts";
import { renderEnvExample } from "./settings/env-example.ts";
import { renderReference } from "./settings/reference.ts";

// `npm run settings`: writes the settings reference and the example file from platform/settings/.
const settings = describeSettings();
writeFileSync(join(ROOT, "docs/settings.md"), renderReference(settings));
writeFileSync(join(ROOT, ".env.example"), renderEnvExample(settings));
say(`docs/settings.md and .env.example: ${settings.length} settings.`);
