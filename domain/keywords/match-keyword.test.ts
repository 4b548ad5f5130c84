import { describe, expect, test } from "vitest";
import { understandReply } from "#domain/compliance/opt-out-words";
import { isSlip } from "#domain/compliance/replies/typing";
import { consentWords, HELP, OPT_IN, OPT_OUT, plainWord, YES } from "#domain/compliance/reply-words";
import { plainKeyword } from "../../test/factories/keyword.ts";
import { mainWord } from "./keyword.ts";
import { type MatchableKeyword, matchKeyword } from "./match-keyword.ts";

function keyword(...words: string[]): MatchableKeyword {
  return { ...plainKeyword, words, plainWords: words.map(plainWord), id: words[0] ?? "", shopId: "shop", code: "code" };
}

const GLOW = keyword("GLOW", "GLO");
const SUMMER = keyword("SUMMER10");
const SHOP = keyword("SHOP");
const NEW_IN = keyword("NEW IN");
const all = [GLOW, SUMMER, SHOP, NEW_IN, keyword("CANDLE"), keyword("LANTERN"), keyword("VIP")];

function said(body: string, keywords = all): string | null {
  const match = matchKeyword(body, keywords);
  return match && `${mainWord(match.keyword)}${match.isExact ? "" : " (not exactly)"}`;
}

describe("a text says a keyword", () => {
  test.each([
    ["GLOW", "GLOW"],
    [" glow! ", "GLOW"],
    ["“Glow”", "GLOW"],
    ["glo", "GLOW"],
    ["new in", "NEW IN"],
    ["NEWIN", "NEW IN"],
    ["summer10", "SUMMER10"],
    ["vip", "VIP"],
    ["glow?", "GLOW (not exactly)"],
    ["gloww", "GLOW (not exactly)"],
    ["lantren", "LANTERN (not exactly)"],
    ["shpo", "SHOP (not exactly)"],
  ])("%j is %s", (body, expected) => {
    expect(said(body)).toBe(expected);
  });

  test.each([
    ["other words beside it", "I love the glow"],
    ["a code with another number", "summer20"],
    ["a slip in a short word", "vop"],
    ["a slip that is as near to CANCEL", "candel"],
    ["its first letter lost", "antern"],
    ["nothing", ""],
    ["a reaction that quotes it", "Liked “GLOW”"],
    ["a machine", "GLOW. I'm driving and will see your text later - Sent from Do Not Disturb While Driving"],
    ["no store has it", "sandals"],
  ])("not with %s: %j", (_what, body) => {
    expect(said(body)).toBeNull();
  });

  test("a slip that two keywords are equally near to is neither's", () => {
    expect(said("blow", [keyword("GLOW"), keyword("FLOW")])).toBeNull();
  });
});

describe("however long a text is, it is compared letter by letter only with words of about its length", () => {
  test("words of two lengths are no slips of each other, and finding that out takes no time", () => {
    // Letter by letter these would be 10^10 steps: the test would not end in its time.
    const long = "a".repeat(100_000);
    expect(isSlip(long, long.slice(3))).toBe(false);
    expect(isSlip(long.slice(3), long)).toBe(false);
  });

  test("a long text of one word is no keyword’s, whatever is saved", () => {
    const many = Array.from({ length: 100 }, (_, i) => keyword(`WORD${i}`, "LANTERN".repeat(4)));
    expect(said("a".repeat(1_600), many)).toBeNull();
    expect(said("lantern".repeat(200), [keyword("LANTERN".repeat(4))])).toBeNull();
  });
});

describe("no keyword stands before a word that opts in or out, agrees or asks for help", () => {
  test("consent rules read each of those words, in every language, and no keyword is near enough to take its slips", () => {
    for (const word of [...OPT_OUT, ...OPT_IN, ...HELP, ...YES])
      expect(understandReply(word).meaning, word).not.toBe("conversation");
    for (const word of consentWords) {
      if (!/^[a-z]{4,}$/.test(word)) continue;
      // The merchant could not have saved the word itself; a keyword one letter away takes none of the slips between them.
      const neighbor = keyword(`${word}X`);
      for (const slip of [word.slice(0, -1), `${word}z`, `${word[0]}${word}`])
        if (understandReply(slip).meaning === "conversation") expect(said(slip, [neighbor]), slip).toBeNull();
    }
  });

  test("SHOP is no trap for a STOP that was mistyped", () => {
    for (const slip of ["stp", "stpo", "stopp", "sotp", "stpp", "sop", "stip"])
      expect(understandReply(slip).meaning !== "conversation" || said(slip) === null, slip).toBe(true);
  });
});
