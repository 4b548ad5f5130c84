import { expect, test } from "vitest";
import { bendsAt, mostPerSecond } from "./bound.ts";

const cost = { worker: 100, postgres: 80, redis: 5 };

test("hosts add up until the database's cores are busy", () => {
  expect([1, 2, 3, 4].map((hosts) => mostPerSecond(hosts, 2, cost))).toEqual([10_000, 20_000, 25_000, 25_000]);
  expect(bendsAt(2, cost)).toBe(2);
  expect(bendsAt(4, cost)).toBe(5);
});

test("more cores for the database don't help beyond the one core of Redis", () => {
  expect(mostPerSecond(100, 64, cost)).toBe(200_000);
  expect(bendsAt(64, cost)).toBe(20);
});
