import { afterAll, expect, test } from "vitest";
import { newId } from "#platform/ids";
import { aShop } from "../../test/factories/shop.ts";
import { testDatabaseUrl } from "../../test/setup/per-worker.ts";
import { connectEveryShopDb, isContention, isDataException, isUniqueViolation } from "./db.ts";
import { statement } from "./statement.ts";

const db = connectEveryShopDb(testDatabaseUrl(), { connections: 3 });
afterAll(() => db.close());

const session = statement("which-backend", `SELECT pg_backend_pid() AS pid, pg_current_xact_id()::text AS "xid"`);
const nameOf = statement("list-name", "SELECT name FROM lists WHERE shop_id = $1 AND id = $2");

const at = new Date("2026-11-24T15:00:00Z");
const aList = (shopId: string, name: string) => ({ shopId, id: newId(), name, createdAt: at, updatedAt: at });

test("in a transaction SQL sees what Prisma wrote, and Prisma what SQL wrote, before anyone else does", async () => {
  const { id: shopId } = await aShop(db);
  const list = aList(shopId, "Regulars");
  await db.transaction(async (tx) => {
    await tx.prisma.list.create({ data: list });
    expect(await tx.run(nameOf, [shopId, list.id])).toEqual([{ name: "Regulars" }]);
    await tx.run(statement("", "UPDATE lists SET name = 'Best' WHERE shop_id = $1"), [shopId]);
    expect(await tx.prisma.list.findMany({ where: { shopId } })).toMatchObject([{ name: "Best" }]);
    expect(await db.prisma.list.count({ where: { shopId } })).toBe(0);
  });
  expect(await db.prisma.list.findMany({ where: { shopId } })).toMatchObject([{ name: "Best" }]);
});

test("what Prisma wrote is rolled back with the transaction, whichever statement fails", async () => {
  const { id: shopId } = await aShop(db);
  const failing = db.transaction(async (tx) => {
    await tx.prisma.list.create({ data: aList(shopId, "Gone") });
    // Alone, Prisma gives these a transaction of their own.
    await tx.prisma.list.createMany({ data: [aList(shopId, "Gone with it")], skipDuplicates: true });
    await tx.prisma.list.updateMany({ where: { shopId, name: "Gone" }, data: { name: "Changed" } });
    throw new Error("not today");
  });
  await expect(failing).rejects.toThrow("not today");
  const broken = db.transaction(async (tx) => {
    await tx.prisma.list.create({ data: aList(shopId, "Gone, too") });
    await tx.run(statement("", "SELECT 1 / 0"));
  });
  await expect(broken).rejects.toThrow("division by zero");
  expect(await db.prisma.list.count({ where: { shopId } })).toBe(0);
});

test("transactions that run at once keep their own connection", async () => {
  const { id: shopId } = await aShop(db);
  const numbers = [1, 2, 3, 4, 5, 6];
  const seen = await Promise.all(
    numbers.map((number) =>
      db
        .transaction(async (tx) => {
          const [before] = await tx.run<{ xid: string }>(session);
          const list = aList(shopId, `List ${number}`);
          await tx.prisma.list.create({ data: list });
          const own = await tx.run<{ name: string }>(nameOf, [shopId, list.id]);
          const [after] = await tx.run<{ xid: string }>(session);
          if (number % 2 === 0) throw new Error("even");
          return { name: own[0]?.name, isSame: before?.xid === after?.xid };
        })
        .catch((error: Error) => error.message),
    ),
  );
  expect(seen).toEqual(numbers.map((number) => (number % 2 === 0 ? "even" : { name: `List ${number}`, isSame: true })));
  const kept = await db.prisma.list.findMany({ where: { shopId }, orderBy: { name: "asc" } });
  expect(kept.map(({ name }) => name)).toEqual(["List 1", "List 3", "List 5"]);
});

test("a transaction of the only connection does not wait for another one", async () => {
  const small = connectEveryShopDb(testDatabaseUrl(), { connections: 1 });
  const { id: shopId } = await aShop(db);
  await small.transaction(async (tx) => {
    await tx.prisma.list.create({ data: aList(shopId, "One") });
    await tx.run(session);
    expect(await tx.prisma.list.count({ where: { shopId } })).toBe(1);
  });
  expect(await small.prisma.list.count({ where: { shopId } })).toBe(1);
  await small.close();
});

test("a query that names no shop is rejected, alone and in a transaction, and nothing is sent", async () => {
  const { id: shopId } = await aShop(db);
  await db.prisma.list.create({ data: aList(shopId, "Kept") });
  await expect(db.prisma.list.deleteMany({})).rejects.toThrow(
    'Prisma List.deleteMany: name the shop, with shopId in "where".',
  );
  const inside = db.transaction((tx) => tx.prisma.list.updateMany({ data: { name: "Lost" } }));
  await expect(inside).rejects.toThrow("Prisma List.updateMany");
  const unset = { shopId: undefined as unknown as string };
  await expect(db.prisma.list.findMany({ where: unset })).rejects.toThrow("Prisma List.findMany");
  expect(await db.prisma.list.findMany({ where: { shopId } })).toMatchObject([{ name: "Kept" }]);
});

test("PostgreSQL's reason is known through Prisma, too", async () => {
  const { id: shopId } = await aShop(db);
  const list = aList(shopId, "Twice");
  await db.prisma.list.create({ data: list });
  const twice = await db.prisma.list.create({ data: list }).catch((error: unknown) => error);
  expect(isUniqueViolation(twice)).toBe(true);
  const nul = await db.prisma.list.create({ data: aList(shopId, "a\u0000b") }).catch((error: unknown) => error);
  expect(isDataException(nul)).toBe(true);
  const late = await db
    .transaction(async (tx) => {
      await tx.run(statement("", "SELECT set_config('lock_timeout', '10', true)"));
      await db.transaction(async (other) => {
        await other.run(statement("", "SELECT FROM lists WHERE shop_id = $1 FOR UPDATE"), [shopId]);
        await tx.prisma.list.updateMany({ where: { shopId }, data: { name: "Late" } });
      });
    })
    .catch((error: unknown) => error);
  expect(isContention(late)).toBe(true);
});
