import fc from "fast-check";
import { expect, test } from "vitest";
import { closeGaps, GAP } from "./close-gaps.ts";

test.each([
  ["Hi ~, your cart waits", "Hi, your cart waits"],
  ["Hi ~ ~, your cart waits", "Hi, your cart waits"],
  ["Hi ~ there", "Hi there"],
  ["Hi ~there", "Hi there"],
  ["Hi~ there", "Hi there"],
  ["~, your cart waits", "Your cart waits"],
  ["~ , your cart waits", "Your cart waits"],
  ["~ ~: sale!", "Sale!"],
  ["Fernhill\n~, your cart waits", "Fernhill\nYour cart waits"],
  ["~ your cart waits", "your cart waits"],
  ["Thanks, ~!", "Thanks!"],
  ["Thanks, ~", "Thanks"],
  ["Thanks ~\nYour order leaves today", "Thanks\nYour order leaves today"],
  ["Bonjour ~ ! Vente privée : -20 %. Prêt ?", "Bonjour ! Vente privée : -20 %. Prêt ?"],
  ["Your items: ~. Bye", "Your items:. Bye"],
  ["See ~", "See"],
  ["~", ""],
  ["~!", "!"],
  ["a ~ b ~ c", "a b c"],
])("%j with empty tags (~) becomes %j", (marked, closed) => {
  expect(closeGaps(marked.replaceAll("~", GAP))).toBe(closed);
});

test("what the merchant wrote stays as it is", () => {
  for (const text of ["Prêt ? Oui !", "Price :  5", "a  b\n  - c", "-20 % ce soir", "wait ...", "(  )"])
    expect(closeGaps(text)).toBe(text);
  expect(closeGaps("  line one\r\nline two  ")).toBe("line one\nline two");
});

test("no marks are left, no word is lost, and nothing but blanks and punctuation goes", () => {
  const piece = fc.constantFrom(GAP, " ", ",", "!", ".", "\n", "a", "Bc", "é", "?", "\t", ":");
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const closed = closeGaps(pieces.join(""));
      expect(closed).not.toContain(GAP);
      const words = (text: string) => text.replace(/[^\p{L}]/gu, "").toLowerCase();
      expect(words(closed)).toBe(words(pieces.join("")));
    }),
  );
});

test("a text of a million blanks and gaps is closed in one pass", () => {
  const marked = `a${" ".repeat(500_000)}${`${GAP} `.repeat(250_000)}b${`${GAP},x`.repeat(100_000)}`;
  expect(closeGaps(marked).length).toBe(1 + 500_000 + 1 + 200_000);
});
