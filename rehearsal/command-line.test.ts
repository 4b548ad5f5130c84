import { expect, test } from "vitest";
import { readCommand, UsageError } from "./command-line.ts";

test("without anything it is the whole published day, three times as busy", () => {
  const { plan, isQuick } = readCommand([]);
  expect(plan).toMatchObject({ times: 3, secondsPerHour: 20, hasBlows: true, providerPerSecond: null });
  expect(plan.hours).toHaveLength(24);
  expect(plan.shape.name).toBe("black-friday");
  expect(isQuick).toBe(false);
});

test("hours are a range or one", () => {
  expect(readCommand(["--hours", "9-12"]).plan.hours).toEqual([9, 10, 11, 12]);
  expect(readCommand(["--hours", "7"]).plan.hours).toEqual([7]);
});

test("a shape may come from a database", () => {
  const url = "postgresql://127.0.0.1/cartbell";
  const { history } = readCommand(["--shape", "history", "--database", url, "--date", "2025-11-28"]);
  expect(history).toEqual({ databaseUrl: url, date: "2025-11-28", timeZone: "America/New_York" });
});

test.each([
  [["--hours", "9-25"]],
  [["--hours", "late"]],
  [["--hours", "12-9"]],
  [["--times", "0"]],
  [["--times", "many"]],
  [["--shape", "easter"]],
  [["--shape", "history", "--date", "2025-11-28"]],
  [["--pool", "1"]],
  [["--tims", "3"]],
])("%j is refused with a sentence", (args) => {
  expect(() => readCommand(args)).toThrow(UsageError);
});
