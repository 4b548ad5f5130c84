import { randomBytes } from "#platform/random-bytes";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/** 62^10 ≈ 8·10^17: a billion links leave a guesser one hit in a billion tries, and a text ten characters for it. */
const LENGTH = 10;
/** The largest multiple of 62 in a byte: bytes above it are drawn again, or the first letters would be likelier. */
const FAIR = 256 - (256 % ALPHABET.length);

/** A new short, unguessable code of letters and digits. `random` gives that many random bytes. */
export function newCode(random: (bytes: number) => Uint8Array = randomBytes): string {
  let code = "";
  while (code.length < LENGTH)
    for (const byte of random(LENGTH))
      if (byte < FAIR && code.length < LENGTH) code += ALPHABET[byte % ALPHABET.length];
  return code;
}

/** Whether a text can be a code at all; what cannot is not looked up. */
export function isCode(text: string): boolean {
  return /^[0-9A-Za-z]{8,16}$/.test(text);
}
