import { expect, test } from "vitest";
import { lastLine, sumOf } from "./totals.ts";
import { totalsOf } from "./vitest.ts";

const allGood = {
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 0,
  testResults: [{ status: "passed", assertionResults: [{}, {}, {}] }],
};

test("a good run is counted as it is", () => {
  expect(totalsOf(allGood, 0)).toEqual({ passed: 3, failed: 0 });
});

test("a file that cannot be loaded is one failure", () => {
  const testResults = [...allGood.testResults, { status: "failed", assertionResults: [] }];
  expect(totalsOf({ ...allGood, testResults }, 1)).toEqual({ passed: 3, failed: 1 });
});

test("a run that ends badly without a failed test is one failure", () => {
  expect(totalsOf(allGood, 1)).toEqual({ passed: 3, failed: 1 });
});

test("several runs end in one line", () => {
  expect(
    lastLine(
      sumOf([
        { passed: 6, failed: 0 },
        { passed: 40, failed: 2 },
      ]),
    ),
  ).toBe("46 passed, 2 failed");
});
