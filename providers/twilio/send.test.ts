import { expect, test } from "vitest";
import { handOffOf } from "./send.ts";

const tooMany = (retryAfter: string) =>
  handOffOf({ kind: "answered", status: 429, headers: { "retry-after": retryAfter }, body: "" });

test("a wait that is asked for is kept to, whether it comes in seconds or as a date", () => {
  expect(tooMany("7")).toMatchObject({ kind: "not-sent", isThrottled: true, retryAfterMs: 7_000 });
  expect(tooMany(new Date(Date.now() + 60_000).toUTCString())).toMatchObject({
    retryAfterMs: expect.closeTo(60_000, -4),
  });
});

test.each(["9".repeat(20), "Fri, 31 Dec 9999 23:59:59 GMT"])(
  "a wait without an end in sight (%s) holds a text for an hour at most",
  (retryAfter) => {
    expect(tooMany(retryAfter)).toMatchObject({ kind: "not-sent", retryAfterMs: 3_600_000 });
  },
);
