import { defineConfig } from "vitest/config";

const setup = {
  globalSetup: ["test/setup/global-setup.ts"],
  setupFiles: ["test/setup/per-worker.ts", "test/setup/console-errors.ts", "test/setup/property-seed.ts"],
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
          include: [
            "{app,bench,bin,boot,domain,operations,platform,prisma,providers,rehearsal,shopify,sim,workers}/**/*.test.{ts,tsx}",
          ],
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
