import { expect, test } from "vitest";
import { type ClassInLine, MOST_COUNTED } from "#domain/operations/sending-now";
import { classLine } from "./class-line.ts";

const NOW = new Date("2026-11-24T15:00:00Z");
const ago = (seconds: number) => new Date(NOW.getTime() - seconds * 1_000);
const nothing: ClassInLine = {
  ...{ class: "flow", due: 0, dueSince: null, later: 0, nextAt: null, because: null },
};
const said = (line: Partial<ClassInLine>, isStopped = false) =>
  classLine({ ...nothing, ...line }, { isStopped, now: NOW, soon: () => "8:00 AM EST" }).sentence;

test("of a class in which nothing waits it says why that is as it should be", () => {
  expect(said({})).toBe("No queue");
});

test("what waits is counted, with the wait of the oldest and why", () => {
  expect(said({ due: 1, dueSince: ago(4) })).toBe(
    "1 waits, the oldest for 4 s: sending next, as fast as your number allows.",
  );
  expect(said({ due: 1_200, dueSince: ago(190) })).toMatch(/^1,200 wait, the oldest for 3 min:/);
  expect(said({ due: MOST_COUNTED + 1, dueSince: ago(7_300) })).toMatch(/^More than 10,000 wait, the oldest for 2 h:/);
});

test("what may leave only later says when, and the reason of the first", () => {
  expect(said({ later: 3, nextAt: ago(-3_600), because: "quiet-hours" })).toBe(
    "3 scheduled for later. In quiet hours. The next texts go out 8:00 AM EST.",
  );
  expect(said({ later: 1, nextAt: ago(-60), because: "throttled-by-provider" })).toBe(
    "1 scheduled for later. The provider asked us to slow down. Sending resumes 8:00 AM EST.",
  );
  expect(said({ due: 2, dueSince: ago(1), later: 1, nextAt: ago(-60) })).toMatch(
    /^2 wait, .* 1 scheduled for later\. The first goes out 8:00 AM EST\.$/,
  );
});

test("while sending is stopped that is the reason, but not of replies, which leave all the same", () => {
  expect(said({ due: 1, dueSince: ago(4) }, true)).toContain("all sending is stopped for your store");
  expect(said({ class: "reply", due: 1, dueSince: ago(4) }, true)).not.toContain("stopped");
});
