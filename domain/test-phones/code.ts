import type { KeyedHash } from "#platform/keyed-hash";
import { randomBytes } from "#platform/random-bytes";

const DIGITS = 6;
const CODES = 10 ** DIGITS;
/** The largest multiple of a million in four bytes: what is above is drawn again, or some codes would be likelier. */
const FAIR = 2 ** 32 - (2 ** 32 % CODES);

/** A new code of six digits. `random` gives that many random bytes. */
export function newTestCode(random: (bytes: number) => Uint8Array = randomBytes): string {
  for (;;) {
    const [a = 0, b = 0, c = 0, d = 0] = random(4);
    const drawn = ((a * 256 + b) * 256 + c) * 256 + d;
    if (drawn < FAIR) return String(drawn % CODES).padStart(DIGITS, "0");
  }
}

/** What a merchant typed as a code, without blanks and hyphens; null when it is no code. */
export function readTestCode(typed: string): string | null {
  const code = typed.replace(/[\s-]/g, "");
  return /^\d{6}$/.test(code) ? code : null;
}

/** What is kept of a code: only with the server's key can the million codes be tried against it. */
export function hashTestCode(
  hash: KeyedHash,
  { shopId, phone, code }: { shopId: string; phone: string; code: string },
): string {
  return hash(`test code ${shopId} ${phone} ${code}`);
}
