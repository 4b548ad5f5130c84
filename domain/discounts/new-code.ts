import { randomBytes } from "#platform/random-bytes";

/** Without letters and digits that look alike: no I, L, O, U, 0, 1. 30 of them. */
const LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789";
/** 30^10 codes: no one guesses one, and two are never the same. */
const LENGTH = 10;

/** A fresh code: "SAVE-7K3M9QXA2B". */
export function newCode(prefix: string): string {
  let code = "";
  while (code.length < LENGTH)
    for (const byte of randomBytes(LENGTH)) {
      // The last bytes would make some letters likelier than others.
      if (byte < 240 && code.length < LENGTH) code += LETTERS[byte % LETTERS.length];
    }
  return prefix === "" ? code : `${prefix.toUpperCase()}-${code}`;
}
