import fc from "fast-check";
import { codePoint } from "../factories/code-point.ts";

/** Text as the world writes it, and text that has broken programs elsewhere. */
const HOSTILE = [
  ..."\u0000|\ud800|\udfff|\u202e|\ufeff|\u200b|%00|%|%zz|..%2f..%2f|'; --|$1|$&|{{|}}|{%|__proto__|constructor".split(
    "|",
  ),
  "e\u0301".repeat(200),
  "👩‍👩‍👧‍👦".repeat(50),
  "9".repeat(400),
  "-1",
  "1e309",
  "NaN",
  "null",
  "a".repeat(5_000),
  "\r\n\r\n",
  "+1212555010²",
  "٠١٢٣٤٥٦٧٨٩",
];

export const anyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: "grapheme", maxLength: 60 }) },
  { weight: 2, arbitrary: fc.string({ unit: codePoint, maxLength: 60 }) },
  { weight: 3, arbitrary: fc.constantFrom(...HOSTILE) },
  { weight: 1, arbitrary: fc.array(fc.constantFrom(...HOSTILE), { maxLength: 5 }).map((all) => all.join("")) },
);

/** A value of JSON as an API may send it where another kind is expected. */
export const anyValue: fc.Arbitrary<unknown> = fc.oneof(
  anyText,
  fc.constantFrom(null, true, false, 0, -1, 1.5, 2 ** 53, 2 ** 63, 1e308, [], {}, "2026-02-30T25:61:00Z", "0001-01-01"),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.jsonValue({ maxDepth: 3 }),
);
