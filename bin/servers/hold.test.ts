import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Redis } from "ioredis";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ROOT, TYPESCRIPT_FLAGS } from "../root.ts";
import { AlreadyHeldError, holdServices } from "./hold.ts";
import type { ServiceOrder } from "./order.ts";
import { findFreePort } from "./ports.ts";
import { endLeftoverPostgres } from "./postgres.ts";
import { waitForEnd } from "./processes.ts";
import { endLeftoverRedis, startRedis } from "./redis.ts";

let order: ServiceOrder;

beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), "cartbell-hold-"));
  order = {
    folder,
    isExclusive: false,
    isDurable: false,
    postgres: null,
    redis: { preferredPort: null, databases: 4 },
  };
});
afterEach(() => rmSync(order.folder, { recursive: true, force: true }));

test("who comes second joins the first, and the services stop with the last", async () => {
  const [first, second] = await Promise.all([holdServices(order), holdServices(order)]);
  expect(second.redisUrl(1)).toBe(first.redisUrl(1));
  await first.release();
  expect(await answers(second.redisUrl(0))).toBe(true);
  await second.release();
  expect(await answers(second.redisUrl(0))).toBe(false);
});

test("a folder that is held alone refuses a second holder, and is free again afterwards", async () => {
  const alone = { ...order, isExclusive: true };
  const first = await holdServices(alone);
  await expect(holdServices(alone)).rejects.toThrow(AlreadyHeldError);
  await first.release();
  const next = await holdServices(alone);
  expect(next.redisUrl(0)).toBe(first.redisUrl(0)); // the port and the password are remembered
  await next.release();
});

test("a holder that is killed takes the services and what it guarded with it", async () => {
  const guarded = spawn("sleep", ["600"], { detached: true, stdio: "ignore" });
  const program = `
    import { holdServices } from ${JSON.stringify(join(ROOT, "bin/servers/hold.ts"))};
    const held = await holdServices(${JSON.stringify(order)});
    held.guard(${guarded.pid});
    console.log(held.redisUrl(0));
    setInterval(() => {}, 1000);`;
  const script = join(order.folder, "holder.ts");
  writeFileSync(script, program);
  const holder = spawn(process.execPath, [...TYPESCRIPT_FLAGS, script], { stdio: ["ignore", "pipe", "inherit"] });
  const [url] = await once(createInterface({ input: holder.stdout }), "line");
  expect(await answers(url)).toBe(true);
  const guardedEnd = once(guarded, "exit");
  holder.kill("SIGKILL");
  expect(await guardedEnd).toEqual([null, "SIGTERM"]);
  await expect.poll(() => answers(url), { timeout: 10_000 }).toBe(false);
});

test("a Redis that a killed keeper left behind is ended, and no other process", async () => {
  const folder = join(order.folder, "redis");
  const port = await findFreePort(null);
  const logFile = join(order.folder, "redis.log");
  const redis = await startRedis({ folder, port, password: "secret", logFile, isDurable: false, databases: 1 });
  writeFileSync(join(folder, "redis.1.pid"), String(process.pid)); // a number that is ours by now
  await endLeftoverRedis(folder);
  expect(await waitForEnd(redis.pid, 0)).toBe(true);
});

test("a stale postmaster.pid whose number is another process's by now is removed", async () => {
  const file = join(order.folder, "data/postmaster.pid");
  mkdirSync(join(order.folder, "data"));
  writeFileSync(file, `${process.pid}\n`);
  await endLeftoverPostgres(order.folder);
  expect(existsSync(file)).toBe(false);
});

async function answers(url: string): Promise<boolean> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
  redis.on("error", () => {});
  try {
    await redis.connect();
    return (await redis.ping()) === "PONG";
  } catch {
    return false;
  } finally {
    redis.disconnect();
  }
}
