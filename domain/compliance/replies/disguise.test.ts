import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { understandReply } from "#domain/compliance/opt-out-words";
import { english } from "#domain/compliance/replies/collection/english";
import { french } from "#domain/compliance/replies/collection/french";
import { german } from "#domain/compliance/replies/collection/german";
import { polish } from "#domain/compliance/replies/collection/polish";
import { spanish } from "#domain/compliance/replies/collection/spanish";

const SPOKEN = [english, spanish, french, german, polish];
const optOuts = fc.constantFrom(...SPOKEN.flatMap((it) => it.optOuts));
const harmless = fc.constantFrom(...SPOKEN.flatMap((it) => it.harmless));
const LOOKS: Record<string, string> = { a: "а", e: "е", o: "о", p: "р", c: "с", x: "х", s: "ѕ", i: "і", t: "τ" };

/** The same text as someone would write it who wants to be neither understood by a filter nor stopped by one. */
const disguises: Record<string, (text: string, seed: number) => string> = {
  "in capitals": (text) => text.toUpperCase(),
  "with a zero-width blank between any two letters": (text) => [...text].join("\u200b"),
  "with marks over every letter": (text) => text.replace(/\p{L}/gu, "$&\u0336"),
  "with letters of another script": (text) => text.replace(/[a-z]/g, (letter) => LOOKS[letter] ?? letter),
  "in wide letters": (text) => text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)),
  "in bold mathematical letters": (text) =>
    text.replace(/[a-z]/g, (letter) => String.fromCodePoint(0x1d41a + letter.charCodeAt(0) - 97)),
  "written from right to left": (text) => `\u202e${text}\u202c`,
  "with emoji around it": (text, seed) => `${"😡🙏🛑".repeat(1 + (seed % 3))} ${text} 😂`,
  "with more blanks than words": (text) => text.replaceAll(" ", " \t  "),
};

describe.each(Object.entries(disguises))("a text %s", (_, disguise) => {
  test("is still an opt-out", () => {
    fc.assert(
      fc.property(optOuts, fc.nat(), (text, seed) => {
        expect(understandReply(disguise(text, seed)).meaning).toBe("opt-out");
      }),
    );
  });

  test("is still no opt-out", () => {
    fc.assert(
      fc.property(harmless, fc.nat(), (text, seed) => {
        expect(understandReply(disguise(text, seed)).meaning).not.toBe("opt-out");
      }),
    );
  });
});

describe("hostile texts", () => {
  test("a STOP at either end of a text that no carrier delivers is read", () => {
    const ballast = "lorem ipsum ".repeat(5_000);
    expect(understandReply(`please stop texting me. ${ballast}`).meaning).toBe("opt-out");
    expect(understandReply(`${ballast}. please stop texting me`).meaning).toBe("opt-out");
    expect(understandReply(`STOP${"\u200b".repeat(60_000)}`).meaning).toBe("opt-out");
  });

  test("what the evidence names are words of our data, not the shopper's", () => {
    const { evidence } = understandReply("stop sending me Rosalind's unspeakable 4929-secret messages");
    expect(evidence?.phrase).toBe("stop sending");
    const limited = understandReply("please stop all Rosalind messages but keep the orders").evidence;
    expect(JSON.stringify(limited)).not.toContain("osalind");
  });
});
