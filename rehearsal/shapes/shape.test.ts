import { expect, test } from "vitest";
import { campaignsIn, eventsByHour, parseShape, perMinute, readShape } from "./shape.ts";

const day = readShape("black-friday");

test("the published day has the anchors that it names", () => {
  const sum = day.orders.reduce((all, hour) => all + hour, 0);
  expect(sum).toBe(60_000);
  expect(Math.max(...day.orders) / (sum / 24)).toBeCloseTo(1.52, 2);
  expect(day.orders.indexOf(Math.max(...day.orders))).toBe(11);
  expect(day.carts.reduce((all, hour) => all + hour, 0) / sum).toBeCloseTo(7 / 3, 2);
  const busiestMinute = (Math.max(...day.orders) / 60) * day.firstTenMinutes;
  expect(busiestMinute / (sum / 1_440)).toBeCloseTo(2.2, 1);
});

test("the first ten minutes of an hour are busier and the hour stays what it is", () => {
  const hour = Array.from({ length: 60 }, (_, minute) => perMinute(day.orders, 11 * 60 + minute, day.firstTenMinutes));
  expect(hour[0]).toBeCloseTo((3_800 / 60) * 1.45);
  expect(hour.reduce((all, minute) => all + minute, 0)).toBeCloseTo(3_800);
});

test("a curve by minute is taken as it is", () => {
  const byMinute = Array.from({ length: 1_440 }, (_, minute) => minute);
  expect(perMinute(byMinute, 700, 1.45)).toBe(700);
});

test("campaigns belong to the hour in which they start", () => {
  expect(campaignsIn(day.campaigns, 12)).toEqual([
    { minute: 0, recipients: 150_000 },
    { minute: 30, recipients: 30_000 },
  ]);
  expect(campaignsIn(day.campaigns, 3)).toEqual([]);
});

test("the busiest hour is the one with the largest campaign", () => {
  const events = eventsByHour(day);
  expect(events.indexOf(Math.max(...events))).toBe(10);
});

test("a shape with 23 hours is refused", () => {
  expect(() => parseShape({ ...day, orders: day.orders.slice(1) })).toThrow();
});
