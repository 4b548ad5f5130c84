import { expect, test } from "vitest";
import { recordIdIn } from "./record-id.ts";

const idIn = (body: string) => recordIdIn(Buffer.from(body));

test.each([
  ["a number at the top", '{"id":5000000011,"name":"#1"}', "5000000011"],
  ["a number beyond 2^53, digit by digit", '{"id":820982911946154508}', "820982911946154508"],
  ["behind objects and lists with ids of their own", '{"a":{"id":1},"b":[{"id":2}],"id":3}', "3"],
  ["behind a text that looks like one", '{"note":"\\"id\\":9,{","id": 4 }', "4"],
  ["a text", '{ "id" : "gid://shopify/Order/7" }', "gid://shopify/Order/7"],
  ["a checkout's token", '{"token":"abc","cart_token":"x"}', "abc"],
  ["a merged customer", '{"admin_graphql_api_customer_kept_id":"k","admin_graphql_api_customer_deleted_id":"d"}', "d"],
  [
    "the customer whose tags changed",
    '{"customerId":"gid://shopify/Customer/1","tags":["id"]}',
    "gid://shopify/Customer/1",
  ],
])("finds %s", (_name, body, id) => {
  expect(idIn(body)).toBe(id);
});

test.each([
  "{}",
  "",
  "[]",
  "null",
  '{"id":null}',
  '{"id":{"id":1}}',
  '{"id":',
  '"id"',
  '{"a":["id",1]}',
  '{"x":"id","y":2}',
  "{{{",
])("takes a digest of %s, which names no record", (body) => {
  expect(idIn(body)).toMatch(/^[\w-]{43}$/);
  expect(idIn(body)).toBe(idIn(body));
});

test("requests to forget two customers are told apart though the record stands further inside", () => {
  const about = (id: number) => JSON.stringify({ shop_id: 1, shop_domain: "a.myshopify.com", customer: { id } });
  expect(idIn(about(1))).not.toBe(idIn(about(2)));
});

test("a body of megabytes without any id is read in one pass", () => {
  const body = JSON.stringify({
    note: "x\\".repeat(1_000_000),
    lines: Array.from({ length: 50_000 }, (_, id) => ({ id })),
  });
  expect(idIn(body)).toMatch(/^[\w-]{43}$/);
});
