import { Secret } from "otpauth";
import { expect, test } from "vitest";
import { codeAt, newSecret, secretUri, stepOf } from "./one-time-code.ts";

/** RFC 6238, appendix B: the last six digits of its eight. */
const RFC_SECRET = Secret.fromLatin1("12345678901234567890").base32;
const RFC_CODES: [number, string][] = [
  [59, "287082"],
  [1_111_111_109, "081804"],
  [1_111_111_111, "050471"],
  [1_234_567_890, "005924"],
  [2_000_000_000, "279037"],
];
const at = (seconds: number) => new Date(seconds * 1_000);

test.each(RFC_CODES)("at %i seconds the code of the RFC's secret is %s", (seconds, code) => {
  expect(codeAt(RFC_SECRET, at(seconds))).toBe(code);
  expect(stepOf(RFC_SECRET, code, at(seconds))).toBe(Math.floor(seconds / 30));
});

test("the clocks may be one step apart, not two", () => {
  const code = codeAt(RFC_SECRET, at(3_000));
  for (const seconds of [2_970, 3_000, 3_029, 3_030, 3_059]) expect(stepOf(RFC_SECRET, code, at(seconds))).toBe(100);
  for (const seconds of [2_969, 3_060]) expect(stepOf(RFC_SECRET, code, at(seconds))).toBeNull();
});

test("spaces in a code are how apps show it; anything else is no code", () => {
  const code = codeAt(RFC_SECRET, at(3_000));
  expect(stepOf(RFC_SECRET, `${code.slice(0, 3)} ${code.slice(3)}`, at(3_000))).toBe(100);
  for (const wrong of ["", "12345", "abcdef", `${code}0`, "é".repeat(6)])
    expect(stepOf(RFC_SECRET, wrong, at(3_000))).toBeNull();
});

test("a new secret has 160 bits, and its address is what authenticators read", () => {
  const secret = newSecret();
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  expect(secretUri("ada", secret)).toBe(
    `otpauth://totp/Cartbell%20operations:ada?issuer=Cartbell%20operations&secret=${secret}&algorithm=SHA1&digits=6&period=30`,
  );
});
