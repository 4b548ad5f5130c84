import { expect, test } from "vitest";
import { maskText } from "./log.ts";

test.each([
  ["to +12125550143 now", "to +…43 now"],
  ["+447700900123,+33612345678", "+…23,+…78"],
  ["shpat_0123456789abcdef", "[token]"],
  ["Authorization: Bearer abc.def-ghi_jkl", "Authorization: [token]"],
  ["shprt_refresh01 and shpss_secret99", "[token] and [token]"],
  ["1 + 1 = 2, 2026-11-21T10:00:00+00:00, 12125550143", "1 + 1 = 2, 2026-11-21T10:00:00+00:00, 12125550143"],
])("a log line %j is written %j", (line, written) => {
  expect(maskText(line)).toBe(written);
});

test.each([
  ["x\nfoo@bar.com", "x\n[email]"],
  ["x\tfoo.b@bar.com said", "x\t[email] said"],
  ["x\u0001foo@bar.com", "x\u0001[email]"],
  ["x\nshpat_0123456789abcdef", "x\n[token]"],
  ["x\nBearer abcdefghij", "x\n[token]"],
])("a line whose words are %j stays JSON, and %j is what it says", (words, said) => {
  expect(JSON.parse(maskText(JSON.stringify({ words })))).toEqual({ words: said });
});
