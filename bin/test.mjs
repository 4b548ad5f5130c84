import { run } from "./bootstrap/run.mjs";

await run("bin/test/main.ts");
