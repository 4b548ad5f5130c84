import { expect, test } from "vitest";
import { findBottleneck, type LoopUse, type Used } from "./bottleneck.ts";

const NO_CALLS = { callsInFlight: 0, callLimit: 0, loopLagMs: 2 };

const quiet: Used = {
  cores: 4,
  processes: [worker({}), worker({ name: "web", kind: "web" })],
  ...{ databaseCores: 0.5, redisCores: 0.1, simulatorCores: 0.3, otherCores: 0.1 },
  provider: { taken: 10_000, refused: 0 },
  numbers: { perSecond: 300, allowed: 1_000 },
};

test.each<[string, Partial<Used>, string]>([
  ["a provider that refuses calls", { provider: { taken: 800, refused: 200 } }, "provider-rate"],
  ["numbers that send all they may", { numbers: { perSecond: 980, allowed: 1_000 } }, "number-rate"],
  [
    "a pool whose connections are all in use",
    { processes: [worker({ connectionsBusy: 1.9, connectionsAllowed: 2 })] },
    "connections",
  ],
  [
    "a worker whose calls are all under way",
    { processes: [worker({ callsInFlight: 94, callLimit: 96 })] },
    "provider-calls",
  ],
  ["a database that uses all cores", { databaseCores: 3.6 }, "database-cpu"],
  ["a worker whose loop is full", { processes: [worker({ cores: 0.97 })] }, "worker-loop"],
  ["a web process whose loop is full", { processes: [worker({}), worker({ kind: "web", cores: 0.95 })] }, "web-loop"],
  ["a Redis that uses its core", { redisCores: 0.96 }, "redis"],
  ["a machine without an idle core", { cores: 2, simulatorCores: 0.8, otherCores: 0.2 }, "machine"],
  ["nothing that is full", {}, "unknown"],
])("%s is named", (_, change, resource) => {
  expect(findBottleneck({ ...quiet, ...change }).resource).toBe(resource);
});

test.each<[string, Partial<Used>, string]>([
  [
    "a full pool when the database has no cores left",
    { databaseCores: 3.7, processes: [worker({ connectionsBusy: 10 })] },
    "database-cpu",
  ],
  [
    "a full event loop when the provider refuses calls",
    { processes: [worker({ cores: 0.95 })], provider: { taken: 500, refused: 500 } },
    "provider-rate",
  ],
  [
    "the provider when it refused one call in a thousand",
    { provider: { taken: 9_990, refused: 10 }, redisCores: 0.9 },
    "redis",
  ],
  [
    "a slow provider when the worker that calls it has no time to read its answers",
    { processes: [worker({ cores: 0.97, callsInFlight: 96, callLimit: 96 })] },
    "worker-loop",
  ],
  ["numbers without a limit", { numbers: { perSecond: 0, allowed: 0 } }, "unknown"],
  [
    "our processes when other programs use the machine",
    { cores: 2, otherCores: 1.2, databaseCores: 0.3, processes: [worker({ cores: 0.3 })] },
    "machine",
  ],
  [
    "a worker beside the one that is full",
    { processes: [worker({ name: "idle", cores: 0.1 }), worker({ name: "full", cores: 0.99 })] },
    "worker-loop",
  ],
])("%s is not blamed", (_, change, resource) => {
  const found = findBottleneck({ ...quiet, ...change });
  expect(found.resource).toBe(resource);
  expect(found.name).not.toBe("idle");
});

test("the verdict says why, and what to add", () => {
  const found = findBottleneck({ ...quiet, processes: [worker({ connectionsBusy: 2, connectionsAllowed: 2 })] });
  expect(found.because).toContain("2.0 of its 2 database connections");
  expect(found.add).toContain("DATABASE_POOL");
});

test("a machine that others use is measured again elsewhere", () => {
  const found = findBottleneck({ ...quiet, cores: 2, otherCores: 1.4 });
  expect(found.because).toContain("not part of the rehearsal");
  expect(found.add).toContain("without other work");
});

function worker(change: Partial<LoopUse>): LoopUse {
  return {
    name: "worker",
    kind: "worker",
    cores: 0.2,
    connectionsBusy: 2,
    connectionsAllowed: 10,
    ...NO_CALLS,
    ...change,
  };
}
