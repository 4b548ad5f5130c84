import { expect, test } from "vitest";
import { first } from "./first/index.ts";
import { measure } from "./measure.ts";

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
