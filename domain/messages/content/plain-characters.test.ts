import { expect, test } from "vitest";
import { measureText } from "./parts.ts";
import { isCheaperPlain, listCharacters, toGsm } from "./plain-characters.ts";

test("invisible characters go, and the notice names them", () => {
  const typed = "Mit besten Gr\u00fc\u00dfen\u200c, Ihr Fern\u00adhill Team\u2060 \u200e20\u00a0% heute\ufeff";
  expect(toGsm(typed)).toBe("Mit besten Grüßen, Ihr Fernhill Team 20 % heute");
  expect(listCharacters(measureText(typed).unicodeCharacters)).toBe(
    "a zero-width non-joiner, a soft hyphen, a word joiner, a left-to-right mark and 2 more",
  );
  expect(listCharacters(["\u{e0001}", "’"])).toBe("an invisible character (U+E0001) and “’”");
});

test.each(["👨\u200d👩\u200d👧", "❤\ufe0f", "می\u200cخواهم", "क्\u200dष", "🏴\u{e0067}\u{e0062}\u{e007f}", "👍🏽"])(
  "marks that shape %s stay",
  (text) => {
    expect(toGsm(text)).toBe(text);
  },
);

test("letters that were typed as a letter and a mark become one", () => {
  expect(toGsm("Cafe\u0301 is open")).toBe("Café is open");
});

test("plain characters are offered only where they make a text cheaper", () => {
  expect(isCheaperPlain(`${"It’s on".padEnd(100, "a")}`)).toBe(true);
  expect(isCheaperPlain(`🎉 ${"…".repeat(12)}${"a".repeat(50)}`)).toBe(false); // 1 part would become 2
  expect(isCheaperPlain("It’s on")).toBe(false); // one part either way
  expect(isCheaperPlain("plain")).toBe(false);
});
