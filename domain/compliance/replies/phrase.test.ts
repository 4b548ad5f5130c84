import { describe, expect, test } from "vitest";
import { endOf, parsePhrase } from "./phrase.ts";

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
});
