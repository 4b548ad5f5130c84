import { expect, test } from "vitest";
import { minuteCount } from "./minute-count.ts";

test("what happened in the last minute is counted, and forgotten when it is over", () => {
  let at = 1_000_000;
  const count = minuteCount(() => at);
  count.note();
  at += 30_000;
  count.note();
  count.note();
  expect(count.read()).toBe(3);
  at += 31_000;
  expect(count.read()).toBe(2);
  at += 29_000;
  expect(count.read()).toBe(0);
  at += 10_000_000;
  count.note();
  expect(count.read()).toBe(1);
});
