import { createHmac } from "node:crypto";

/** Turns a text into a name for it that only holders of the key can make: SHA-256 HMAC, base64url, 43 characters. */
export type KeyedHash = (text: string) => string;

export function keyedHash(key: Buffer): KeyedHash {
  return (text) => createHmac("sha256", key).update(text).digest("base64url");
}

/** The same, for the length of a batch in which each text is asked for again and again: the hash is the dear part of it. */
export function rememberHashes(hash: KeyedHash): KeyedHash {
  const known = new Map<string, string>();
  return (text) => {
    const name = known.get(text) ?? hash(text);
    known.set(text, name);
    return name;
  };
}
