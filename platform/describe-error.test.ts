import { afterAll, beforeAll, expect, test } from "vitest";
import { connectEveryShopDb } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { testDatabaseUrl } from "../test/setup/per-worker.ts";
import { createLog } from "./log.ts";

const db = connectEveryShopDb(testDatabaseUrl(), { connections: 1 });
const SECRETS = ["Ada Lovelace", "ada@example.com", "+12125550143", "12 Analytical Row"];
const PERSON = `'Ada Lovelace', 'ada@example.com', '+12125550143', '12 Analytical Row'`;

beforeAll(async () => {
  await db.run(
    statement(
      "",
      "CREATE TABLE log_people (name text PRIMARY KEY CHECK (name <> ''), email text, phone text, place text NOT NULL, age int)",
    ),
  );
  await db.run(statement("", `INSERT INTO log_people VALUES (${PERSON}, 1)`));
});
afterAll(async () => {
  await db.run(statement("", "DROP TABLE log_people"));
  await db.close();
});

function logged(error: unknown): string {
  const lines: string[] = [];
  createLog("info", "test", (line) => lines.push(line)).error({ err: error }, "job failed");
  return lines.join("");
}

test.each([
  ["a key that exists", `INSERT INTO log_people VALUES (${PERSON}, 2)`],
  [
    "a column that is missing",
    `INSERT INTO log_people VALUES ('Ada Lovelace 2', 'ada@example.com', '+12125550143', NULL, 2)`,
  ],
  ["a check", `UPDATE log_people SET name = ''`],
  ["a number that is none", `SELECT 'Ada Lovelace'::int`],
  ["a uuid that is none", `SELECT 'Ada Lovelace'::uuid`],
  ["a date that is none", `SELECT 'ada@example.com'::timestamptz`],
  ["json that is none", `SELECT '{"name": "Ada Lovelace", "at": 12 Analytical Row}'::jsonb`],
  ["words of ours", `DO $$ BEGIN RAISE EXCEPTION 'no' USING DETAIL = 'Ada Lovelace', HINT = '+12125550143'; END $$`],
])("PostgreSQL's complaint about %s is logged without the person", async (_what, sql) => {
  const run = db.run(statement("", sql)).catch((error: unknown) => error);
  const typed = db.everyShop.$executeRawUnsafe(sql).catch((error: unknown) => error);
  for (const error of [await run, await typed]) {
    expect(error).toBeInstanceOf(Error);
    const line = logged(error);
    expect(line).toContain("stack");
    for (const secret of SECRETS) expect(line).not.toContain(secret);
  }
});

test("what Prisma says of a call is logged without its arguments", async () => {
  const data = { name: "Ada Lovelace", email: "ada@example.com", age: 12 } as never;
  const error = await db.prisma.shop.create({ data }).catch((it: unknown) => it);
  expect(String(error)).toContain("Ada Lovelace");
  const line = logged(error);
  for (const secret of SECRETS) expect(line).not.toContain(secret);
  expect(line).toContain("PrismaClientValidationError");
});

test("a defect keeps its words, its stack and its cause; an outage has no stack", () => {
  const defect = JSON.parse(logged(new TypeError("x is no function", { cause: new Error("why") })));
  expect(defect.err).toMatchObject({ type: "TypeError", message: "x is no function", cause: { message: "why" } });
  expect(defect.err.stack).toContain("describe-error.test.ts");
  const outage = JSON.parse(logged(Object.assign(new Error("no space left"), { code: "53100" })));
  expect(outage.err).toEqual({ type: "Error", message: "no space left", code: "53100" });
});

test("an address of a server is logged without its login", () => {
  expect(logged(new Error("cannot reach postgresql://cartbell:s3cret@db:5432/shop"))).not.toContain("s3cret");
});
