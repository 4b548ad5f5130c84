import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describeApi } from "#app/api/openapi/describe-api";
import { breakingChanges } from "./api/breaking-changes.ts";
import { renderApiReference } from "./api/reference.ts";
import { RELEASED_FILE, releasesInHistory } from "./api/releases.ts";
import { say } from "./progress.ts";
import { ROOT } from "./root.ts";

// `npm run api-reference`: writes the OpenAPI file and the reference from the table of operations (app/api/operations.ts).
// With `-- --release` also the file of the release, which programs may rely on from then on.
const file = describeApi("https://your-cartbell.example");
writeFileSync(join(ROOT, "docs/api/openapi-v1.json"), `${JSON.stringify(file, null, 2)}\n`);
writeFileSync(join(ROOT, "docs/api/reference.md"), renderApiReference());
say("docs/api/openapi-v1.json and docs/api/reference.md are written.");
if (process.argv.includes("--release")) {
  const broken = releasesInHistory().flatMap((release) => breakingChanges(release.file, file));
  if (broken.length > 0) throw new Error(`This would break programs:\n${[...new Set(broken)].join("\n")}`);
  writeFileSync(join(ROOT, RELEASED_FILE), `${JSON.stringify(file, null, 2)}\n`);
  say(`${RELEASED_FILE} is written.`);
}
