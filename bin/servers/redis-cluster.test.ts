import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Cluster, Redis } from "ioredis";
import { afterEach, beforeEach, expect, test } from "vitest";
import { holdServices } from "./hold.ts";
import { endLeftoverCluster, findClusterPorts, startRedisCluster } from "./redis-cluster.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cartbell-cluster-"));
});
afterEach(async () => {
  await endLeftoverCluster(join(folder, "nodes"));
  rmSync(folder, { recursive: true, force: true });
});

test("a held cluster shares its slots out among three masters, and is gone with its last holder", async () => {
  const order = { folder, isExclusive: true, isDurable: false, postgres: null, redis: null };
  const held = await holdServices({ ...order, redisCluster: { masters: 3 } });
  const [, password, hosts = ""] = /^redis\+cluster:\/\/:(.+)@(.+)$/.exec(held.redisClusterUrl()) ?? [];
  const nodes = hosts.split(",");
  const cluster = new Cluster(nodes, { redisOptions: { password: password ?? "" } });
  expect(await cluster.cluster("INFO")).toContain("cluster_slots_ok:16384");
  const slots = (await cluster.cluster("SLOTS")).map(([first, last]) => Number(last) - Number(first) + 1);
  expect(slots.sort()).toEqual([5461, 5461, 5462]);
  cluster.disconnect();
  for (const node of nodes) expect(await answers(Number(node.split(":")[1]), password)).toBe(true);
  await held.release();
  for (const node of nodes) expect(await answers(Number(node.split(":")[1]), password)).toBe(false);
});

test("a killed master comes back empty with the slots it had; nodes that a killed keeper left behind are ended", async () => {
  const nodes = await findClusterPorts(3);
  const settings = { folder: join(folder, "nodes"), nodes, password: "secret", logs: join(folder, "logs") };
  mkdirSync(settings.logs);
  const { masters, hasExited } = await startRedisCluster(settings);
  expect(hasExited()).toBe(false);
  await masters[0]?.kill();
  await expect.poll(hasExited).toBe(true);
  await masters[0]?.restart();
  const port = masters[0]?.port ?? 0;
  const redis = new Redis({ host: "127.0.0.1", port, password: "secret" });
  expect(await redis.cluster("NODES")).toMatch(/myself,master .* 0-5460\n/);
  redis.disconnect();
  for (const node of nodes) expect(await answers(node.port, settings.password)).toBe(true);
  await endLeftoverCluster(settings.folder);
  for (const node of nodes) expect(await answers(node.port, settings.password)).toBe(false);
});

async function answers(port: number, password = ""): Promise<boolean> {
  const redis = new Redis({ host: "127.0.0.1", port, password, lazyConnect: true, retryStrategy: () => null });
  redis.on("error", () => {});
  try {
    await redis.connect();
    return true;
  } catch {
    return false;
  } finally {
    redis.disconnect();
  }
}
