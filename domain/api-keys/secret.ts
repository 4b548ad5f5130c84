import { randomBytes } from "node:crypto";
import type { Context } from "#domain/context";

/** By which secret scanners and people know what it is. */
const PREFIX = "cbk_";
const SECRET_BYTES = 32;
const HINT_LENGTH = 4;

export interface NewSecret {
  /** For the person who asked for it, once. */
  secret: string;
  hash: string;
  hint: string;
}

/** A new secret: 256 random bits. Only its hash and its last characters are to be kept. */
export function makeSecret(ctx: Pick<Context, "hashPhone">): NewSecret {
  const secret = `${PREFIX}${randomBytes(SECRET_BYTES).toString("base64url")}`;
  return { secret, hash: hashSecret(ctx, secret), hint: secret.slice(-HINT_LENGTH) };
}

/**
 * The name under which a secret is kept and looked up. It is keyed: who reads the table cannot test guesses, and how long
 * a look-up by it takes tells nothing about the secrets that there are.
 */
export function hashSecret({ hashPhone }: Pick<Context, "hashPhone">, secret: string): string {
  return hashPhone(`api key ${secret}`);
}
