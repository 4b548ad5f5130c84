import { expect, test } from "vitest";
import { first } from "./first/index.ts";
import { fourth } from "./fourth/index.ts";
import { measure } from "./measure.ts";
import { second } from "./second/index.ts";
import { third } from "./third/index.ts";

const replies = Object.values(first).flatMap(({ optOut, harmless, start, help }) => [
  ...optOut,
  ...harmless,
  ...start,
  ...help,
]);

test("the first half holds at least 500 replies in twelve languages", () => {
  expect(Object.keys(first)).toHaveLength(12);
  expect(replies.length).toBeGreaterThanOrEqual(500);
});

test.each([
  ["third", third, 300],
  ["fourth", fourth, 150],
] as const)("the %s set has enough replies in twelve languages", (_, set, least) => {
  expect(Object.keys(set)).toHaveLength(12);
  const all = Object.values(set).flatMap(({ optOut, harmless, start, help }) => [optOut, harmless, start, help].flat());
  expect(all.length).toBeGreaterThanOrEqual(least);
});

test("what was caught, missed, held and wrong adds up", () => {
  const measured = measure({
    optOut: ["STOP", "you have the wrong number", "lovely weather"],
    harmless: ["where is my parcel?", "cancel"],
    start: ["START"],
    help: ["HELP"],
  });
  expect(measured).toEqual({
    optOuts: 3,
    caught: 2,
    atOnce: 1,
    others: 4,
    wrong: ["cancel"],
    held: [],
    missed: ["lovely weather"],
  });
});

test.each(Object.entries({ first, second, third, fourth }))(
  "of the %s set nearly every opt-out is caught or held, and little else",
  (_, half) => {
    const all = Object.values(half).map(measure);
    const sum = (of: (measured: (typeof all)[number]) => number) =>
      all.reduce((total, measured) => total + of(measured), 0);
    expect(sum(({ caught }) => caught) / sum(({ optOuts }) => optOuts)).toBeGreaterThanOrEqual(0.96);
    expect(sum(({ held }) => held.length) / sum(({ others }) => others)).toBeLessThanOrEqual(0.05);
    const atOnce = sum((measured) => measured.atOnce);
    expect(atOnce / (atOnce + sum(({ wrong }) => wrong.length))).toBeGreaterThanOrEqual(0.99);
  },
);
