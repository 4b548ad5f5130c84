import { hash } from "node:crypto";

/** Turns a text into a name for it that only holders of the key can make: SHA-256 HMAC, base64url, 43 characters. */
export type KeyedHash = (text: string) => string;

const BLOCK_BYTES = 64;
const DIGEST_BYTES = 32;

/**
 * HMAC by its definition (RFC 2104), from two plain hashes: `createHmac` sets up a context for each text, which takes many times
 * as long as hashing a phone number does.
 */
export function keyedHash(key: Buffer): KeyedHash {
  const block = Buffer.alloc(BLOCK_BYTES);
  (key.length > BLOCK_BYTES ? hash("sha256", key, "buffer") : key).copy(block);
  const inner = block.map((byte) => byte ^ 0x36);
  const outer = Buffer.concat([block.map((byte) => byte ^ 0x5c), Buffer.alloc(DIGEST_BYTES)]);
  return (text) => {
    const digest = hash("sha256", Buffer.concat([inner, Buffer.from(text)]), "buffer");
    digest.copy(outer, BLOCK_BYTES);
    return hash("sha256", outer, "base64url");
  };
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
