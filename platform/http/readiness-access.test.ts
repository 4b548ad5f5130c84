import { expect, test } from "vitest";
import { mayAskReadiness } from "./readiness-access.ts";

const TOKEN = "a-token-of-more-than-sixteen";
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

test.each([
  ["127.0.0.1", {}, true],
  ["::1", {}, true],
  ["::ffff:127.0.0.1", {}, true],
  ["127.0.0.1", { "x-forwarded-for": "203.0.113.7" }, false],
  ["127.0.0.1", { forwarded: "for=203.0.113.7" }, false],
  ["203.0.113.7", {}, false],
  ["10.0.0.7", {}, false],
  ["", {}, false],
  ["203.0.113.7", { "x-forwarded-for": "127.0.0.1" }, false],
  ["203.0.113.7", bearer(TOKEN), true],
  ["127.0.0.1", { ...bearer(TOKEN), "x-forwarded-for": "203.0.113.7" }, true],
  ["203.0.113.7", bearer(`${TOKEN}x`), false],
  ["203.0.113.7", bearer(TOKEN.slice(1)), false],
  ["203.0.113.7", bearer(""), false],
  ["203.0.113.7", { authorization: TOKEN }, false],
])("from %s with %j readiness is told: %s", (remoteAddress, headers, isTold) => {
  expect(mayAskReadiness({ headers, socket: { remoteAddress } }, TOKEN)).toBe(isTold);
});

test("without a token no one else's is good", () => {
  for (const token of ["", "null", "undefined"])
    expect(mayAskReadiness({ headers: bearer(token), socket: { remoteAddress: "203.0.113.7" } }, null)).toBe(false);
});
