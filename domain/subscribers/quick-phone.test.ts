import fc from "fast-check";
import { expect, test } from "vitest";
import { AREA_CODES } from "#domain/places/area-codes";
import { toPhoneNumber } from "./phone-number.ts";
import { quickPhone } from "./quick-phone.ts";

const CODES = [
  ...AREA_CODES.flatMap(([, , codes]) => codes.split(" ")).filter(Boolean),
  "800",
  "900",
  "500",
  "710",
  "876",
  "555",
  "211",
];
const digits = (length: number) =>
  fc.integer({ min: 0, max: 10 ** length - 1 }).map((n) => String(n).padStart(length, "0"));
const countries = fc.constantFrom("US", "CA", "GB", "DE", null);

const written = fc
  .record({
    code: fc.oneof(fc.constantFrom(...CODES), digits(3)),
    exchange: digits(3),
    line: digits(4),
    prefix: fc.constantFrom("", "1", "+1", "+", "+1 ", "1-", "001", "'"),
    brackets: fc.boolean(),
    gaps: fc.tuple(fc.constantFrom("", " ", "-", ".", "  ", "\t"), fc.constantFrom("", " ", "-", ".", "/")),
  })
  .map(({ code, exchange, line, prefix, brackets, gaps: [first, second] }) => {
    const area = brackets ? `(${code})` : code;
    return `${prefix}${area}${first}${exchange}${second}${line}`;
  });

test("a number in whatever usual form is read exactly as the library reads it", () => {
  fc.assert(
    fc.property(written, countries, (raw, country) => {
      expect(quickPhone(raw, country)).toBe(toPhoneNumber(raw, country));
    }),
    { numRuns: 5_000 },
  );
});

test("any text is read exactly as the library reads it", () => {
  const text = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(..."+1234567890()-. ext") }));
  fc.assert(
    fc.property(text, countries, (raw, country) => {
      expect(quickPhone(raw, country)).toBe(toPhoneNumber(raw, country));
    }),
    { numRuns: 3_000 },
  );
});

test("every area code is tried with every exchange's first digits", () => {
  for (const code of CODES) {
    for (const rest of ["2345678", "5550123", "9110000", "0123456", "1234567", "7101234"]) {
      const raw = `+1${code}${rest}`;
      expect([raw, quickPhone(raw, "US")]).toEqual([raw, toPhoneNumber(raw, "US")]);
    }
  }
});
