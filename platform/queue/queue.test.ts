import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { pino } from "pino";
import { afterAll, beforeEach, expect, test } from "vitest";
import { connectRedis } from "#platform/redis/redis";
import { cuttableLine } from "../../test/setup/cuttable-line.ts";
import { emptyRedis } from "../../test/setup/empty-redis.ts";
import { emptyDatabase, testRedisUrl } from "../../test/setup/per-worker.ts";
import { promisedMs } from "../../test/setup/promised-ms.ts";
import { type Listener, listen } from "./listener.ts";
import { createProducer } from "./producer.ts";

const log = pino({ level: "silent" });
const prefix = "test";
const redis = connectRedis(testRedisUrl());
const producer = createProducer(redis, { prefix, log });
const listeners: Listener[] = [];

beforeEach(async () => {
  await Promise.all(listeners.splice(0).map((listener) => listener.close()));
  await emptyDatabase();
});
afterAll(async () => {
  await Promise.all(listeners.map((listener) => listener.close()));
  await producer.close();
  redis.disconnect();
});

function serve(name: string, handle: (payload: unknown) => Promise<void>, concurrency = 1): void {
  listeners.push(listen(redis, name, { prefix, concurrency, log, handle }));
}

test("many jobs while a lane waits are one run", async () => {
  for (let i = 0; i < 20; i += 1) await producer.enqueue("lanes", "a", { lane: "a" });
  await producer.enqueue("lanes", "b", { lane: "b" });
  const ran: unknown[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  serve("lanes", async (payload) => {
    ran.push(payload);
    if (ran.length === 2) resolve();
  });
  await promise;
  expect(ran).toEqual([{ lane: "a" }, { lane: "b" }]);
});

test("a job during a run makes one more run, at the end of the line", async () => {
  const ran: string[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  for (const lane of ["a", "b", "c"]) await producer.enqueue("turns", lane, { lane });
  const turns: Record<string, number> = { a: 4, b: 2, c: 3 };
  serve("turns", async (payload) => {
    const { lane } = payload as { lane: string };
    ran.push(lane);
    turns[lane] = (turns[lane] ?? 0) - 1;
    if ((turns[lane] ?? 0) > 0) await producer.enqueue("turns", lane, { lane });
    if (Object.values(turns).every((left) => left === 0)) resolve();
  });
  await promise;
  expect(ran.join("")).toBe("abcabcaca");
});

test("no job is lost between workers: the last one enqueued is always seen", async () => {
  let enqueued = 0;
  let seen = 0;
  const { promise, resolve } = Promise.withResolvers<void>();
  for (let worker = 0; worker < 3; worker += 1)
    serve(
      "wake",
      async () => {
        seen = Math.max(seen, enqueued);
        if (seen === 300) resolve();
      },
      2,
    );
  for (let i = 0; i < 300; i += 1) {
    enqueued += 1;
    await producer.enqueue("wake", "only", {});
  }
  await promise;
  expect(seen).toBe(300);
});

test("a handler that throws does not keep its lane from the next enqueue", async () => {
  let runs = 0;
  const { promise, resolve } = Promise.withResolvers<void>();
  serve("faulty", async () => {
    runs += 1;
    if (runs === 2) resolve();
    if (runs === 1) {
      void producer.enqueue("faulty", "x", {});
      throw new Error("the first time");
    }
  });
  await producer.enqueue("faulty", "x", {});
  await promise;
  expect(runs).toBe(2);
});

/** A process that takes a job and never ends it, and now and then is too busy for anything else. */
const STUCK_WORKER = `
  import { pino } from "pino";
  import { listen } from "#platform/queue/listener";
  import { connectRedis } from "#platform/redis/redis";
  const [url, name, busyMs] = process.argv.slice(-3);
  setInterval(() => {
    for (const until = performance.now() + Number(busyMs); performance.now() < until; );
  }, Number(busyMs) + 1_000);
  listen(connectRedis(url), name, {
    prefix: "${prefix}",
    concurrency: 1,
    log: pino({ level: "silent" }),
    handle: () => new Promise(() => process.stdout.write("begun")),
  });
`;

/** Resolves when it has the job. */
async function stuckWorker(name: string, busyMs: number) {
  const flags = ["--experimental-strip-types", "--disable-warning=ExperimentalWarning", "--input-type=module"];
  const child = spawn(process.execPath, [...flags, "-e", STUCK_WORKER, testRedisUrl(), name, String(busyMs)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  return child;
}

test("what a killed process was about goes on elsewhere within five seconds", async () => {
  await producer.enqueue("killed", "x", {});
  const stuck = await stuckWorker("killed", 0);
  const { promise, resolve } = Promise.withResolvers<void>();
  serve("killed", async () => resolve());
  await sleep(1_000);
  const killedAt = performance.now();
  stuck.kill("SIGKILL");
  await promise;
  expect(performance.now() - killedAt).toBeLessThan(promisedMs(5_000));
});

test("a process that is busy for a second and a half at a time keeps its job", async () => {
  await producer.enqueue("busy", "x", {});
  const stuck = await stuckWorker("busy", 1_500);
  let runs = 0;
  serve("busy", async () => {
    runs += 1;
  });
  await sleep(6_000);
  stuck.kill("SIGKILL");
  expect(runs).toBe(0);
});

// A cluster refuses commands for what it has lost; a single server that is away lets them wait.
test.skipIf(testRedisUrl().includes("+cluster"))("a stop while Redis is away waits for jobs only", async () => {
  const line = await cuttableLine(testRedisUrl());
  const cut = connectRedis(line.url);
  const job = Promise.withResolvers<void>();
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
  let isDone = false;
  const handle = async () => {
    begin();
    await job.promise;
    isDone = true;
  };
  const listener = listen(cut, "stopping", { prefix, concurrency: 1, log, handle });
  await producer.enqueue("stopping", "x", {});
  await begun;
  await line.cut();
  const closed = listener.close();
  job.resolve();
  await closed;
  expect(isDone).toBe(true);
  cut.disconnect();
  await line.close();
});

test("after Redis was emptied the same lane can be enqueued again", async () => {
  await producer.enqueue("emptied", "x", {});
  await emptyRedis(testRedisUrl());
  const { promise, resolve } = Promise.withResolvers<void>();
  serve("emptied", async () => resolve());
  await producer.enqueue("emptied", "x", {});
  await promise;
});
