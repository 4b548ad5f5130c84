import { expect, test } from "vitest";
import { instantOf } from "./instant-of.ts";

const NEW_YORK = "America/New_York";

test("an hour is meant on the store's clock, in winter and in summer", () => {
  expect(instantOf({ date: "2026-11-27", time: "09:30" }, NEW_YORK)).toEqual(new Date("2026-11-27T14:30:00Z"));
  expect(instantOf({ date: "2026-07-04", time: "09:30" }, NEW_YORK)).toEqual(new Date("2026-07-04T13:30:00Z"));
});

test("an hour that the clocks skip is refused by its field, not moved in silence", () => {
  expect(() => instantOf({ date: "2027-03-14", time: "02:30" }, NEW_YORK)).toThrowError(
    expect.objectContaining({
      field: "scheduledAt",
      message: "This time doesn’t exist because clocks move forward that night. Choose another.",
    }),
  );
});

test.each([
  ["", "09:30"],
  ["2026-02-30", "09:30"],
  ["tomorrow", "09:30"],
  ["2026-11-27", "25:00"],
])("day %j at %j is no time", (date, time) => {
  expect(() => instantOf({ date, time }, NEW_YORK)).toThrowError(expect.objectContaining({ field: "scheduledAt" }));
});
