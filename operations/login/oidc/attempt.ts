import { randomBytes } from "node:crypto";
import { z } from "zod";
import { ATTEMPT_SECONDS } from "#operations/session/cookie";
import type { TokenCipher } from "#platform/token-cipher";

const PLACE = "operators/oidc-attempt";

/** A login that was begun in a browser. The browser keeps it, sealed; nothing is stored. */
const attempt = z.object({
  /** Comes back in the address: the answer is to this browser. */
  state: z.string(),
  /** Comes back in the token: it was made for this login. */
  nonce: z.string(),
  /** Of PKCE: without it, a code that was seen opens nothing. */
  verifier: z.string(),
  /** Where the login leads. */
  to: z.string(),
  at: z.number(),
});
export type Attempt = z.output<typeof attempt>;

export function newAttempt(to: string, at: Date): Attempt {
  const random = () => randomBytes(32).toString("base64url");
  return { state: random(), nonce: random(), verifier: random(), to, at: at.getTime() };
}

export function sealAttempt(cipher: TokenCipher, begun: Attempt): string {
  return cipher.seal(JSON.stringify(begun), PLACE);
}

/** Null for what we haven't sealed, or not in the last ten minutes. */
export function openAttempt(cipher: TokenCipher, sealed: string, now: Date): Attempt | null {
  const parsed = attempt.safeParse(parse(cipher, sealed));
  return parsed.success && now.getTime() - parsed.data.at <= ATTEMPT_SECONDS * 1000 ? parsed.data : null;
}

function parse(cipher: TokenCipher, sealed: string): unknown {
  try {
    return JSON.parse(cipher.open(sealed, PLACE) ?? "null");
  } catch {
    // Anyone may send anything.
    return null;
  }
}
