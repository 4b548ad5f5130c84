import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { codePoint } from "../../test/factories/code-point.ts";
import { understandReply } from "./opt-out-words.ts";

const PER_SE = ["stop", "quit", "end", "revoke", "opt out", "cancel", "unsubscribe"];
const LISTED = [
  "STOPALL",
  "STOP ALL",
  "OPTOUT",
  "OPT-OUT",
  "REMOVE",
  "TD",
  "ARRET",
  "Arrêt",
  "ALTO",
  "Abmelden",
  "no más",
];

describe("opting out", () => {
  test.each([...PER_SE, ...LISTED])("%s stops the texts", (word) => {
    expect(understandReply(word).meaning).toBe("opt-out");
  });

  test.each([
    "Stop.",
    "  stop!! ",
    "“STOP”",
    "'Stop'",
    "STOP 🛑",
    "stop\n",
    "\u200bSTOP\u00a0",
    "ＳＴＯＰ",
    "Stop please",
    "pls stop",
    "STOP STOP STOP",
    "S\u0301top",
    "(stop)",
    "Stop all!",
    "opt-out.",
    "STOP\u0000",
  ])("%j is STOP", (body) => {
    expect(understandReply(body).meaning).toBe("opt-out");
  });

  test("case, spaces, punctuation and emoji around a word change nothing", () => {
    const noise = fc.string({ unit: fc.constantFrom(..." .,!?\"'“”’…-*()\n\t🙏🛑😡"), maxLength: 6 });
    const anyCase = fc
      .constantFrom(...PER_SE)
      .chain((word) =>
        fc
          .array(fc.boolean(), { minLength: word.length, maxLength: word.length })
          .map((upper) => [...word].map((letter, i) => (upper[i] ? letter.toUpperCase() : letter)).join("")),
      );
    fc.assert(
      fc.property(noise, anyCase, noise, (before, word, after) => {
        expect(understandReply(before + word + after).meaning).toBe("opt-out");
      }),
    );
  });

  test("a shop's own words stop too", () => {
    expect(understandReply("Vollà!", ["VOLLA"])).toEqual({
      meaning: "opt-out",
      evidence: { rule: "own-word", phrase: "VOLLA", language: null, doubt: null },
    });
    expect(understandReply("info", ["INFO"]).meaning).toBe("opt-out");
    expect(understandReply("volla").meaning).toBe("conversation");
  });
});

describe("a real word that is no published keyword", () => {
  test.each(
    "quitar borrar eliminar excluir para pare detente löschen austragen schluss koniec verwijderen rimuovere dégage".split(
      " ",
    ),
  )("%s alone is held for a person, not opted out", (word) => {
    expect(understandReply(word).meaning).toBe("unsure");
  });
});

describe("everything else", () => {
  test.each([
    ["START", "opt-in"],
    ["unstop", "opt-in"],
    ["Yes!", "yes"],
    ["HELP", "help"],
    ["info?", "help"],
    ["stop by the store?", "conversation"],
    ["Can I cancel my order 1001?", "conversation"],
    ["The end of the candle smells odd", "conversation"],
    ["non-stop", "conversation"],
    ["yes please stop", "opt-out"],
    ["help me stop these texts", "opt-out"],
    ["help stop", "unsure"],
    ["", "conversation"],
    ["👍", "conversation"],
    ["please", "conversation"],
  ])("%j means %s", (body, meaning) => {
    expect(understandReply(body).meaning).toBe(meaning);
  });

  test("a text of any bytes is understood as something", () => {
    fc.assert(fc.property(fc.string({ unit: codePoint }), (body) => void understandReply(body)));
  });
});
