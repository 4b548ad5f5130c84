import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { measureText, splitIntoParts } from "./parts.ts";
import { toGsm } from "./plain-characters.ts";

const GSM = [..."@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./09:;<=>?¡AZÄÖÑÜ§¿azäöñüà\f^{}\\[~]|€"];
const gsmText = fc.string({ unit: fc.constantFrom(...GSM), maxLength: 700 });
const anyText = fc.string({ unit: "grapheme", maxLength: 400 });

describe("counting", () => {
  test.each([
    ["", "gsm-7", 0, 0],
    ["a".repeat(160), "gsm-7", 160, 1],
    ["a".repeat(161), "gsm-7", 161, 2],
    [`${"a".repeat(159)}€`, "gsm-7", 161, 2],
    ["a".repeat(306), "gsm-7", 306, 2],
    ["a".repeat(307), "gsm-7", 307, 3],
    [`${"a".repeat(68)}😀`, "ucs-2", 70, 1],
    [`${"a".repeat(69)}😀`, "ucs-2", 71, 2],
    ["It’s here", "ucs-2", 9, 1],
    ["ы".repeat(134), "ucs-2", 134, 2],
    ["ы".repeat(135), "ucs-2", 135, 3],
  ])("%j costs what the carrier bills", (text, encoding, units, parts) => {
    expect(measureText(text)).toMatchObject({ encoding, units, parts });
  });

  test("an ESC pair that would straddle two parts moves whole into the second", () => {
    const text = `${"a".repeat(152)}€${"b".repeat(152)}`;
    expect(splitIntoParts(text)).toEqual(["a".repeat(152), `€${"b".repeat(151)}`, "b"]);
    expect(measureText(text)).toMatchObject({ units: 306, parts: 3, remainingInPart: 152 });
  });

  test("an emoji that would straddle two parts moves whole into the second", () => {
    const text = `${"ы".repeat(66)}😀${"ы".repeat(10)}`;
    expect(splitIntoParts(text)).toEqual(["ы".repeat(66), `😀${"ы".repeat(10)}`]);
  });

  test("the characters that make a text dear are named once each", () => {
    expect(measureText("“Hi” ’ 😀😀 hi").unicodeCharacters).toEqual(["“", "”", "’", "😀"]);
  });
});

describe("for every text", () => {
  test("the parts put together are the text, and there are as many as were counted", () => {
    fc.assert(
      fc.property(fc.oneof(gsmText, anyText), (text) => {
        const parts = splitIntoParts(text);
        expect(parts.join("")).toBe(text);
        expect(parts).toHaveLength(measureText(text).parts);
      }),
    );
  });

  test("no part is longer than a carrier takes, and none breaks a character", () => {
    fc.assert(
      fc.property(fc.oneof(gsmText, anyText), (text) => {
        const { encoding } = measureText(text);
        const parts = splitIntoParts(text);
        const limit = encoding === "gsm-7" ? (parts.length > 1 ? 153 : 160) : parts.length > 1 ? 67 : 70;
        for (const part of parts) {
          expect(part.isWellFormed()).toBe(true);
          const septets = [...part].reduce((sum, it) => sum + ("\f^{}\\[~]|€".includes(it) ? 2 : 1), 0);
          expect(encoding === "gsm-7" ? septets : part.length).toBeLessThanOrEqual(limit);
        }
      }),
    );
  });

  test("what is left in the last part is just what still fits", () => {
    fc.assert(
      fc.property(gsmText, (text) => {
        const { parts, remainingInPart } = measureText(text);
        fc.pre(parts > 0);
        expect(measureText(text + "a".repeat(remainingInPart)).parts).toBe(parts);
        expect(measureText(`${text}${"a".repeat(remainingInPart + 1)}`).parts).toBeGreaterThan(parts);
      }),
    );
  });

  test("replacing look-alikes adds no character that GSM-7 lacks and is done after once", () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.string({ unit: fc.constantFrom(..."’“”–…a\u00a0") })), (text) => {
        const replaced = toGsm(text);
        expect(toGsm(replaced)).toBe(replaced);
        expect(measureText(replaced).unicodeCharacters.length).toBeLessThanOrEqual(
          measureText(text).unicodeCharacters.length,
        );
      }),
    );
  });
});

test("a text out of a word processor becomes cheap again", () => {
  expect(toGsm("“It’s back” – today…\u00a0😀")).toBe('"It\'s back" - today... 😀');
  expect(measureText(toGsm("“It’s back” – today…")).encoding).toBe("gsm-7");
});
