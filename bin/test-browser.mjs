import { run } from "./bootstrap/run.mjs";

await run("bin/test/browser.ts");
