import type { PartPlan } from "../demo/part.ts";
import { TYPESCRIPT_FLAGS } from "../root.ts";

const FOLDERS = ["app", "boot", "domain", "operations", "platform", "providers", "shopify", "workers"];

/** The part started again each time a file changes that Node has read. Screens (.tsx) are Vite's to take in. */
export function watched(plan: PartPlan): PartPlan {
  const { script, args = [] } = plan;
  return {
    ...plan,
    script: "node_modules/nodemon/bin/nodemon.js",
    args: [
      ...["--quiet", "--signal", "SIGTERM", "--ext", "ts,sql", "--ignore", "*.test.ts"],
      ...FOLDERS.flatMap((folder) => ["--watch", folder]),
      ...["--exec", ["node", ...TYPESCRIPT_FLAGS, script, ...args].join(" ")],
    ],
  };
}
