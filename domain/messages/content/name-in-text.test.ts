import fc from "fast-check";
import { expect, test } from "vitest";
import { nameInText } from "./name-in-text.ts";

test.each([
  "Mei",
  "Zoë",
  "Anne-Marie",
  "O’Neill",
  "D'Angelo",
  "J. R.",
  "J.R.",
  "Jean Paul",
  "Da Silva",
  "St. John",
  "Jr.",
  "María José",
  "Nguyễn",
  "李",
  "Владимир",
  "محمد",
  "José Ramón",
  "Łukasz",
  "Ó Briain",
  "van der Berg",
  "Kamala Devi",
  "Winston",
  "Freeman",
  "ʻOkoa".slice(1),
])("%s is a name", (name) => {
  expect(nameInText(name)).toBe(name);
});

test.each([
  "You won $500! Claim at prize.example/w",
  "bit.ly",
  "www.prize.example",
  "prize.example",
  "http://x",
  "t.me/x",
  "a@b.example",
  "+1 212 555 0199",
  "Room 5",
  "€100",
  "50% off",
  "#1",
  "Hello!",
  "<b>Mei</b>",
  "{{ shop.name }}",
  "Mei\nSTOP",
  "free gift",
  "You won",
  "Claim prize",
  "x".repeat(31),
  "click here",
  "prize dot com",
  "p r i z e / w",
  "аррӏе.соm",
  "bit。ly",
  "bit․ly",
  "１２３",
  "½",
  "Mei;",
  "a_b",
  "--",
  ".",
  "",
])("%j stays out of texts", (name) => {
  expect(nameInText(name)).toBe("");
});

test("invisible marks and emoji do not hide an address, and do not cost a name its place", () => {
  expect(nameInText("bit\u200b.ly")).toBe("");
  expect(nameInText("M\u200bei\u2060")).toBe("Mei");
  expect(nameInText("Ana 🌊")).toBe("Ana");
  expect(nameInText("👩🏽‍🚀 Mei 🇫🇷")).toBe("Mei");
  expect(nameInText(null)).toBe("");
});

test("what comes through has no digit, no sign of money, no address and at most 30 characters", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 40 }), (typed) => {
      const name = nameInText(typed);
      expect(name.length).toBeLessThanOrEqual(30);
      expect(name).not.toMatch(/[\p{N}\p{Sc}\n@/:]|\p{L}{2}\.\p{L}/u);
    }),
  );
});
