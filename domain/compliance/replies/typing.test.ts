import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { typistFor } from "./typing.ts";

const typist = typistFor(["stop", "texting", "unsubscribe"]);

describe("slips of the thumb", () => {
  test.each([
    ["stpo", "stop"],
    ["tsop", "stop"],
    ["stp", "stop"],
    ["sttop", "stop"],
    ["stip", "stop"],
    ["stopp", "stop"],
    ["textng", "texting"],
    ["unsubcribe", "unsubscribe"],
    ["unsubsrcibe", "unsubscribe"],
    ["unsbscrbe", "unsubscribe"],
    ["usnubscribe", "unsubscribe"],
  ])("%s was meant to be %s", (typed, meant) => {
    expect(typist.meant(typed)).toBe(meant);
  });

  test.each([
    // Right already.
    "stop",
    // Words of their own.
    "shop",
    "top",
    "step",
    "testing",
    "subscribe",
    // Two slips in a short word, three in a long one.
    "spit",
    "tstng",
    "unsbscr",
    // Nothing like it, too short, too long, or in other letters.
    "st",
    "candle",
    "unsubscribeunsubscribe",
    "стоп",
    // The first letter lost is another word's end.
    "exting",
  ])("%s was not meant to be anything else", (typed) => {
    expect(typist.meant(typed)).toBeNull();
  });

  test("any one letter of a long word may be left out, doubled, mistaken or swapped with the next", () => {
    const word = "unsubscribe";
    const letters = fc.constantFrom(..."abcdefghijklmnopqrstuvwxyz");
    fc.assert(
      fc.property(fc.integer({ min: 1, max: word.length - 2 }), letters, (at, letter) => {
        const [before, one, after] = [word.slice(0, at), word[at] ?? "", word.slice(at + 1)];
        const swapped = `${before}${after[0]}${one}${after.slice(1)}`;
        for (const typed of [before + after, before + one + one + after, before + letter + after, swapped])
          expect(typist.meant(typed)).toBe(typed === word ? null : word);
      }),
    );
  });
});
