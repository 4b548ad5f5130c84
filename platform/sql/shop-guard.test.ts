import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { checkNamesShop, TABLES_OF_NO_SHOP } from "./shop-guard.ts";

const shopId = "0192f7a0-0000-7000-8000-000000000001";
const id = "0192f7a0-0000-7000-8000-000000000002";

test.each<[string, unknown]>([
  ["findMany", { where: { shopId } }],
  ["findMany", { where: { shopId: { in: [shopId] }, state: "live" } }],
  ["findUnique", { where: { shopId_id: { shopId, id } } }],
  ["findFirst", { where: { AND: [{ state: "live" }, { shopId }] } }],
  ["update", { where: { shopId_id: { shopId, id } }, data: { name: "Sale" } }],
  ["create", { data: { shopId, id } }],
  ["createMany", { data: [{ shopId, id }] }],
  ["upsert", { where: { shopId_id: { shopId, id } }, create: { shopId, id }, update: { name: "Sale" } }],
])("%s of one shop may run: %j", (verb, args) => {
  expect(() => checkNamesShop("Flow", verb, args)).not.toThrow();
});

test.each<[string, unknown]>([
  ["findMany", undefined],
  ["findMany", { where: { shopId: undefined, state: "live" } }],
  ["findMany", { where: { shopId: {} } }],
  ["findMany", { where: { shopId: { not: shopId } } }],
  ["findMany", { where: { OR: [{ shopId }, { state: "live" }] } }],
  ["findMany", { where: { NOT: { shopId } } }],
  ["findUnique", { where: { shopId_id: { id } } }],
  ["count", {}],
  ["aggregate", { _count: true }],
  ["groupBy", { by: ["shopId"] }],
  ["updateMany", { data: { name: "Sale" } }],
  ["updateManyAndReturn", { where: { id }, data: { name: "Sale" } }],
  ["update", { where: { shopId_id: { shopId, id } }, data: { shopId: id } }],
  ["deleteMany", {}],
  ["create", { data: { id } }],
  ["createMany", { data: [{ shopId, id }, { id }] }],
  ["createManyAndReturn", { data: [{ id }] }],
  ["upsert", { where: { shopId_id: { shopId, id } }, create: { id }, update: {} }],
  ["upsert", { where: { shopId_id: { shopId, id } }, create: { shopId, id }, update: { shopId: id } }],
])("%s that could touch another shop's rows is rejected: %j", (verb, args) => {
  expect(() => checkNamesShop("Flow", verb, args)).toThrow(/^Prisma Flow\.\w+: /);
});

test("the tables that belong to no single shop are those of the schema without shopId, and its top names each", () => {
  const schema = readFileSync("prisma/schema.prisma", "utf8");
  const models = [...schema.matchAll(/^model (\w+) \{\n([\s\S]*?)\n\}/gm)];
  const ofNoShop = models.filter(([, , fields]) => !/^ {2}shopId /m.test(fields ?? "")).map(([, name]) => name);
  expect(models.length).toBeGreaterThan(50);
  expect(new Set(ofNoShop)).toEqual(TABLES_OF_NO_SHOP);
  const top = schema.slice(0, schema.indexOf("generator client"));
  for (const name of TABLES_OF_NO_SHOP) expect(top).toContain(name);
});
