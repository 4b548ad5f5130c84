import { expect, test } from "vitest";
import { concurrencyLimit } from "#domain/dispatch/concurrency";

test("“too many” halves the calls, once a second, never below the least", () => {
  let now = 0;
  const limit = concurrencyLimit({ least: 4, most: 96 }, () => now);
  expect(limit.calls).toBe(96);
  for (let i = 0; i < 50; i += 1) limit.throttled();
  expect(limit.calls).toBe(48);
  for (now = 1_000; now <= 10_000; now += 1_000) limit.throttled();
  expect(limit.calls).toBe(4);
});

test("accepted calls win them back, about one more for each round of them", () => {
  let now = 0;
  const limit = concurrencyLimit({ least: 4, most: 96 }, () => now);
  for (now = 0; now <= 10_000; now += 1_000) limit.throttled();
  for (let i = 0; i < 5; i += 1) limit.accepted();
  expect(limit.calls).toBe(5);
  for (let i = 0; i < 96 * 96; i += 1) limit.accepted();
  expect(limit.calls).toBe(96);
});
