import fc from "fast-check";
import { expect, test } from "vitest";
import { phoneFromProvider, toPhoneNumber } from "./phone-number.ts";

test.each([
  ["(212) 555-0123", "US", "+12125550123"],
  ["212.555.0123", "us", "+12125550123"],
  ["1 212 555 0123", "US", "+12125550123"],
  ["+1 212 555 0123", null, "+12125550123"],
  ["+12125550123", "FR", "+12125550123"],
  ["  +1 (212) 555‑0123 ", null, "+12125550123"],
  ["tel:+12125550123", null, "+12125550123"],
  ["011 44 20 7946 0958", "US", "+442079460958"],
  ["06 12 34 56 78", "FR", "+33612345678"],
  ["0033 6 12 34 56 78", "FR", "+33612345678"],
  ["07400 123456", "GB", "+447400123456"],
  ["+44 (0)7400 123456", null, "+447400123456"],
  ["０９０１２３４５６７８", "JP", "+819012345678"],
  ["＋１２１２５５５０１２３", null, "+12125550123"],
  ["٠٥٠١٢٣٤٥٦٧", "SA", "+966501234567"],
])("%j typed in %s is %s", (raw, country, phone) => {
  expect(toPhoneNumber(raw, country)).toBe(phone);
});

test.each([
  ["no country code and none to assume", "212 555 0123", null],
  ["a country that does not exist", "212 555 0123", "XX"],
  ["too short", "+1 212 555", null],
  ["too long", "+1 212 555 01234", null],
  ["an area code that no one has", "+1 555 555 0123", null],
  ["a subscriber part that cannot be", "+1 212 155 0123", null],
  ["an extension", "+1 212 555 0123 ext. 4", null],
  ["an extension after #", "+1 212 555 0123 #4", null],
  ["a short code", "88202", "US"],
  ["an emergency number", "911", "US"],
  ["letters", "1-800-FLOWERS", "US"],
  ["a sentence", "call me at 212 555 0123", "US"],
  ["a name", "Ada", "US"],
  ["nothing", "", "US"],
  ["blanks", "   ", "US"],
  ["a null byte", "+1 212 555 0123\u0000", null],
  ["a null byte inside", "+1 212\u0000 555 0123", null],
  ["two numbers", "+12125550123, +12125550124", null],
  ["a very long one", `+1${"2".repeat(500)}`, null],
])("%s is refused", (_, raw, country) => {
  expect(toPhoneNumber(raw, country)).toBeNull();
});

test("whatever is accepted is E.164 and reads as itself", () => {
  const digits = fc.string({ unit: fc.constantFrom(..."0123456789+() -."), maxLength: 18 });
  fc.assert(
    fc.property(
      fc.oneof(digits, fc.string({ unit: "binary", maxLength: 30 })),
      fc.constantFrom("US", "DE", null),
      (raw, country) => {
        const phone = toPhoneNumber(raw, country);
        if (phone === null) return;
        expect(phone).toMatch(/^\+[1-9]\d{6,14}$/);
        expect(toPhoneNumber(phone, null)).toBe(phone);
      },
    ),
  );
});

test("a text's own number is believed by its form, for carriers hand out codes faster than we learn them", () => {
  expect(phoneFromProvider("+14365550123")).toBe("+14365550123");
  for (const raw of ["88202", "TWILIO", "+1 212 555 0123", "+0123456789", ""])
    expect(phoneFromProvider(raw)).toBeNull();
});
