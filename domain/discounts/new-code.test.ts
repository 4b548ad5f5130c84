import { expect, test } from "vitest";
import { newCode } from "./new-code.ts";

test("codes are of letters that no one mixes up, and no two are the same", () => {
  const codes = Array.from({ length: 2_000 }, () => newCode("vip"));
  expect(new Set(codes).size).toBe(2_000);
  for (const code of codes) expect(code).toMatch(/^VIP-[A-HJKMNP-TV-Z2-9]{10}$/);
  expect(newCode("")).toHaveLength(10);
});
