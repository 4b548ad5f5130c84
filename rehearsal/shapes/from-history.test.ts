import { DateTime } from "luxon";
import { expect, test } from "vitest";
import type { HistoryCount } from "#domain/forecast/day-history";
import { shapeOfRows } from "./from-history.ts";
import { perMinute } from "./shape.ts";

const DAY = { date: "2025-11-28", timeZone: "America/New_York" };
const MIDNIGHT = DateTime.fromISO(DAY.date, { zone: DAY.timeZone });
const row = (
  kind: HistoryCount["kind"],
  hour: number,
  minute: number,
  count: number,
  shopId = "one",
): HistoryCount => ({
  ...{ kind, shopId, count },
  at: MIDNIGHT.plus({ hours: hour, minutes: minute }).toJSDate(),
});
const shapeOf = (...rows: HistoryCount[]) => shapeOfRows(rows, DAY, MIDNIGHT, 40);

test("a day's history keeps its minutes, in its own zone", () => {
  const shape = shapeOf(row("order", 9, 1, 12), row("order", 9, 1, 3, "two"), row("cart", 23, 59, 7));
  expect(perMinute(shape.orders, 9 * 60 + 1)).toBe(15);
  expect(perMinute(shape.carts, 23 * 60 + 59)).toBe(7);
  expect(shape).toMatchObject({ shops: 2, partsPerSecond: 40, firstTenMinutes: 1 });
});

test("campaigns start when they did, and replies come in the shares that they did", () => {
  const shape = shapeOf(
    row("campaign", 9, 0, 4_000),
    row("campaign", 18, 30, 1_000),
    row("stop", 9, 5, 20),
    row("talk", 9, 6, 50),
  );
  expect(shape.campaigns).toEqual([
    { at: "09:00", recipients: 4_000 },
    { at: "18:30", recipients: 1_000 },
  ]);
  expect(shape.repliesPerThousandTexts).toEqual({ stop: 4, help: 0, talk: 10 });
});

test("a day on which nothing happened is refused in a sentence", () => {
  expect(() => shapeOf(row("talk", 9, 0, 1))).toThrow("Nothing happened on 2025-11-28");
});
