import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describeApi } from "#app/api/openapi/describe-api";
import { renderApiReference } from "./api/reference.ts";
import { say } from "./progress.ts";
import { ROOT } from "./root.ts";

// `npm run api-reference`: writes the OpenAPI file and the reference from the table of operations (app/api/operations.ts).
const file = describeApi("https://your-cartbell.example");
writeFileSync(join(ROOT, "docs/api/openapi-v1.json"), `${JSON.stringify(file, null, 2)}\n`);
writeFileSync(join(ROOT, "docs/api/reference.md"), renderApiReference());
say("docs/api/openapi-v1.json and docs/api/reference.md are written.");
