import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ROOT } from "../root.ts";
import { journeysIn, MOST_FILES, problemsOf, type Stop } from "./journeys.ts";

const page = readFileSync(join(ROOT, "docs/journeys.md"), "utf8");
const journeys = journeysIn(page);

test("each numbered line of the page is one of its stops", () => {
  expect(journeys.map(({ stops }) => stops.length)).toEqual(
    page
      .split(/^## /m)
      .slice(1)
      .map((section) => section.match(/^\d+\. /gm)?.length),
  );
  expect(journeys.length).toBeGreaterThanOrEqual(3);
});

test.each(journeys)(`$title: each file leads to the next, ${MOST_FILES} at most`, ({ stops }) => {
  expect(problemsOf(ROOT, stops)).toEqual([]);
});

describe("a journey that is not true any more is found", () => {
  const SCHEDULE = "domain/campaigns/drafts/schedule.ts";
  const WORKER = "workers/worker.ts";
  const stop = (file: string, kind?: "job" | "contract", name = ""): Stop => ({
    file,
    via: kind ? { kind, name } : null,
  });

  test("when a file is gone", () => {
    expect(problemsOf(ROOT, [stop(SCHEDULE), stop("domain/gone.ts")])).toEqual(["domain/gone.ts does not exist"]);
  });

  test("when no file before it imports a file", () => {
    expect(problemsOf(ROOT, [stop(SCHEDULE), stop("domain/dispatch/turn.ts")])).toEqual([
      "domain/dispatch/turn.ts: no earlier file imports it",
    ]);
  });

  test("when nothing adds its job, or the worker has none of that name", () => {
    expect(problemsOf(ROOT, [stop(SCHEDULE), stop(WORKER, "job", "campaign")])).toEqual([]);
    expect(problemsOf(ROOT, [stop("domain/messages/month.ts"), stop(WORKER, "job", "campaign")])).toHaveLength(1);
    expect(problemsOf(ROOT, [stop(SCHEDULE), stop(WORKER, "job", "campaigns")])).toHaveLength(1);
  });

  test("when one side does not know the contract", () => {
    const contract = "domain/messages/delivery/provider.ts";
    const driver = stop("providers/twilio.ts", "contract", contract);
    expect(problemsOf(ROOT, [stop("domain/messages/delivery/hand-off.ts"), driver])).toEqual([]);
    expect(problemsOf(ROOT, [stop(SCHEDULE), driver])).toHaveLength(1);
  });

  test("when it has too many files", () => {
    const stops = Array.from({ length: MOST_FILES + 1 }, () => stop(SCHEDULE));
    expect(problemsOf(ROOT, stops)).toContain(`${MOST_FILES + 1} files, ${MOST_FILES} at most`);
  });
});
