import { run } from "./bootstrap/run.mjs";

await run("bin/rehearsal.ts");
