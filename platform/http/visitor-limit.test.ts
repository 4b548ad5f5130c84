import { expect, test } from "vitest";
import { visitorLimit } from "./visitor-limit.ts";

test("an address may come so many times a minute, whatever others do", () => {
  let now = 0;
  const limit = visitorLimit(2, { nowMs: () => now });
  expect([1, 2, 3].map(() => limit.admits("203.0.113.1"))).toEqual([true, true, false]);
  expect(limit.admits("203.0.113.2")).toBe(true);
  now = 59_999;
  expect(limit.admits("203.0.113.1")).toBe(false);
  now = 60_000;
  expect(limit.admits("203.0.113.1")).toBe(true);
});

test("a flood of addresses is not kept", () => {
  const limit = visitorLimit(1, { nowMs: () => 0 });
  expect([limit.admits("first"), limit.admits("first")]).toEqual([true, false]);
  for (let i = 0; i < 50_000; i++) limit.admits(`address ${i}`);
  expect(limit.admits("first")).toBe(true);
});
