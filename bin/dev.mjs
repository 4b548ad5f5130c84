import { run } from "./bootstrap/run.mjs";

await run("bin/dev/main.ts");
