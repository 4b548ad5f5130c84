import { run } from "./bootstrap/run.mjs";

await run("bin/demo/main.ts");
