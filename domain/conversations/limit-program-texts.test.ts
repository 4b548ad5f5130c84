import { expect, test } from "vitest";
import { fullUntil } from "./limit-program-texts.ts";

const now = new Date("2026-12-01T12:00:00Z");
const MINUTE_MS = 60_000;
const ago = (minutes: number) => new Date(now.getTime() - minutes * MINUTE_MS);
const texts = (count: number, everyMinutes: number, first = 1) =>
  Array.from({ length: count }, (_, index) => ago(first + index * everyMinutes));

test.each([
  ["none was sent", [], null],
  ["nine were sent within the hour", texts(9, 1), null],
  ["ten were sent within the hour", texts(10, 1), ago(10 - 60)],
  ["ten were sent, the first an hour ago", texts(10, 6, 6), null],
  ["thirty were sent over the day", texts(30, 45), ago(1 + 29 * 45 - 24 * 60)],
])("when %s, a program may text the person again at the right time", (_, times, until) => {
  expect(fullUntil(times, now)).toEqual(until);
});
