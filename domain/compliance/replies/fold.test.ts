import { describe, expect, test } from "vitest";
import { foldText, wordsOf } from "./fold.ts";

describe("the words of a text", () => {
  test.each([
    ["Don't text me, I’m out", "dont text me im out"],
    ["Don´t text me, they can´t stop", "dont text me they cant stop"],
    ["T-shirt in size t", "t shirt in size t"],
    ["Mondon´t, and don´t", "mondon t and dont"],
    ["you won´t, he doesn´t, she didn´t", "you wont he doesnt she didnt"],
    ["it isn´t, I wouldn´t, we couldn´t", "it isnt i wouldnt we couldnt"],
    ["dont t", "dont t"],
    ["don´t, won´t t", "dont wont t"],
    ["m'écrivez plus d'offres", "m ecrivez plus d offres"],
    ["'t is mine; rock'n roll", "t is mine rock n roll"],
    ["rock's, they've, we'll, I'd, you're, I'm", "rocks theyve well id youre im"],
    ["o'tool", "o tool"],
    ["2's", "2 s"],
  ])("%s", (text, words) => {
    expect(wordsOf(text)).toEqual(words.split(" "));
  });

  test.each([
    ["ST0P", "stop"],
    ["5t0p 7ext1ng m3, 4lly", "stop texting me ally"],
    ["at 7, for 30 dollars", "at 7 for 30 dollars"],
    ["model b2 or c9", "model b2 or c9"],
    ["$top, $5", "stop 5"],
    ["stooooop", "stop"],
    ["noooo", "no"],
    ["book a room", "book a room"],
    ["stopstop STOPSTOPSTOP", "stop stop"],
    ["stopstopped, unstopstop", "stopstopped unstopstop"],
    ["ЅТОР, αrrêt, Straße, łódź", "stop arret strasse lodz"],
    ["s\u200bt\u00ado\u200dp", "stop"],
  ])("in disguise: %s", (text, words) => {
    expect(wordsOf(text)).toEqual(words.split(" "));
  });

  test.each([
    ["S T O P", "stop"],
    ["S.T.O.P now", "stop now"],
    ["please s t o p", "please stop"],
    ["plan a b c d e", "plan abcde"],
    ["a b c is not one", "a b c is not one"],
    ["I am a", "i am a"],
  ])("in single letters: %s", (text, words) => {
    expect(wordsOf(text)).toEqual(words.split(" "));
  });

  test("of a text that no carrier would deliver are those of both its ends", () => {
    const filler = (length: number) => " ".repeat(length);
    expect(wordsOf(`begin${filler(3_992)}end`)).toEqual(["begin", "end"]);
    expect(wordsOf(`begin${filler(1_000)}middle${filler(4_000)}end`)).toEqual(["begin", "middle", "end"]);
    expect(wordsOf(`begin${filler(2_100)}middle${filler(2_100)}end`)).toEqual(["begin", "end"]);
    expect(wordsOf(`${filler(1_996)}cut short${filler(2_100)}end`)).toEqual(["cut", "end"]);
    // Whole up to four thousand characters, in two sentences beyond.
    expect(foldText(`${"a".repeat(1_999)}bc${"d".repeat(1_999)}`).words).toHaveLength(1);
    expect(foldText(`${"a".repeat(1_999)}bcb${"d".repeat(1_999)}`).words).toHaveLength(2);
  });
});

describe("where sentences and clauses end", () => {
  test.each([
    ["Stop it. Now", "1 1 2", "1 1 2"],
    ["stop.texting me", "1 1 1", "1 1 1"],
    ["Stop!now", "1 2", "1 2"],
    ["Why?Stop;now\nplease", "1 2 3 4", "1 2 3 4"],
    ["yes, stop: now", "1 1 1", "1 2 3"],
    ["wait... stop", "1 2", "1 2"],
    ["3.5 stars", "1 1 1", "1 1 1"],
    ["stop,.now", "1 1", "1 2"],
    ["one. t w o x, three", "1 2 2", "1 2 3"],
  ])("%s", (text, sentences, clauses) => {
    const folded = foldText(text);
    const numbered = (numbers: number[]) => numbers.map((it) => it + 1).join(" ");
    expect(numbered(folded.sentences)).toBe(sentences);
    expect(numbered(folded.clauses)).toBe(clauses);
    expect(folded.words).toHaveLength(folded.clauses.length);
  });

  test("a last dot ends the sentence, so that nothing joins it", () => {
    expect(foldText("Stop.")).toEqual({ words: ["stop"], sentences: [0], clauses: [0] });
    expect(foldText("")).toEqual({ words: [], sentences: [], clauses: [] });
  });
});
