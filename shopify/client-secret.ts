import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * The app's client secret; two of them while it is rotated. The first is the one that we send; the store may sign with
 * either. Shopify signs with the oldest secret that is not revoked, and for up to half an hour after it was revoked
 * (https://github.com/Shopify/shopify-app-js/issues/3183).
 */
export type ClientSecret = string | readonly string[];

export interface SignatureCheck {
  /** Takes in a further part of the signed text. */
  update(part: string | Buffer): void;
  /** Whether the signature was made with one of the secrets. */
  isBy(signature: Buffer): boolean;
}

/** Checks an HMAC-SHA256 against each of the app's secrets, in constant time. */
export function signatureCheck(secret: ClientSecret): SignatureCheck {
  const hmacs = secretsIn(secret).map((one) => createHmac("sha256", one));
  return {
    update(part) {
      for (const hmac of hmacs) hmac.update(part);
    },
    isBy(signature) {
      return hmacs.map((hmac) => isSame(hmac.digest(), signature)).some(Boolean);
    },
  };
}

export function secretsIn(secret: ClientSecret): readonly string[] {
  return typeof secret === "string" ? [secret] : secret;
}

function isSame(digest: Buffer, given: Buffer): boolean {
  return digest.length === given.length && timingSafeEqual(digest, given);
}
