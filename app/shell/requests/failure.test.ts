import { describe, expect, test } from "vitest";
import { FAILURES, type Failure, failureOf, formSentence } from "./failure.ts";

const ours = (status: number) => ({ status, isOurs: true });
const notOurs = (status: number) => ({ status, isOurs: false });

describe("an answer to a form", () => {
  test.each<[string, { status: number; isOurs: boolean }, Failure | null]>([
    ["taken", ours(200), null],
    ["taken, and leading on", ours(202), null],
    ["a defect of ours", ours(500), "broken"],
    ["a record that was deleted", ours(404), "gone"],
    ["a page that the server no longer understands", ours(400), "gone"],
    ["too much text", ours(413), "gone"],
    ["a session that ended", ours(401), "session"],
    ["a proxy's error while a new version starts", notOurs(502), "away"],
    ["maintenance", notOurs(503), "away"],
    ["a proxy that waited too long", notOurs(504), "away"],
    ["too many requests", notOurs(429), "away"],
    ["an address that a new version does not have", notOurs(404), "outdated"],
    ["a hotel's login page", notOurs(200), "unreachable"],
  ])("%s", (_what, answer, failure) => {
    expect(failureOf(answer, true, true)).toBe(failure);
  });
});

test("a page that does not exist is shown as such, but never in place of the page on screen", () => {
  expect(failureOf(ours(404), false, false)).toBeNull();
  expect(failureOf(ours(404), false, true)).toBe("gone");
});

test("each failure tells what to do, and that nothing is lost", () => {
  for (const failure of Object.keys(FAILURES) as Failure[])
    expect(formSentence(failure)).toMatch(/^Not saved\. .+\. .*(try again|reload).*\. Your changes are still here\.$/i);
});
