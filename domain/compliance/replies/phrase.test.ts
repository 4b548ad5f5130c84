import { describe, expect, test } from "vitest";
import { byFirstWord, endOf, parsePhrase } from "./phrase.ts";

const SETS = { texts: "texts|text messages", whose: "your|these" };

function match(phrase: string, text: string, upTo: number | null = null): number {
  const words = text.split(" ");
  return endOf(
    parsePhrase(phrase, SETS),
    words,
    words.map(() => 0),
    0,
    upTo,
  );
}

describe("phrases", () => {
  test("choices, sets, what may be left out, and gaps", () => {
    expect(match("stop (the|<whose>)? (<texts>)", "stop your text messages now")).toBe(4);
    expect(match("stop (the|<whose>)? (<texts>)", "stop texts")).toBe(2);
    expect(match("stop (<whose> <texts>)", "stop these text messages")).toBe(4);
    expect(match("stop _ texts", "stop a b c texts")).toBe(5);
    expect(match("stop _ texts", "stop a b c d texts")).toBe(-1);
    expect(match("stop _ texts", "stop texts")).toBe(2);
  });

  test("beginnings, and choices that may stand up to three times or not at all", () => {
    expect(match("send* texts", "sending texts")).toBe(2);
    expect(match("send* texts", "end texts")).toBe(-1);
    for (const fillers of ["", "ever ", "ever you ", "ever you just "])
      expect(match("never (ever|you|just)~ send", `never ${fillers}send`)).toBeGreaterThan(0);
    expect(match("never (ever|you|just)~ send", "never ever you just just send")).toBe(-1);
    const found = byFirstWord([{ phrase: parsePhrase("(harass*|stalk) me", {}) }]);
    expect(found("harassing")).toHaveLength(1);
    expect(found("stalking")).toHaveLength(0);
  });

  test("one that has to be everything tries every choice", () => {
    expect(match("(stop|stop it)", "stop it", 2)).toBe(2);
    expect(match("(stop|stop it)", "stop it now", 3)).toBe(-1);
  });

  test("none crosses the end of its sentence", () => {
    const words = ["stop", "texting"];
    expect(endOf(parsePhrase("stop texting", {}), words, [0, 1], 0)).toBe(-1);
    expect(endOf(parsePhrase("stop _ texting", {}), words, [0, 1], 0)).toBe(-1);
  });

  test.each(["", "stop (the", "stop (a|(b))", "stop <nothing>", "stop don't"])("%j is refused", (phrase) => {
    expect(() => parsePhrase(phrase, SETS)).toThrow();
  });

  test("what begins with a gap or may be empty can't be found by its first word", () => {
    const index = (phrase: string) => byFirstWord([{ phrase: parsePhrase(phrase, SETS) }]);
    expect(() => index("_ stop")).toThrow('"_ stop" begins with a gap.');
    expect(() => index("(stop)?")).toThrow('"(stop)?" may be empty.');
  });
});
