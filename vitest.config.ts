import { configDefaults, defineConfig } from "vitest/config";
import { testsThatShare } from "./test/setup/shared-process.ts";

const CODE = "{app,bench,bin,boot,domain,operations,platform,prisma,providers,rehearsal,shopify,sim,workers}";
const UNITS = `${CODE}/**/*.test.{ts,tsx}`;
const STORIES = "test/{stories,contracts,factories,proofs,setup}/**/*.test.ts";

const UNIT_MS = 20_000;
const STORY_MS = 60_000;

/** A story's workers and timers may outlive it. */
const together = testsThatShare(import.meta.dirname, [UNITS, STORIES]).filter((it) => !it.startsWith("test/stories/"));
const setup = {
  globalSetup: ["test/setup/global-setup.ts"],
  setupFiles: ["test/setup/per-worker.ts", "test/setup/console-errors.ts", "test/setup/property-seed.ts"],
  testTimeout: UNIT_MS,
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
          include: [UNITS],
          exclude: [...configDefaults.exclude, ...together],
        },
      },
      {
        test: {
          ...setup,
          name: "stories",
          include: [STORIES],
          exclude: [...configDefaults.exclude, ...together],
          testTimeout: STORY_MS,
        },
      },
      {
        // A group of their own: a process ends when the next file wants isolation.
        test: {
          ...setup,
          name: "together",
          include: together,
          isolate: false,
          sequence: { groupOrder: 1 },
          testTimeout: STORY_MS,
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
