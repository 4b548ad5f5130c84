import { expect, test } from "vitest";
import { jobs, messageClass } from "#domain/jobs";
import { dueWork } from "./due.ts";

// The sweep makes up for every job that Redis lost. A queue that it does not know would wait for ever.

/** Found by due-lanes.sql and by the campaigns' chunks. */
const TURNS = messageClass.options.map((of) => `dispatch-${of}`);
/** Added every ten minutes, whatever is due. */
const BY_TIME = ["upkeep"];

function isFound(job: string): boolean {
  return dueWork.text.includes(`'${job}'`);
}

test("the sweep looks for what is due on every queue", () => {
  const swept = Object.keys(jobs).filter((job) => !TURNS.includes(job) && !BY_TIME.includes(job));
  expect(swept.length).toBeGreaterThan(15);
  expect(swept.filter((job) => !isFound(job))).toEqual([]);
  expect(isFound("a-queue-without-a-line")).toBe(false);
});
