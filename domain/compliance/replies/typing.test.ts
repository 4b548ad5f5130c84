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
    ["stqp", "stop"],
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

  test.each([
    // Shorter than any word we listen for, and as long as one may be.
    ["to", "stop", null],
    ["sop", "stop", null],
    ["sto", "stop", null],
    ["stp", "stop", "stop"],
    ["unsubscribeunsubscri", "unsubscribeunsubscr", "unsubscribeunsubscr"],
    ["unsubscribeunsubscrib", "unsubscribeunsubscri", null],
    ["t3xting", "texting", null],
    ["texting7", "texting", null],
    ["7texting", "texting", null],
  ])("%s for %s: %s", (typed, word, meant) => {
    expect(typistFor([word]).meant(typed)).toBe(meant);
  });

  test("are as many as the textbook counts, for any two words", () => {
    const words = (letters: string) =>
      fc.array(fc.constantFrom(...letters), { minLength: 3, maxLength: 11 }).map((it) => it.join(""));
    fc.assert(
      fc.property(
        fc.constantFrom("xy", "xyz", "vwxyz").chain((letters) => fc.tuple(words(letters), words(letters))),
        ([typed, word]) => {
          const count = slips(typed, word);
          const isForgiven =
            count > 0 && count <= (word.length >= 9 ? 2 : 1) && !(count === 1 && word.slice(1) === typed);
          expect(typistFor([word]).meant(typed)).toBe(isForgiven ? word : null);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

/** The optimal string alignment distance, by its recursive definition. */
function slips(a: string, b: string, i = a.length, j = b.length, known = new Map<string, number>()): number {
  if (i === 0 || j === 0) return i + j;
  const key = `${i} ${j}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const at = (fewerA: number, fewerB: number) => slips(a, b, i - fewerA, j - fewerB, known);
  const [lastA, lastB] = [a[i - 1], b[j - 1]];
  const options = [at(1, 0) + 1, at(0, 1) + 1, at(1, 1) + (lastA === lastB ? 0 : 1)];
  if (i > 1 && j > 1 && lastA === b[j - 2] && a[i - 2] === lastB) options.push(at(2, 2) + 1);
  const least = Math.min(...options);
  known.set(key, least);
  return least;
}
