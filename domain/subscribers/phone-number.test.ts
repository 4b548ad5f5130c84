import fc from "fast-check";
import { getCountries, getExampleNumber, parsePhoneNumber } from "libphonenumber-js/max";
import mobiles from "libphonenumber-js/mobile/examples";
import { expect, test } from "vitest";
import { codePoint } from "../../test/factories/code-point.ts";
import { isTextable, phoneFromProvider, readPhoneNumber, toPhoneNumber } from "./phone-number.ts";

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
  ["\u202a+1 (212) 555-0123\u202c", "US", "+12125550123"],
  ["\u200e+12125550124", null, "+12125550124"],
  ["\u200b+12125550125", null, "+12125550125"],
  ["+1\u2060212\u00ad555\ufeff0126", null, "+12125550126"],
  ["+1\u00a0212\u202f555\u20090123", null, "+12125550123"],
  ["436641234567.0", "AT", "+436641234567"],
  ["+436641234567.0", "US", "+436641234567"],
  ["436641234567,00", "AT", "+436641234567"],
  ["12125550123.0", "US", "+12125550123"],
  ["1.2125550123E10", "US", "+12125550123"],
  ["4,36641234567E+11", "AT", "+436641234567"],
  ["12,125,550,123", "US", "+12125550123"],
  ["'+12125550123", null, "+12125550123"],
  ['="+12125550123"', null, "+12125550123"],
  ["=+12125550123", null, "+12125550123"],
  ["“+12125550123”", null, "+12125550123"],
  ["Tel.: +43 664 1234567", "US", "+436641234567"],
  ["Mobile: (212) 555-0123", "US", "+12125550123"],
  ["(212) 555-0123 (cell)", "US", "+12125550123"],
  ["📱 +12125550123", null, "+12125550123"],
  ["sms:+12125550123", null, "+12125550123"],
  ["0044 20 7946 0958", "US", "+442079460958"],
  ["0044 20 7946 0958", null, "+442079460958"],
  ["+0044 20 7946 0958", null, "+442079460958"],
  ["++12125550123", "US", "+12125550123"],
  ["436641234567", "AT", "+436641234567"],
  ["6641234567", "AT", "+436641234567"],
  ["7400123456", "GB", "+447400123456"],
  ["0664/1234567", "AT", "+436641234567"],
  ["+52 1 55 1234 5678", null, "+525512345678"],
  ["55 1234 5678", "MX", "+525512345678"],
  ["+12125550123; +1 212 555 0123", null, "+12125550123"],
  ["+15652345678", null, "+15652345678"],
  ["+17292345678", "DE", "+17292345678"],
  ["(861) 234-5678", "US", "+18612345678"],
  ["+38344123456", "US", "+38344123456"],
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

test.each([
  ["4.36641E+11", "rounded"],
  ["1.21256E+10", "rounded"],
  ["1,21256E+10", "rounded"],
  ["1.23E10", "rounded"],
  ["436641234567.5", "rounded"],
  ["########", "rounded"],
  ["#REF!", "rounded"],
  ["+12125550123, +12125550124", "several-numbers"],
  ["212-555-0123 / 212-555-0124", "several-numbers"],
  ["2125550123 or 2125550124", "several-numbers"],
  ["+12125550123 +12125550124", "several-numbers"],
  ["2125550123\n2125550124", "several-numbers"],
  ["+1 212 555 0123 x4", "extension"],
  ["+1 212 555 0123 ext 44", "extension"],
  ["tel:+12125550123;ext=4", "extension"],
  ["+1 900 234 5678", "not-textable"],
  ["+1 500 234 5678", "not-textable"],
  ["+1 600 201 2345", "not-textable"],
  ["+44 7012 345678", "not-textable"],
  ["+44 7600 123456", "not-textable"],
  ["+44 330 123 4567", "not-textable"],
  ["+44 843 123 4567", "not-textable"],
  ["+33 891 12 34 56", "not-textable"],
  ["+49 180 5123456", "not-textable"],
  ["+881 612345678", "not-textable"],
  ["+870 773111632", "not-textable"],
  ["+882 16123456", "not-textable"],
  ["+800 1234 5678", "not-textable"],
  ["88202", "not-textable"],
  ["+1 911 234 5678", "not-a-phone"],
  ["+1 799 234 5678", "not-a-phone"],
  ["+1 370 234 5678", "not-a-phone"],
  ["+1 565 211 5678", "not-a-phone"],
  ["+1 242 999 0000 1", "not-a-phone"],
  ["436641234567", "not-a-phone"],
  ["call 212 555 0123 and ask", "not-a-phone"],
  ["N/A", "not-a-phone"],
])("%j in the United States is refused as %s", (raw, problem) => {
  expect(readPhoneNumber(raw, "US")).toEqual({ problem });
});

