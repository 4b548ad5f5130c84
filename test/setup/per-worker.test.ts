import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connectRedis } from "#platform/redis/redis";
import { nodesOf } from "./empty-redis.ts";
import { emptyDatabase, testDatabaseUrl, testRedisUrl } from "./per-worker.ts";

const client = new pg.Client({ connectionString: testDatabaseUrl() });
const redis = connectRedis(testRedisUrl());
const keys = async () => Math.max(...(await Promise.all((await nodesOf(redis)).map((node) => node.dbsize()))));

beforeAll(() => client.connect());
afterAll(async () => {
  await client.end();
  redis.disconnect();
});

test("a file starts with the migrations applied and nothing else", async () => {
  const { rows } = await client.query<{ n: number }>("SELECT count(*)::int AS n FROM _prisma_migrations");
  expect(rows[0]?.n).toBeGreaterThan(0);
  expect(await keys()).toBe(0);
});

test("emptying the database removes rows and keys and keeps the migrations", async () => {
  await client.query(`INSERT INTO "Session" (id, shop, state, "accessToken") VALUES ('a', 'b', 'c', 'd')`);
  await redis.set("key", "value");
  expect(await keys()).toBe(1);
  await emptyDatabase();
  const { rows } = await client.query('SELECT FROM "Session"');
  expect(rows).toEqual([]);
  expect(await keys()).toBe(0);
  const migrations = await client.query("SELECT FROM _prisma_migrations");
  expect(migrations.rowCount).toBeGreaterThan(0);
});
