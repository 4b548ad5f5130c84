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