test("every country's own example of a mobile number is read from however it is written", () => {
  for (const country of getCountries()) {
    const example = getExampleNumber(country, mobiles);
    if (!example || ["PREMIUM_RATE", "PERSONAL_NUMBER"].includes(example.getType() ?? "")) continue;
    const { number } = example;
    for (const written of [
      number,
      example.formatInternational(),
      `00${number.slice(1)}`,
      `\u202a${number}\u202c`,
      `${number}.0`,
    ])
      expect(toPhoneNumber(written, null), `${country} ${written}`).toBe(number);
    expect(toPhoneNumber(example.formatNational(), country), country).toBe(number);
  }
});

test("a number with a mark, a quote or a float's end is read as the number itself, or not at all", () => {
  const marks = fc.constantFrom("\u200e", "\u202a", "\u00ad", "\ufeff", "'", '"', " ", "\u00a0");
  const digits = fc.integer({ min: 10 ** 6, max: 10 ** 14 }).map(String);
  fc.assert(
    fc.property(
      digits,
      fc.constantFrom("", "+"),
      marks,
      marks,
      fc.constantFrom("", ".0"),
      fc.constantFrom("US", "AT", null),
      (number, plus, before, after, end, country) => {
        const written = toPhoneNumber(`${before}${plus}${number}${end}${after}`, country);
        expect(written).toBe(toPhoneNumber(`${plus}${number}`, country));
      },
    ),
  );
});

test("an area code that is in the data is never called new", () => {
  for (const raw of ["+12421112345", "+16642345678", "+12121550123"]) expect(toPhoneNumber(raw, "US"), raw).toBeNull();
  expect(parsePhoneNumber("+12425550123").isValid()).toBe(toPhoneNumber("+12425550123", null) !== null);
});

test("whatever is accepted is E.164 and reads as itself", () => {
  const digits = fc.string({ unit: fc.constantFrom(..."0123456789+() -."), maxLength: 18 });
  fc.assert(
    fc.property(
      fc.oneof(digits, fc.string({ unit: codePoint, maxLength: 30 })),
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

test.each([
  "+19005550123",
  "+15005550123",
  "+15335550123",
  "+16005550123",
  "+448712345678",
  "+447012345678",
  "+491801234567",
  "+499001234567",
  "+33899123456",
  "+870773111632",
])("a stored %s may not be texted", (phone) => expect(isTextable(phone)).toBe(false));

test.each(["+12125550123", "+15125550123", "+18005550123", "+17292345678", "+33612345678", "+436641234567", "+999123"])(
  "a stored %s may be texted",
  (phone) => expect(isTextable(phone)).toBe(true),
);

test("what is spared the reading is never of a range that is refused when it is read", { timeout: 60_000 }, () => {
  for (let area = 200; area < 1_000; area += 1)
    for (let exchange = 200; exchange < 1_000; exchange += 37) {
      const phone = `+1${area}${exchange}2345`;
      const reading = readPhoneNumber(phone, null);
      if ("problem" in reading && reading.problem === "not-textable" && isTextable(phone))
        throw new Error(`${phone} is refused when it is read, and texted when it is stored.`);
    }
});
