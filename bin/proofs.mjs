import { run } from "./bootstrap/run.mjs";

await run("bin/proofs.ts");
