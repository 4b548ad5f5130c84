import { expect, test } from "vitest";
import { readShape } from "../shapes/shape.ts";
import { paceHour, type Telling } from "./pacer.ts";

const shape = { ...readShape("black-friday"), firstTenMinutes: 1 };

test("a played hour keeps the rates of the real one, so many times as high", () => {
  const told = play({ hour: 11, seconds: 60, times: 3 }, 0);
  // 3,800 orders an hour are 63.3 a minute.
  expect(told.order).toBe(190);
  expect(told.cart).toBe(443);
});

test("a hundredth of a second at a time, nothing is lost or told twice", () => {
  const pacer = paceHour(shape, { hour: 11, seconds: 60, times: 3 });
  let orders = 0;
  for (let step = 1; step <= 6_000; step += 1)
    orders += pacer.next(step / 100, 0).filter((telling) => telling === "order").length;
  expect(orders).toBe(190);
});

test("people reply to the texts that left", () => {
  const told = play({ hour: 3, seconds: 10, times: 1 }, 5_000);
  expect([told.STOP, told.HELP, told.talk]).toEqual([20, 5, 30]);
});

test("the first ten minutes of an hour are told as the busiest", () => {
  const pacer = paceHour(readShape("black-friday"), { hour: 11, seconds: 60, times: 10 });
  const first = pacer.next(9.9, 0).length / 9.9;
  const rest = pacer.next(60, 0).length / 50.1;
  expect(first).toBeGreaterThan(rest * 1.4);
});

function play(hour: Parameters<typeof paceHour>[1], texts: number): Record<Telling, number> {
  const counts: Record<Telling, number> = { order: 0, cart: 0, STOP: 0, HELP: 0, talk: 0 };
  for (const telling of paceHour(shape, hour).next(hour.seconds, texts)) counts[telling] += 1;
  return counts;
}
