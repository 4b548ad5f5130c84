import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { understandReply } from "#domain/compliance/opt-out-words";
import { promisedMs } from "../../../test/setup/promised-ms.ts";

// The tests of this file measure time, so mutation testing leaves them out: they would run for each mutant and judge none.
describe("hostile texts", () => {
  const KILOBYTES_64 = 65_536;
  const pieces = [
    "stop ",
    "stop texting ",
    "don't stop ",
    "no quiero ",
    "a ",
    "s\u0301",
    "\u200b",
    "\ufdfa",
    "a'",
    "$",
    "!",
    "🛑",
  ];

  test.each(pieces)("64 kB of %j are read within the promised time", (piece) => {
    const startedAt = performance.now();
    understandReply(piece.repeat(KILOBYTES_64 / piece.length));
    expect(performance.now() - startedAt).toBeLessThan(promisedMs(1_000));
  });

  const WORDS =
    "stop no not send me texts want get number list wrong cancel order only email enough who gave you who where did you get mensajes no quiero pas plus de nicht mehr не стоп больше номер لا رسائل 送らないで 番号 kitenme otpishite interessse zzzzzzz , . ! 🛑".split(
      " ",
    );
  const words = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 8 });

  test("no hostile text of the longest kind that a carrier delivers takes long", () => {
    fc.assert(
      fc.property(words, (some) => {
        const text = `${some.join(" ")} `.repeat(1_600).slice(0, 1_600);
        const startedAt = performance.now();
        understandReply(text);
        const tookMs = performance.now() - startedAt;
        if (tookMs > 1_000) expect(tookMs).toBeLessThan(promisedMs(1_000));
      }),
    );
  });
});
