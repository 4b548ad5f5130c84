import { defineConfig } from "vitest/config";

/** What mutation testing runs for each mutant: the pure tests of the rules, without servers. */
export default defineConfig({
  test: {
    pool: "forks",
    maxWorkers: 1,
    // The rules keep no state between tests, and loading them for each file of tests takes longer than the tests.
    isolate: false,
    include: [
      "domain/compliance/**/*.test.ts",
      "domain/consent/{decision,double-opt-in,lifted-stops,retraction,weigh}.test.ts",
      "domain/consent/store-sync/{outbox,choose-push}.test.ts",
    ],
    exclude: [
      // Asks the database.
      "domain/compliance/choose-stricter.test.ts",
      // Measures shares of thousands of replies: slow for each mutant. understood.test.ts notices a mutant.
      "domain/compliance/replies/collection/measure.test.ts",
      // Measures time: it would run for each mutant and judge none.
      "domain/compliance/replies/reading-time.test.ts",
    ],
    // understood.test.ts: a quarter of the labelled replies, some of each kind and language, notices what all of them would.
    env: { LABELLED_SETS: "first,meanings" },
    setupFiles: ["test/setup/property-seed.ts", "test/setup/short-properties.ts"],
    testTimeout: 20_000,
  },
});
