import { configDefaults, defineConfig } from "vitest/config";
import { pureTests } from "./test/setup/pure-tests.ts";

const CODE = "{app,bench,bin,boot,domain,operations,platform,prisma,providers,rehearsal,shopify,sim,workers}";

const pureSetup = ["test/setup/console-errors.ts", "test/setup/property-seed.ts"];
const pure = pureTests(import.meta.dirname, CODE);
const setup = {
  globalSetup: ["test/setup/global-setup.ts"],
  setupFiles: ["test/setup/per-worker.ts", ...pureSetup],
  testTimeout: 20_000,
  hookTimeout: 30_000,
  restoreMocks: true,
};

export default defineConfig({
  test: {
    // Each worker has a database of its own; two keep two cores busy.
    pool: "forks",
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...setup,
          name: "unit",
          include: [`${CODE}/**/*.test.{ts,tsx}`],
          exclude: [...configDefaults.exclude, ...pure],
        },
      },
      {
        // These keep nothing between tests, so one process runs many files, and loads what they share once: loading it
        // again for each takes longer than the tests. A group of their own: a process ends when the next file wants isolation.
        test: {
          ...setup,
          setupFiles: pureSetup,
          name: "pure",
          include: pure,
          isolate: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...setup,
          name: "stories",
          include: ["test/{stories,contracts,factories,proofs,setup}/**/*.test.ts"],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          // Some files open a world of their own, on a database of their own.
          ...setup,
          name: "browser",
          include: ["test/browser/**/*.test.ts"],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
