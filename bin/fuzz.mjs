import { run } from "./bootstrap/run.mjs";

await run("bin/fuzz.ts");
