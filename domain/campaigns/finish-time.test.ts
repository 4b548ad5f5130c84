import { expect, test } from "vitest";
import { finishTime } from "./finish-time.ts";

const now = new Date("2026-11-24T15:00:00Z");
const at = (time: string) => new Date(`2026-11-24T${time}Z`);

test("3,600 parts at one a second take an hour", () => {
  expect(finishTime([{ dueAt: at("14:00:00"), parts: 3_600 }], 1, now)).toEqual(at("16:00:00"));
});

test("a number that is done with the East waits for the West to wake", () => {
  const backlogs = [
    { dueAt: at("17:00:00"), parts: 60 },
    { dueAt: at("15:00:00"), parts: 600 },
  ];
  expect(finishTime(backlogs, 1, now)).toEqual(at("17:01:00"));
});

test("a number that is still busy with the East comes to the West late", () => {
  const backlogs = [
    { dueAt: at("15:00:00"), parts: 3 * 3_600 },
    { dueAt: at("17:00:00"), parts: 60 },
  ];
  expect(finishTime(backlogs, 1, now)).toEqual(at("18:01:00"));
});
