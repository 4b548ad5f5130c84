import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "#platform/ids";
import { aShop } from "../../test/factories/shop.ts";
import { testDatabaseUrl } from "../../test/setup/per-worker.ts";
import { connectEveryShopDb } from "./db.ts";
import { statement } from "./statement.ts";

const url = testDatabaseUrl();
const setZone = (change: string) => onServer(`ALTER DATABASE "${new URL(url).pathname.slice(1)}" ${change}`);
beforeAll(() => setZone("SET timezone = 'America/New_York'"));
afterAll(() => setZone("RESET timezone"));

const at = new Date("2026-11-24T15:00:00.250Z");

test.each(["", "?pgbouncer=true"])(
  "a server in another time zone changes no time that Prisma writes or reads%s",
  async (how) => {
    const db = connectEveryShopDb(url + how, { connections: 2 });
    try {
      const { id: shopId } = await aShop(db);
      const list = { shopId, id: newId(), name: "Regulars", createdAt: at, updatedAt: at };
      await db.transaction((tx) => tx.prisma.list.create({ data: list }));
      const stored = await db.run(statement("", `SELECT created_at AS at FROM lists WHERE shop_id = $1`), [shopId]);
      expect(stored).toEqual([{ at: at }]);
      await db.run(statement("", "UPDATE lists SET updated_at = $2 WHERE shop_id = $1"), [shopId, at]);
      expect(await db.prisma.list.findMany({ where: { shopId } })).toMatchObject([{ createdAt: at, updatedAt: at }]);
    } finally {
      await db.close();
    }
  },
);

async function onServer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
