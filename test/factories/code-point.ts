import fc from "fast-check";

/**
 * Any code point of Unicode as a string, half surrogates included: the unit of strings of any bytes. fast-check's own unit "binary"
 * is the same and takes some three seconds to build in each test file.
 */
export const codePoint: fc.Arbitrary<string> = fc
  .integer({ min: 0, max: 0x10_ff_ff })
  .map((code) => String.fromCodePoint(code));
